"""One document as a page: where it comes from (``source``), the parts of a long text (``parts``), its claims beside it (``apparatus``, ``margin``), the same
text in another language (``original``), and what else was read (``lists``)."""
