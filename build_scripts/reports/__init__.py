"""Which section of a report takes which figures, and what each of them shows: declared in rows, filled here, laid out by the pages."""
