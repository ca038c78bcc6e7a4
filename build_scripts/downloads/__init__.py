"""Published tables out as files: the static API, CSV, ZIP."""
