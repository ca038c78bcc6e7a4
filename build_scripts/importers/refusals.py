"""Everything for which an import is refused, declared as checks are: a code, a title, what it looks for, a message and how to mend it."""

from __future__ import annotations

from build_scripts.packages.declared import Check

REFETCH = "Mend it if it was damaged on the way, or fetch the file again."


class FileUnreadable(Check):
    """The file can not be opened, or its quotation marks do not close."""

    code = "file-unreadable"
    title = "File can not be read"
    description = "The file is not there, or is not CSV."
    template = "the file can not be read: {problem}"
    hint = "Give the path of a CSV file; mend quotation marks in a text editor, or fetch the file again."


class FileEmpty(Check):
    """There are no rows below the header, or none that could be used."""

    code = "file-empty"
    title = "File without figures"
    description = "The file holds no rows below its header."
    template = "the file holds no figures; expected a header and rows below it"
    hint = "Fetch the file again."


class NotUtf8(Check):
    """The bytes are not UTF-8; another encoding is not guessed, since that would garble names in silence."""

    code = "file-not-utf-8"
    title = "File is not UTF-8"
    description = "The file is in another encoding than UTF-8, or is a workbook."
    template = "byte {position} is not UTF-8 text"
    hint = "Save the file as 'CSV UTF-8' and import that."


class RaggedRow(Check):
    """A row has more or fewer cells than the header."""

    code = "row-ragged"
    title = "Row of another width"
    description = "A row has more or fewer cells than the header."
    template = "the row has {found} cells; expected {expected}, as in the header"
    hint = "Mend the row, or fetch the file again. Notes and titles around the table must be removed."


class UnknownHeader(Check):
    """A column that no row of the register of aliases explains."""

    code = "header-unknown"
    title = "Unknown column"
    description = "The header of a column is not known for the source."
    template = "the column '{value}' is not known{expected}; {nearest}"
    hint = "Remove the column, or add the row {alias} to registers/aliases.csv."


class MissingColumn(Check):
    """A column that the format can not do without."""

    code = "column-missing"
    title = "Missing column"
    description = "A column that the format needs is not there."
    template = "no column holds the {what}; expected {expected}"
    hint = "Check that the file is of the source {source}. A new header is learned by a row of kind 'header' in registers/aliases.csv."


class RepeatedColumn(Check):
    """Two columns of one file mean the same."""

    code = "column-repeated"
    title = "Repeated column"
    description = "Two columns of one file hold the same thing."
    template = "the columns '{first}' and '{value}' both hold the {what}"
    hint = "Remove one of the two."


class UnknownLabel(Check):
    """A category or question that no row of the register of aliases explains."""

    code = "label-unknown"
    title = "Unknown label"
    description = "A category or question is not in the register of aliases."
    template = "the {what} '{value}' is not known; {nearest}"
    hint = "Add the row {alias} to registers/aliases.csv; a {what} that is new needs a row in {declared_in} too."


class UnknownArea(Check):
    """A name that is neither an area's own nor an alias of one."""

    code = "area-unknown"
    title = "Unknown area"
    description = "An area's name is neither in the areas package nor in the register of aliases."
    template = "the area '{value}' is not known; {nearest}"
    hint = "Correct the name, or add the row {alias} to registers/aliases.csv."


class AreaNotExpected(Check):
    """A known area for which the source can have no figures: a total row would be counted twice."""

    code = "area-not-expected"
    title = "Area that does not belong here"
    description = "The area is known, but a file of this source has no figures for it."
    template = "the area '{value}' ({area_code}) is of the kind {kind}; expected {expected}"
    hint = "Remove the rows (those of a total would be counted twice), or correct the areas package."


class BlankCell(Check):
    """Blank is not zero, and a figure is never guessed."""

    code = "cell-blank"
    title = "Blank cell"
    description = "A figure is blank."
    template = "the cell is blank; expected {expected}"
    hint = REFETCH


class NotANumber(Check):
    """A cell that is no number of the form the source uses."""

    code = "cell-not-a-number"
    title = "Not a number"
    description = "A figure is not a number of the form that the source uses."
    template = "'{value}' is not a number of the expected form; expected {expected}"
    hint = REFETCH


class OutOfRange(Check):
    """A number that can not be true."""

    code = "cell-out-of-range"
    title = "Number out of range"
    description = "A figure is a number that can not be true."
    template = "{value} can not be; expected {expected}"
    hint = REFETCH


class MixedScale(Check):
    """Shares of one and per cents in one file, or figures that may be either."""

    code = "scale-unclear"
    title = "Shares or per cents"
    description = "The file does not tell whether its figures are shares of one or per cents."
    template = "{value} and other figures of the file do not tell whether they are shares of one (0,48) or per cents (48)"
    hint = "Give all figures of the file on one scale."


