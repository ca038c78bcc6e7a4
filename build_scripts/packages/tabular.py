"""The frictionless layer: every row of every resource against its schema.

Frictionless finds what the strict gate leaves to it: constraints, primary keys and foreign keys inside a package. Its errors are told in
our words; one that the gate has told already, of the same cell or row, is left out.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from build_scripts.packages.csv_file import CsvFile
from build_scripts.packages.csv_gate import CELL_HINT, FORMS
from build_scripts.packages.declared import Check, nearest, one_of
from build_scripts.packages.descriptor_gate import DescribedResource, dicts
from build_scripts.packages.faults import Fault

if TYPE_CHECKING:
    import frictionless

# Frictionless stops at 1,000 errors of a resource, and says so only in a warning; every fault of a run is told together.
EVERY_ERROR = 1_000_000_000
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


class CellType(Check):
    """A cell that is not of its field's type."""

    code = "cell-type"
    title = "Type of a cell"
    description = "A cell does not hold a value of its field's type."
    template = "{column} is '{value}'; expected {expected}"
    hint = CELL_HINT


class CellEmpty(Check):
    """A required cell without a value."""

    code = "cell-empty"
    title = "Empty cell"
    description = "A cell of a required field is empty."
    template = "{column} is empty; expected a value in every row"
    hint = "Fill in the cell, or leave out the row. Zero is written 0."


class CellNotInList(Check):
    """A value that the field's list does not have."""

    code = "cell-not-in-list"
    title = "Value not in the list"
    description = "A cell holds a value that is not among those that the field allows."
    template = "{column} is '{value}'; expected {expected}{near}"
    hint = "Correct the cell, or add the value to constraints.enum of the field."


class CellPattern(Check):
    """A text that has not the form that the field asks for."""

    code = "cell-pattern"
    title = "Form of a text"
    description = "A cell does not have the form that the field's pattern asks for."
    template = "{column} is '{value}'; expected the form {expected}"
    hint = "Correct the cell: the field's description in the descriptor says what it holds."


class CellOutOfRange(Check):
    """A value below the field's minimum or above its maximum."""

    code = "cell-out-of-range"
    title = "Value out of range"
    description = "A cell is below the least or above the greatest value that the field allows, or a text is too short or too long."
    template = "{column} is '{value}'; expected {expected}"
    hint = "Correct the cell, or the field's bound where the value is right."


class CellRepeated(Check):
    """A value that stands twice in a unique field."""

    code = "cell-repeated"
    title = "Repeated value"
    description = "A field is unique and a value stands in it twice."
    template = "{column} is '{value}' again; expected each value once"
    hint = "Remove one of the two rows, or correct its {column}."


class KeyRepeated(Check):
    """Two rows with the same primary key."""

    code = "key-repeated"
    title = "Repeated key"
    description = "Two rows have the same primary key."
    template = "{key} is {value} again, as in line {first}; expected each key once"
    hint = "Remove one of the two rows: if they differ, find out which the publisher means."


class KeyUnknown(Check):
    """A foreign key without a row that it refers to."""

    code = "key-unknown"
    title = "Unknown key"
    description = "A value refers to a row of another resource of the package, and there is no such row."
    template = "{key} is '{value}'; expected {what} of '{target}'"
    hint = "Correct the cell, or add the row to '{target}'."


class ChecksumDiffers(Check):
    """A file that is not the one whose checksum or size the descriptor states."""

    code = "checksum"
    title = "Checksum"
    description = "The descriptor states a checksum or a size, and the file has another."
    template = "the file is not the one described ({problem}); expected the file whose hash and bytes the descriptor states"
    hint = "If the file was meant to change, state its new hash and bytes; otherwise restore it."


class TableRefused(Check):
    """A resource that frictionless can not validate."""

    code = "table-refused"
    title = "Resource refused"
    description = "Frictionless refuses the resource or breaks on it, so its rows are not checked."
    template = "the resource can not be validated: {problem}; expected a schema and a file that frictionless reads"
    hint = "Look at the resource's schema first: a constraint of the wrong type is the usual cause."


CHECKS: tuple[type[Check], ...] = (
    CellType,
    CellEmpty,
    CellNotInList,
    CellPattern,
    CellOutOfRange,
    CellRepeated,
    KeyRepeated,
    KeyUnknown,
    ChecksumDiffers,
    TableRefused,
)

_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
}


def referenced_names(schema: dict) -> set[str]:
    """The names of the other resources that the foreign keys refer to."""
    references = [key.get("reference") for key in dicts(schema.get("foreignKeys"))]
    return {str(reference.get("resource", "")) for reference in references if isinstance(reference, dict)} - {""}


def find(resource: DescribedResource, file: CsvFile, siblings: dict[str, DescribedResource]) -> list[Fault]:
    """The faults that frictionless finds in the resource; ``siblings`` are the resources of its package, by name. Never raises."""
    try:
        report = _validate(resource, file, siblings)
    except Exception as error:  # frictionless raises bare TypeErrors of its own; a crash is a fault like any other
        return [TableRefused.fault(resource.place, problem=_first_line(error))]
    faults: list[Fault] = []
    for task in report.tasks:
        for found in task.errors:
            faults += _told(resource, file, found)
    if not faults:
        faults = [TableRefused.fault(resource.place, problem=_first_line(found)) for found in report.errors]
    return faults


