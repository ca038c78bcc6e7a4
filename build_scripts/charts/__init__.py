"""Published tables in, static SVG out: Altair for the chart, one theme, a title and a description for each."""
