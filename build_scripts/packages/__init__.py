"""Data packages in, typed tables out, or every fault found."""