def _first_line(error: object) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _validate(resource: DescribedResource, file: CsvFile, siblings: dict[str, DescribedResource]) -> frictionless.Report:
    # Imported here because it takes half a second, and a check whose files are unchanged never needs it.
    import frictionless
    from frictionless.formats.csv import CsvControl

    parts = [resource, *(siblings[name] for name in sorted(referenced_names(resource.schema)) if name in siblings)]
    directory = resource.path.parents[len(resource.relative_path.split("/")) - 1]
    # As a package of version 2: only there are exclusive bounds known. The profile of that address comes with frictionless.
    descriptor = {"$schema": PROFILE, "name": "package", "resources": [_described(part) for part in parts]}
    package = frictionless.Package.from_descriptor(descriptor, basepath=str(directory))
    for part in package.resources:
        # The dialect is stated, so that nothing is guessed from the first lines.
        part.dialect = frictionless.Dialect(controls=[CsvControl(delimiter=",", quote_char='"', double_quote=True)])
    subject = package.get_resource(resource.entry["name"])
    if file.plain_bytes != file.raw:
        # A byte order mark or a foreign line end has been told; the rows behind it are checked all the same.
        subject.path, subject.scheme, subject.data = None, "buffer", file.plain_bytes
    return subject.validate(limit_errors=EVERY_ERROR)


def _described(resource: DescribedResource) -> dict:
    """The resource's descriptor for frictionless: its schema resolved, without what only our scripts read."""
    kept = {key: value for key, value in resource.entry.items() if key not in ("plainSight", "dialect", "sources")}
    return {**kept, "schema": copy.deepcopy(resource.schema)}


def _told(resource: DescribedResource, file: CsvFile, error: Any) -> Iterator[Fault]:
    """A frictionless error (each of its classes has attributes of its own) in our words; nothing where the gate has told it."""
    place = resource.place
    row = _line(file, getattr(error, "row_number", None))
    column = getattr(error, "field_name", None)
    value = getattr(error, "cell", None)
    if error.type == "type-error":
        entry = _field(resource, column)
        form = FORMS.get(entry.get("type", ""))
        yield CellType.fault(
            place, row=row, column=column, value=value, expected=form.expected if form else f"a value of type {entry.get('type')}"
        )
    elif error.type == "constraint-error":
        yield _constraint_fault(resource, error, row, column, value)
    elif error.type == "primary-key":
        yield _repeated_key_fault(resource, file, error, row)
    elif error.type == "foreign-key":
        fields, cells = list(error.field_names), [str(cell) for cell in error.field_cells]
        target = error.reference_name or resource.entry["name"]
        what = " and ".join(error.reference_field_names)
        yield KeyUnknown.fault(
            place, row=row, column=fields[0], value=", ".join(cells), key=" and ".join(fields), what=f"a known {what}", target=target
        )
    elif error.type == "unique-error":
        yield CellRepeated.fault(place, row=row, column=column, value=value)
    elif error.type in ("hash-count", "byte-count"):
        yield ChecksumDiffers.fault(place, problem=error.note)
    elif error.type not in _GATED:
        yield TableRefused.fault(place, row=row, column=column, problem=_first_line(error.message))


# What the strict gate tells itself: headers, widths, blank lines, encodings.
_GATED = frozenset(
    {
        "blank-header",
        "blank-label",
        "duplicate-label",
        "extra-label",
        "incorrect-label",
        "missing-label",
        "unmatched-header",
        "blank-row",
        "extra-cell",
        "missing-cell",
        "source-error",
        "encoding-error",
    }
)


def _line(file: CsvFile, row_number: int | None) -> int | None:
    """The line of frictionless's row number (the header is 1): the gate knows where cells spread over lines."""
    if row_number is None or not 2 <= row_number < len(file.lines) + 2:
        return row_number
    return row_number if file.blank_lines else file.lines[row_number - 2]


def _field(resource: DescribedResource, name: str | None) -> dict:
    return next((entry for entry in resource.schema["fields"] if entry["name"] == name), {})


def _constraint_fault(
    resource: DescribedResource, error: frictionless.Error, row: int | None, column: str | None, value: str | None
) -> Fault:
    constraints = _field(resource, column).get("constraints", {})
    # The note is such as: constraint "required" is "True".
    name = error.note.split('"')[1]
    place = resource.place
    if name == "required":
        return CellEmpty.fault(place, row=row, column=column, value=value)
    if name == "enum":
        choices = constraints.get("enum", [])
        return CellNotInList.fault(
            place,
            row=row,
            column=column,
            value=value,
            expected=one_of(choices),
            near=nearest(str(value), choices) if len(choices) > 12 else "",
        )
    if name == "pattern":
        return CellPattern.fault(place, row=row, column=column, value=value, expected=constraints.get("pattern"))
    if name == "unique":
        return CellRepeated.fault(place, row=row, column=column, value=value)
    return CellOutOfRange.fault(
        place, row=row, column=column, value=value, expected=_BOUNDS.get(name, f"{name} {{}}").format(constraints.get(name))
    )


def _repeated_key_fault(resource: DescribedResource, file: CsvFile, error: Any, row: int | None) -> Fault:
    key = resource.schema.get("primaryKey", [])
    fields = [key] if isinstance(key, str) else list(key)
    cells = dict(zip(file.header, [str(cell) for cell in error.cells], strict=False))
    first = error.note.rsplit(" ", 1)[-1]
    if not first.isdigit():  # frictionless tells a key whose every part is empty in the same way
        return CellEmpty.fault(resource.place, row=row, column=fields[0], value="")
    line = _line(file, int(first))
    return KeyRepeated.fault(
        resource.place,
        row=row,
        column=fields[0],
        value=", ".join(cells.get(field, "") for field in fields),
        key=" and ".join(fields),
        first=line,
    )
