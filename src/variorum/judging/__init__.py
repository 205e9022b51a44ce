"""The desk at which persons judge: what they mean is found, checked in words, and kept as a line of ``decisions.jsonl``.

The kinds of judgement belong to the rooms that obey them (``shelf/judgements.py`` says which); here they are made. Read ``seen`` (which claim is
meant), ``claims`` (accept, reject, correct), ``pairs`` (same, not the same), ``notes``, ``taken_back`` (undo), ``keep`` (written, with what it
changes), ``told`` (the whole log, and what became of each line).
"""
