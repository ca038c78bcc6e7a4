"""The workflows do what the make targets do, with no more rights than they need."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")
SCHEMAS = {
    "vendor.github-workflows": ["workflows/pull-request.yml", "workflows/publish.yml"],
    "custom.github-workflows-require-timeout": ["workflows/pull-request.yml", "workflows/publish.yml"],
    "vendor.dependabot": ["dependabot.yml"],
    "vendor.github-issue-config": ["ISSUE_TEMPLATE/config.yml"],
    "vendor.github-issue-forms": ["ISSUE_TEMPLATE/data-error.yml", "ISSUE_TEMPLATE/data-update.yml"],
    "vendor.citation-file-format": ["../CITATION.cff"],
}


@pytest.fixture(scope="module")
def github(repository_root: Path) -> Path:
    return repository_root / ".github"


@pytest.fixture(scope="module")
def workflows(github: Path) -> dict[str, dict]:
    return {path.stem: yaml.safe_load(path.read_text()) for path in sorted((github / "workflows").iterdir())}


def steps(workflow: dict) -> list[dict]:
    """The steps of all jobs of a workflow."""
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_an_audit_finds_nothing_of_medium_or_high_severity(github: Path) -> None:
    command = [
        shutil.which("zizmor", path=Path(sys.executable).parent) or "zizmor",
        "--offline",
        "--persona",
        "pedantic",
        "--no-exit-codes",
    ]
    audited = subprocess.run([*command, "--format", "json", str(github)], capture_output=True, text=True)
    assert audited.returncode == 0, audited.stderr
    findings = [(finding["ident"], finding["desc"]) for finding in json.loads(audited.stdout)]
    severities = [finding["determinations"]["severity"] for finding in json.loads(audited.stdout)]
    assert [finding for finding, severity in zip(findings, severities, strict=True) if severity in {"Medium", "High"}] == []


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_of_the_platform_fit_its_schemas(github: Path, schema: str) -> None:
    files = [str(github / name) for name in SCHEMAS[schema]]
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, "--default-filetype", "yaml", *files],
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_file_of_the_platform_is_checked(github: Path) -> None:
    checked = {(github / name).resolve() for names in SCHEMAS.values() for name in names}
    assert set(github.rglob("*.yml")) - checked == set()


def test_every_action_is_pinned_to_a_commit_and_says_which_version_that_is(github: Path) -> None:
    used = [
        line.partition("uses:")[2].strip() for path in github.rglob("*.yml") for line in path.read_text().splitlines() if "uses:" in line
    ]
    assert used
    assert [action for action in used if not PINNED.match(action)] == []


def test_a_workflow_has_no_right_that_a_job_does_not_ask_for(workflows: dict[str, dict]) -> None:
    asked = {f"{name}.{key}": job["permissions"] for name, workflow in workflows.items() for key, job in workflow["jobs"].items()}
    assert all(workflow["permissions"] == {} for workflow in workflows.values())
    assert asked == {
        "pull-request.check": {"contents": "read"},
        "publish.build": {"contents": "read"},
        "publish.deploy": {"pages": "write", "id-token": "write"},
    }


def test_no_workflow_runs_a_stranger_s_change_with_our_rights(workflows: dict[str, dict]) -> None:
    # YAML reads the key "on" as true.
    assert {name: sorted(workflow[True]) for name, workflow in workflows.items()} == {
        "pull-request": ["pull_request"],
        "publish": ["push", "workflow_dispatch"],
    }
    assert workflows["publish"][True]["push"] == {"branches": ["main"]}


def test_the_checkout_leaves_no_credentials_behind(workflows: dict[str, dict]) -> None:
    checkouts = [
        step for workflow in workflows.values() for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert len(checkouts) == 2
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_what_is_published_went_through_what_a_pull_request_goes_through(workflows: dict[str, dict]) -> None:
    commands = {name: [step["run"] for step in steps(workflow) if "run" in step] for name, workflow in workflows.items()}
    assert commands["pull-request"] == ["make check FORMAT=github", "make test", "make site"]
    assert commands["publish"] == commands["pull-request"]


def test_uploads_keep_files_whose_name_begins_with_a_dot(workflows: dict[str, dict]) -> None:
    uploads = [step["with"] for workflow in workflows.values() for step in steps(workflow) if "/upload-" in step.get("uses", "")]
    assert len(uploads) == 2
    assert all(upload["include-hidden-files"] is True and upload["path"] == "site/" for upload in uploads)


def test_the_site_can_fill_in_the_report_of_an_error(github: Path) -> None:
    form = yaml.safe_load((github / "ISSUE_TEMPLATE" / "data-error.yml").read_text())
    fields = [field["id"] for field in form["body"] if "id" in field]
    assert fields[:4] == ["address", "value", "period", "extract"]
