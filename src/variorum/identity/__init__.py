"""Names into entities, across documents; every link says why, and judgements of persons override.

Reading order: ``folding`` (spellings of one name as one key), ``forms`` (what a name can prove), ``material`` and ``profile`` (what is known of
each document's entities), ``clusters`` (what keeps apart), ``joining`` and ``evidence`` (the rules, strongest first), ``decisions``, ``resolve``.
To teach it a spelling: ``folding.yaml``; a title, a common name or a word of kind: ``words.yaml``; a rule: ``evidence.RULES``.
"""
