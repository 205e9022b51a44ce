"""What the page of one claim shows: how it reached the page (``reached``), who else says so and who does not (``stances``), what leans on it
(``leaning``), what was judged of it (``history``), and what is said of one that is no longer there (``gone``)."""
