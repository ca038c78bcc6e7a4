"""Published comparisons in, sentences out: each a pure function of the rows it names."""
