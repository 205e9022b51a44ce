"""Names into entities, across documents; every link says why, and judgements of persons override.

Reading order: ``folding`` (spellings of one name as one key), ``scripts`` (letters that leave vowels out), ``forms`` (what a name can prove),
``material`` and ``profile`` (what is known of each document's entities), ``clusters`` (what keeps apart), ``joining`` and ``evidence`` (the rules,
strongest first), ``decisions``, ``resolve``. Beside them: ``prepared`` and ``comparison`` (how near two names are, and why), ``listed_names``,
``listing`` and ``in_text`` (published lists), ``sorts`` and ``parts`` (what a name is, for those who look at it).
To teach it a spelling: ``folding.yaml``; a letter of another script: ``scripts.yaml``; a title, a common name or a word of kind: ``words.yaml``; a
rule: ``evidence.RULES``.
"""
