"""The strict descriptor gate: ``datapackage.json`` and schemas against a JSON Schema of our own, and against the folder.

Frictionless accepts misspelt properties, ignores the ``categories`` and ``uniqueKeys`` of Data Package v2, and crashes on a bound of the
wrong type. The JSON Schema in ``schemas/datapackage.json`` names every property that the scripts read and refuses all others; the
``description`` of each of its parts is the "expected" of a message.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

import jsonschema

from build_scripts.packages import json_lines
from build_scripts.packages.declared import Check, Place, nearest
from build_scripts.packages.faults import Fault

DESCRIPTOR = "datapackage.json"
README = "README.md"
PRINTED = "_printed"
SCHEMA_FILE = Path(__file__).parent / "schemas" / DESCRIPTOR

UNSUPPORTED_KEYS = {
    "categories": "State the values allowed as constraints.enum: readers ignore categories in silence.",
    "categoriesOrdered": "Remove it: readers ignore it in silence.",
    "uniqueKeys": "State the key as primaryKey, or constraints.unique of one field: readers ignore uniqueKeys in silence.",
    "fieldsMatch": "Remove it: the header must be the schema's fields in their order.",
}


@dataclass(frozen=True)
class DescribedResource:
    """A resource of a descriptor that is whole enough to be looked at: it has a name, a safe path of a file, and a schema with fields.

    ``place`` is that of its CSV file.
    """

    place: Place
    path: Path
    relative_path: str
    entry: dict
    schema: dict


@dataclass(frozen=True)
class DescribedPackage:
    """What could be read of a package, and the faults found in its descriptor and folder."""

    name: str
    path: Path
    descriptor: dict | None
    resources: tuple[DescribedResource, ...]
    faults: tuple[Fault, ...]


class NoDescriptor(Check):
    """A folder without a descriptor."""

    code = "descriptor-missing"
    title = "No descriptor"
    description = "A folder of the packages directory has no datapackage.json."
    template = "the folder has no datapackage.json; expected one in every package"
    hint = "Add the descriptor, or move the folder out of the packages directory."


class DescriptorUnreadable(Check):
    """A descriptor or schema that is not JSON."""

    code = "descriptor-unreadable"
    title = "Descriptor not readable"
    description = "A descriptor or a schema is not strict JSON in UTF-8: it is broken, holds a key twice, or holds NaN."
    template = "the file is not strict JSON: {problem}; expected one JSON object in UTF-8"
    hint = "Mend the JSON at that place."


class UnknownKey(Check):
    """A property that nothing reads."""

    code = "descriptor-unknown-key"
    title = "Unknown property"
    description = "The descriptor has a property that the scripts do not know. A misspelt one would be ignored, and its rule not checked."
    template = "{where} has the property '{key}'; expected {expected}{near}"
    hint = "{cure}"


class MissingKey(Check):
    """A property that must be there."""

    code = "descriptor-missing-key"
    title = "Missing property"
    description = "The descriptor lacks a property that every package, resource, schema or field must have."
    template = "{where} has no '{key}'; expected {expected}"
    hint = "Add the property; ARCHITECTURE.md says what each one holds."


class WrongValue(Check):
    """A property with a value it can not have."""

    code = "descriptor-wrong-value"
    title = "Wrong value of a property"
    description = "A property of the descriptor has a value of the wrong type or form, such as a bound in quotation marks."
    template = "{where} is {value}; expected {expected}"
    hint = "Correct the value in the descriptor."


class NameDiffers(Check):
    """A package named otherwise than its folder."""

    code = "package-name"
    title = "Name of the package"
    description = "The name in the descriptor is not the folder's."
    template = "the package is named '{value}'; expected '{expected}', the name of its folder"
    hint = "Rename the one or the other: addresses on the site are made from it."


class NameRepeated(Check):
    """Two resources, two fields or two paths that are the same."""

    code = "descriptor-repeated"
    title = "Repeated name"
    description = "Two resources of a package share a name or a path, or two fields of a schema share a name."
    template = "the {what} '{value}' stands twice; expected it once"
    hint = "Rename or remove one of the two."


class PathUnsafe(Check):
    """A path that leaves the package."""

    code = "path-unsafe"
    title = "Unsafe path"
    description = "A path is absolute, an address, goes up with '..', or follows a link out of the package's folder."
    template = "the path is '{value}'; expected a path below the package's folder"
    hint = "Put the file into the package and write its path from there, with forward slashes."


class PathMissing(Check):
    """A path where there is no file."""

    code = "path-missing"
    title = "Missing file"
    description = "The descriptor names a file that is not there."
    template = "there is no file '{value}'; expected the {what}{near}"
    hint = "Add the file, or correct the path (upper and lower case differ)."


class CsvUndeclared(Check):
    """A CSV file that no resource describes."""

    code = "csv-undeclared"
    title = "Undeclared CSV file"
    description = "The folder holds a CSV file that the descriptor does not name, so that nobody checks or publishes it."
    template = "no resource has the path '{value}'; expected every CSV file in the folder to be described"
    hint = "Describe the file as a resource, or remove it."


class NoReadme(Check):
    """A package without a README."""

    code = "readme-missing"
    title = "No README"
    description = "The package has no README.md, or an empty one."
    template = "the package has no README.md with text in it; expected one that a journalist can read"
    hint = "Say what the package holds, who publishes it, to which date, what it must not be used for and how to cite it."


class UnknownField(Check):
    """A key or a role that names a column which is not there."""

    code = "field-unknown"
    title = "Unknown field"
    description = "A primary key, a foreign key, a role or a reference names a field that the schema does not have."
    template = "{where} names the field '{value}'; expected a field of the schema{near}"
    hint = "Correct the name, or add the field."


class UnknownTarget(Check):
    """A foreign key to a resource that is not in the package."""

    code = "foreign-key-target"
    title = "Target of a foreign key"
    description = "A foreign key refers to a resource or a field that the package does not have."
    template = "the foreign key of {fields} refers to {target}; expected a resource and a field of this package{near}"
    hint = "Correct the name. A reference to another package is stated as plainSight.references."


class TranscriptionShape(Check):
    """A transcription without the columns that say where each figure was printed."""

    code = "transcription-shape"
    title = "Shape of a transcription"
    description = "A transcribed table needs row_id and source_line, and its columns <name>_printed are strings: the cell as printed."
    template = "{problem}; expected {expected}"
    hint = "Add the column: what was printed and what was read from it stand side by side."


CHECKS: tuple[type[Check], ...] = (
    NoDescriptor,
    DescriptorUnreadable,
    UnknownKey,
    MissingKey,
    WrongValue,
    NameDiffers,
    NameRepeated,
    PathUnsafe,
    PathMissing,
    CsvUndeclared,
    NoReadme,
    UnknownField,
    UnknownTarget,
    TranscriptionShape,
)


@lru_cache(maxsize=1)
def _definitions() -> dict:
    return json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _validator(definition: str) -> jsonschema.Draft202012Validator:
    """The validator of the whole descriptor (empty) or of one definition, with regular expressions checked."""
    schema = _definitions() if not definition else {"$ref": f"#/$defs/{definition}", "$defs": _definitions()["$defs"]}
    formats = jsonschema.FormatChecker(formats=())
    formats.checks("regex", raises=re.error)(lambda text: not isinstance(text, str) or bool(re.compile(text)))
    return jsonschema.Draft202012Validator(schema, format_checker=formats)


def read(directory: Path, base: str, told: bool = False) -> DescribedPackage:
    """The package in ``directory`` as far as it can be read, with the faults of its descriptor and folder. Never raises for bad data.

    ``base`` is what stands before the package's name in ``Fault.file``. Where the faults of these very files have been ``told``, the
    comparison with the JSON Schema, which takes most of the time, is left out.
    """
    name = directory.name
    place = Place(name, "", f"{base}/{name}/{DESCRIPTOR}")
    faults = list(_readme_faults(directory, Place(name, "", f"{base}/{name}/{README}")))
    if not (directory / DESCRIPTOR).is_file():
        return DescribedPackage(name, directory, None, (), (*faults, NoDescriptor.fault(place)))
    try:
        document = _read_json(directory / DESCRIPTOR)
    except json_lines.NotStrictJson as error:
        return DescribedPackage(name, directory, None, (), (*faults, DescriptorUnreadable.fault(place, row=error.line, problem=error)))
    faults += [] if told else _shape_faults(document, "", place)
    descriptor = document.value
    if not isinstance(descriptor, dict):
        return DescribedPackage(name, directory, None, (), tuple(faults))
    if isinstance(descriptor.get("name"), str) and descriptor["name"] != name:
        faults.append(NameDiffers.fault(place, row=document.line(("name",)), value=descriptor["name"], expected=name))
    reader = _ResourceReader(directory, base, document, descriptor)
    resources = reader.read()
    faults += reader.faults
    faults += _undeclared_faults(directory, base, reader.paths)
    return DescribedPackage(name, directory, descriptor, tuple(resources), tuple(faults))


def _read_json(path: Path) -> json_lines.Document:
    try:
        return json_lines.parse(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise json_lines.NotStrictJson(f"byte {error.start} is not UTF-8") from error


def _readme_faults(directory: Path, place: Place) -> Iterator[Fault]:
    readme = directory / README
    if not readme.is_file() or not readme.read_bytes().strip():
        yield NoReadme.fault(place)


def _undeclared_faults(directory: Path, base: str, declared: set[str]) -> Iterator[Fault]:
    for path in sorted(directory.rglob("*")):
        relative = path.relative_to(directory).as_posix()
        if path.is_file() and path.suffix.lower() == ".csv" and relative not in declared:
            yield CsvUndeclared.fault(Place(directory.name, "", f"{base}/{directory.name}/{relative}"), value=relative)


def _shape_faults(document: json_lines.Document, definition: str, place: Place) -> Iterator[Fault]:
    """The faults that the JSON Schema finds."""
    for error in _validator(definition).iter_errors(document.value):
        path = tuple(error.absolute_path)
        where = _in_words(document.value, path)
        row, column = document.line(path), _field_at(document.value, path)
        if error.validator == "additionalProperties":
            known = sorted(error.schema.get("properties", {}))
            for key in sorted(set(error.instance) - set(known)):
                yield UnknownKey.fault(
                    place,
                    row=document.line((*path, key)),
                    column=column,
                    value=key,
                    where=where,
                    key=key,
                    expected=f"only {', '.join(known)}",
                    near=nearest(key, known),
                    cure=UNSUPPORTED_KEYS.get(key, "Correct the spelling, or remove the property."),
                )
        elif error.validator == "required":
            key = next(key for key in error.validator_value if key not in error.instance and f"'{key}'" in error.message)
            expected = _description(error.schema.get("properties", {}).get(key))
            yield MissingKey.fault(place, row=row, column=column, where=where, key=key, expected=expected)
        else:
            value = json.dumps(error.instance, ensure_ascii=False)
            yield WrongValue.fault(place, row=row, column=column, value=value, where=where, expected=_description(error.schema))


def _description(part: object) -> str:
    """What a part of the JSON Schema expects, in words."""
    if isinstance(part, dict):
        if "description" in part:
            return part["description"]
        if "$ref" in part:
            return _description(_definitions()["$defs"][part["$ref"].rsplit("/", 1)[1]])
    return "a value"


def _in_words(root: object, path: json_lines.Path) -> str:
    """A path as people read it: ``resources 'areas', fields 'area_code', constraints``; resources and fields are called by their names."""
    if not path:
        return "the file"
    words: list[str] = []
    value = root
    for step in path:
        value = value[step]  # type: ignore[index]
        if isinstance(step, int):
            name = value.get("name") if isinstance(value, dict) else None
            words[-1] += f" '{name}'" if isinstance(name, str) else f" {step + 1}"
        else:
            words.append(str(step))
    return ", ".join(words)


def _field_at(root: object, path: json_lines.Path) -> str | None:
    """The name of the field that the path lies in, or None."""
    value = root
    for position, step in enumerate(path):
        value = value[step]  # type: ignore[index]
        if position and path[position - 1] == "fields" and isinstance(value, dict) and isinstance(value.get("name"), str):
            return value["name"]
    return None


class _ResourceReader:
    """Reads the resources of one descriptor, collecting faults on the way."""

    def __init__(self, directory: Path, base: str, document: json_lines.Document, descriptor: dict) -> None:
        self.faults: list[Fault] = []
        self.paths: set[str] = set()
        self._directory = directory
        self._base = base
        self._document = document
        self._descriptor = descriptor
        self._schemas: dict[str, dict | None] = {}

    def read(self) -> list[DescribedResource]:
        """The resources that are whole enough to be looked at."""
        entries = self._descriptor.get("resources")
        found: list[DescribedResource] = []
        for position, entry in enumerate(entries if isinstance(entries, list) else []):
            if isinstance(entry, dict) and isinstance(entry.get("name"), str):
                resource = self._resource(("resources", position), entry, {other.entry["name"] for other in found})
                if resource is not None:
                    found.append(resource)
        for resource in found:
            self._check_fields(resource, {other.entry["name"]: other.schema for other in found})
        return found

    def _place(self, resource: str, relative: str = DESCRIPTOR) -> Place:
        return Place(self._directory.name, resource, f"{self._base}/{self._directory.name}/{relative}")

    def _resource(self, at: json_lines.Path, entry: dict, names: set[str]) -> DescribedResource | None:
        name, relative = entry["name"], entry.get("path")
        line = self._document.line((*at, "name"))
        if name in names:
            self.faults.append(NameRepeated.fault(self._place(name), row=line, value=name, what="resource"))
            return None
        schema = self._schema(at, name, entry.get("schema"))
        if not isinstance(relative, str):
            return None
        if relative in self.paths:
            self.faults.append(NameRepeated.fault(self._place(name), row=self._document.line((*at, "path")), value=relative, what="path"))
        self.paths.add(relative)
        path = self._file((*at, "path"), name, relative, "CSV file of the resource")
        if path is None or schema is None:
            return None
        return DescribedResource(self._place(name, relative), path, relative, entry, schema)

    def _file(self, at: json_lines.Path, resource: str, relative: str, what: str) -> Path | None:
        """The file of a path stated in the descriptor, or None with a fault told."""
        place, line = self._place(resource), self._document.line(at)
        parts = PurePosixPath(relative)
        path = self._directory / relative
        if (
            parts.is_absolute()
            or ".." in parts.parts
            or re.search(r"[\\:\0]", relative)
            or not path.resolve().is_relative_to(self._directory.resolve())
        ):
            self.faults.append(PathUnsafe.fault(place, row=line, value=relative))
            return None
        if not path.is_file():
            present = [item.relative_to(self._directory).as_posix() for item in self._directory.rglob(f"*{path.suffix}")]
            self.faults.append(PathMissing.fault(place, row=line, value=relative, what=what, near=nearest(relative, present)))
            return None
        return path

    def _schema(self, at: json_lines.Path, resource: str, schema: object) -> dict | None:
        """The schema of a resource, read from its file where it is a path; None where its fields can not be told."""
        if isinstance(schema, str):
            if schema not in self._schemas:
                self._schemas[schema] = self._schema_file((*at, "schema"), resource, schema)
            return self._schemas[schema]
        place = self._place(resource)
        return self._usable_schema(schema, lambda *inside: (place, self._document.line((*at, "schema", *inside))))

    def _schema_file(self, at: json_lines.Path, resource: str, relative: str) -> dict | None:
        path = self._file(at, resource, relative, "JSON file of the schema")
        if path is None:
            return None
        place = self._place("", relative)
        try:
            document = _read_json(path)
        except json_lines.NotStrictJson as error:
            self.faults.append(DescriptorUnreadable.fault(place, row=error.line, problem=error))
            return None
        self.faults += _shape_faults(document, "schema", place)
        return self._usable_schema(document.value, lambda *inside: (place, document.line(inside)))

    def _usable_schema(self, schema: object, locate: Callable[..., tuple[Place, int | None]]) -> dict | None:
        fields = schema.get("fields") if isinstance(schema, dict) else None
        if not isinstance(fields, list) or not fields:
            return None
        names: set[str] = set()
        for position, entry in enumerate(fields):
            if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not isinstance(entry.get("type"), str):
                return None
            if entry["name"] in names:
                place, line = locate("fields", position, "name")
                self.faults.append(NameRepeated.fault(place, row=line, column=entry["name"], value=entry["name"], what="field"))
                return None
            names.add(entry["name"])
        return schema  # type: ignore[return-value]

    def _check_fields(self, resource: DescribedResource, schemas: dict[str, dict]) -> None:
        """Every field that a key or a role names must be there."""
        place = self._place(resource.entry["name"])
        names = [entry["name"] for entry in resource.schema["fields"]]

        def name_fields(where: str, fields: list[str]) -> None:
            for field in fields:
                if field not in names:
                    self.faults.append(UnknownField.fault(place, column=field, value=field, where=where, near=nearest(field, names)))

        name_fields("the primary key", _texts(resource.schema.get("primaryKey")))
        for key in dicts(resource.schema.get("foreignKeys")):
            name_fields("a foreign key", _texts(key.get("fields")))
            self._check_target(place, resource, key, schemas)
        role = resource.entry.get("plainSight")
        if isinstance(role, dict):
            columns, references = role.get("columns"), role.get("references")
            name_fields("the role", _texts(list(columns.values())) if isinstance(columns, dict) else [])
            name_fields("a reference", list(references) if isinstance(references, dict) else [])
            if role.get("table") == "transcription":
                self.faults += _transcription_faults(place, resource.schema["fields"])

    def _check_target(self, place: Place, resource: DescribedResource, key: dict, schemas: dict[str, dict]) -> None:
        reference = key.get("reference")
        if not isinstance(reference, dict):
            return
        fields = _texts(key.get("fields"))
        target = reference.get("resource", "") or resource.entry["name"]
        if not isinstance(target, str) or target not in schemas:
            words = f"the resource '{target}'"
            self.faults.append(UnknownTarget.fault(place, fields=", ".join(fields), target=words, near=nearest(str(target), schemas)))
            return
        known = [entry["name"] for entry in schemas[target]["fields"]]
        for field in _texts(reference.get("fields")):
            if field not in known:
                words = f"the field '{field}' of '{target}'"
                self.faults.append(UnknownTarget.fault(place, fields=", ".join(fields), target=words, near=nearest(field, known)))


def _transcription_faults(place: Place, fields: list[dict]) -> Iterator[Fault]:
    types = {entry["name"]: entry["type"] for entry in fields}
    for name in ("row_id", "source_line"):
        if name not in types:
            yield TranscriptionShape.fault(
                place, column=name, problem=f"there is no column {name}", expected="row_id and source_line in every transcription"
            )
    for name, kind in types.items():
        if name.endswith(PRINTED) and kind != "string":
            yield TranscriptionShape.fault(
                place, column=name, problem=f"{name} is of type {kind}", expected="a string, the cell as printed"
            )


def _texts(value: object) -> list[str]:
    """The texts in a value that is a text or a list."""
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def dicts(value: object) -> list[dict]:
    """The objects in a value that should be a list of them."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
