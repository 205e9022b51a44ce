"""A language model as reader, kept exact: what it proposes is taken where the text bears it out, and refused, with the reason, where not.

``read.py`` lists the questions; ``request.py`` and ``exchanges.py`` say what one is and keep its answer; ``prompts/`` are the words. Nothing here needs a
network but ``client.py``, which needs the extra ``variorum[model]``.
"""
