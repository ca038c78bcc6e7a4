"""Published tables and statements into pages: Markdown written from the templates beside the code."""
