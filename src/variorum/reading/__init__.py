"""One document to claims: layers, names, times, syntax, claim grammars and voices, each a room of its own."""
