"""From a figure's address to its formula and the source rows behind it, resolved when asked."""
