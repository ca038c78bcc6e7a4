"""``python -m build_scripts``: the same as ``plainsight``."""

from build_scripts.cli import main

main()
