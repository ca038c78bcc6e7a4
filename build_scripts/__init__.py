"""Plain Sight: how a city is policed, published as open data that anybody can recompute."""

__version__ = "0.1.0"
