"""Engines under one measure: the same claims, the same six kinds of question, and the same two searches over the whole table.

To add an engine: a class with the methods of ``engine.Engine``, and its line in ``store.ENGINES``. What it needs must not become a dependency of the
project: import it where it is used, and the table says in a sentence that it was left out.
"""
