"""A specification with what all of its layers encode alike said once, above them.

The library that makes a specification repeats the axis and the scale in every layer: a tenth of its file. In Vega-Lite layers take over the
encoding of what holds them (vega.github.io/vega-lite/docs/layer.html), so the drawing is the same.
"""

from __future__ import annotations


def lifted(specification: dict) -> dict:
    """The specification of a layered chart in fewer bytes, for a file. One without layers, or with layers inside layers, as it is."""
    layers = specification.get("layer", [])
    if len(layers) < 2 or "encoding" in specification or any("layer" in layer for layer in layers):
        return specification
    first, *others = (layer.get("encoding", {}) for layer in layers)
    shared = {channel: told for channel, told in first.items() if all(other.get(channel) == told for other in others)}
    if not shared:
        return specification
    return specification | {"encoding": shared, "layer": [_without(layer, shared) for layer in layers]}


def _without(layer: dict, shared: dict) -> dict:
    """The layer without the channels that are told above it, and without an encoding where it had no others."""
    own = {channel: told for channel, told in layer["encoding"].items() if channel not in shared}
    kept = {name: part for name, part in layer.items() if name != "encoding"}
    return kept | {"encoding": own} if own else kept
