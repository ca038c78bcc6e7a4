"""Sets up what building the site or running the tests needs, and leaves alone what is already right.

    python3 scripts/set_up.py site     what building and serving needs: a Python environment in .venv
    python3 scripts/set_up.py tests    that, the tests' own packages, and a browser, npm and Java where they are missing

It runs before anything is installed, so it uses the standard library only, and its syntax is one that an older
Python can read far enough to be told that it is too old. A failure is one line that says what is missing and how
to install it, and exit status 1.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
LOCKS = {"site": "runtime", "tests": "development"}

# What the tests run besides Python: the commands that serve, the Debian packages that bring one, and what it is for.
# A browser without fonts draws no text, and its package only recommends them.
SYSTEM_PARTS = (
    (("chromium", "chromium-browser", "google-chrome"), ("chromium", "fonts-liberation"), "a browser, for the tests of the built site"),
    (("npm",), ("npm",), "npm, for the accessibility rules and the HTML checker"),
    (("java",), ("default-jre-headless",), "Java, which runs the HTML checker"),
)


class SetUpFailure(Exception):
    """Something that is needed is missing and can not be installed from here; the message says how to."""


def run(command: list[str], **environment: str) -> None:
    """Runs a command at the repository's root. Raises SetUpFailure, naming it, when it does not succeed."""
    finished = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.DEVNULL)
    if finished.returncode != 0:
        raise SetUpFailure(f"'{' '.join(command)}' failed with status {finished.returncode}; its own message is above")


def fingerprint(*paths: Path) -> str:
    """A checksum of files and of where, and by which Python, they are used: an environment can not be moved."""
    digest = hashlib.sha256(f"{ROOT}\n{sys.version}\n{sys.base_prefix}\n".encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Stamp:
    """A file that remembers for which inputs a step was last completed."""

    def __init__(self, path: Path, *inputs: Path):
        self.path = path
        self.wanted = fingerprint(*inputs)

    def is_current(self) -> bool:
        """Whether the step was completed for the inputs as they are now."""
        return self.path.exists() and self.path.read_text() == self.wanted

    def write(self) -> None:
        """Remembers that the step is complete."""
        self.path.write_text(self.wanted)


def require_python() -> None:
    """Raises SetUpFailure when this Python is too old, or can not make environments."""
    if sys.version_info < OLDEST_PYTHON:
        found, wanted = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST_PYTHON))
        raise SetUpFailure(f"Python {wanted} or newer is needed and this is {found}; install it with: apt-get install python3 python3-venv")
    if importlib.util.find_spec("ensurepip") is None:
        raise SetUpFailure("Python's venv module is missing; install it with: apt-get install python3-venv")


def set_up_environment(lock: str) -> None:
    """Installs exactly the packages of a lock into .venv, by checksum, and this project as an editable package.

    The development lock holds the runtime lock, so it can be laid over it. In every other case where an
    environment is not current it is made anew: nothing stays behind that the lock no longer names.
    """
    environment = ROOT / ".venv"
    stamps = {
        name: Stamp(environment / f"set-up-{name}.stamp", ROOT / "requirements" / f"{name}.txt", ROOT / "pyproject.toml")
        for name in ("runtime", "development")
    }
    can_be_extended = stamps["runtime"].is_current() and not stamps["development"].path.exists()
    if stamps["runtime"].is_current() and stamps[lock].is_current():
        return
    print(f"Setting up .venv from requirements/{lock}.txt", flush=True)
    if not can_be_extended:
        run([sys.executable, "-m", "venv", "--clear", str(environment)])
    install = [
        str(environment / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        "--no-deps",
    ]
    run([*install, "--require-hashes", "-r", f"requirements/{lock}.txt"])
    # The build tool is in the lock, so that nothing is fetched without a checksum to install the project itself.
    run([*install, "--no-index", "--no-build-isolation", "--editable", "."])
    for name in {"runtime", lock}:
        stamps[name].write()


def missing_system_parts() -> list[tuple[tuple[str, ...], str]]:
    """The Debian packages that are needed, and what for, of every system part that has no command on the PATH."""
    return [(packages, purpose) for commands, packages, purpose in SYSTEM_PARTS if not any(shutil.which(command) for command in commands)]


def set_up_system_parts() -> None:
    """Installs the missing system parts where this is allowed. Raises SetUpFailure, in one line, where it is not."""
    missing = missing_system_parts()
    if not missing:
        return
    packages = [package for names, _ in missing for package in names]
    how = f"apt-get install --no-install-recommends {' '.join(packages)}"
    what = "; ".join(purpose for _, purpose in missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SetUpFailure(f"missing: {what}; install with (as root): {how}")
    print(f"Installing {' '.join(packages)}", flush=True)
    run(["apt-get", "update", "-qq"])
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], DEBIAN_FRONTEND="noninteractive")
    if still_missing := missing_system_parts():
        raise SetUpFailure(f"still missing after installing: {'; '.join(purpose for _, purpose in still_missing)}")


def set_up_npm_packages() -> None:
    """Installs exactly the packages of package-lock.json, by checksum and without their scripts, into node_modules."""
    stamp = Stamp(ROOT / "node_modules" / "set-up.stamp", ROOT / "package.json", ROOT / "package-lock.json")
    if stamp.is_current():
        return
    print("Setting up node_modules from package-lock.json", flush=True)
    run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    stamp.write()


def main(arguments: list[str]) -> int:
    """Sets up for ``site`` or ``tests``; returns the exit status."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print("usage: python3 scripts/set_up.py site|tests", file=sys.stderr)
        return 2
    purpose = arguments[0]
    # Two commands started at once (make serve, make test) must not build one environment at the same time.
    root = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(root, fcntl.LOCK_EX)
    try:
        require_python()
        if purpose == "tests":
            set_up_system_parts()
        set_up_environment(LOCKS[purpose])
        if purpose == "tests":
            set_up_npm_packages()
    except SetUpFailure as failure:
        print(f"set-up: {failure}", file=sys.stderr)
        return 1
    finally:
        os.close(root)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