class NotAPeriod(Check):
    """A cell that names no period of the kind that the source has."""

    code = "period-unknown"
    title = "Not a period"
    description = "A cell does not name a period of the form that the source uses."
    template = "'{value}' is not a period of this source; expected {expected}"
    hint = REFETCH


class ContradictoryRow(Check):
    """Two rows give different figures for one thing; the same figure twice is taken once."""

    code = "row-contradicts"
    title = "Contradictory rows"
    description = "Two rows give different figures for the same thing."
    template = "{what} is {value} here and {other} on {where}"
    hint = "Keep the row that is right: rows of one thing are never added up."


class MixedClassification(Check):
    """A category beside its own parts would be counted twice; files of two extracts under one date look like this."""

    code = "classification-mixed"
    title = "Categories of two classifications"
    description = "A category and its own parts would both stand in one month of one extract."
    template = "'{whole}' and '{value}', which is part of it, would both stand in {months} months of one extract, the first {first}"
    hint = "Check the date given with --extracted: files of two extracts must not be imported under one."


class GapInSeries(Check):
    """A period is missing between the first and the last of a series, and no register row says why."""

    code = "gap-in-series"
    title = "Gap in a series"
    description = "A period is missing between the first and the last."
    template = "{value} is missing between {before} and {after}{of_series}"
    hint = "Import the files that hold it in the same run, or declare the gap with its reason in registers/gaps-in-series.csv."


class PartialFile(Check):
    """The force's figure is a sum over everything, so that a part of an extract would make it false."""

    code = "file-partial"
    title = "Part of an extract"
    description = "The files hold only some areas or categories of an extract, whose sum would not be the whole force."
    template = "the force's figure is the sum of an extract, and with these files {extract} would lack {value}"
    hint = "Import all files of the extract in one run."


class ExtractUnknown(Check):
    """The date of the extract is left out where it is needed, or is not a date."""

    code = "extract-not-dated"
    title = "Date of the extract"
    description = "The date at which the files were taken is not given, or is not a date."
    template = "{problem}; expected --extracted YYYY-MM or YYYY-MM-DD, or to-{last} where only the last period is known"
    hint = "Give the date at which the files were taken from the publisher."


class ExtractBeforeData(Check):
    """Files can not have been taken before the last month that they hold."""

    code = "extract-before-data"
    title = "Extract before its data"
    description = "The extract is dated before the last period that the files hold."
    template = "the extract is dated {value}, and the files hold figures up to {last}"
    hint = "Give the date at which these very files were taken."


class ReferenceMissing(Check):
    """A table of the packages without which the files can not be understood."""

    code = "reference-missing"
    title = "Missing reference"
    description = "A table, or a row of one, that the import relies on is not in the packages."
    template = "the import relies on {value}, which the packages do not hold"
    hint = "Name the folder of the data packages with --packages, or add what is missing."


class AliasContradicts(Check):
    """One label with two meanings."""

    code = "alias-contradicts"
    title = "Contradictory aliases"
    description = "Two rows of the register of aliases give one label two meanings."
    template = "'{label}' leads to '{value}', and '{other_label}', the same but for case and punctuation, to '{other}'"
    hint = "Remove one of the two rows."


class AliasDangling(Check):
    """An alias that leads nowhere."""

    code = "alias-dangling"
    title = "Alias without a code"
    description = "A row of the register of aliases leads to a code that is not declared."
    template = "the label '{label}' leads to '{value}', which {declared_in} does not declare"
    hint = "Declare the code there, or correct the row."


class MoreFaults(Check):
    """The rest, when there are too many to tell each."""

    code = "faults-more"
    title = "More faults"
    description = "The run has more faults than are told one by one."
    template = "{value} more faults of the run are not told one by one"
    hint = "Mend those above first; faults of one kind often have one cause."


REFUSALS: tuple[type[Check], ...] = (
    FileUnreadable,
    FileEmpty,
    NotUtf8,
    RaggedRow,
    UnknownHeader,
    MissingColumn,
    RepeatedColumn,
    UnknownLabel,
    UnknownArea,
    AreaNotExpected,
    BlankCell,
    NotANumber,
    OutOfRange,
    MixedScale,
    NotAPeriod,
    ContradictoryRow,
    MixedClassification,
    GapInSeries,
    PartialFile,
    ExtractUnknown,
    ExtractBeforeData,
    ReferenceMissing,
    AliasContradicts,
    AliasDangling,
    MoreFaults,
)
