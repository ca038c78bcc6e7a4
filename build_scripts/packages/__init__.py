"""Data packages in, typed tables out, or every fault found."""

from build_scripts.packages.checking import check_instance, declared_checks, load_instance
from build_scripts.packages.faults import Fault, PackagesAtFault

__all__ = ["Fault", "PackagesAtFault", "check_instance", "declared_checks", "load_instance"]
