"""The shelf: originals come in, with custody, and become text.

Reading order: ``layout`` (what lies where), ``settings``, ``create``, ``custody`` (the log), ``originals``, ``formats`` and ``sandbox``
(bytes => text), ``metadata``, ``add``, ``documents`` (what is on the shelf), ``annotations`` (readings by persons), ``judgements``
(the log of human judgements), ``verify``.

Nothing is imported here: the sandbox starts one process a document, and what it does not import it does not wait for.
"""
