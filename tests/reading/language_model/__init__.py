"""The language model as reader: what is taken, what is refused, and what it costs."""
