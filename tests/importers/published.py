"""Publishers' files as they stand in public, small: real figures typed here, written in every published form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

# MPS borough level crime as taken in December 2023: Title Case, the first published header.
DECEMBER_2023 = """\
MajorText,MinorText,LookUp_BoroughName,202304,202305,202306
Burglary,Domestic Burglary,Hammersmith and Fulham,74,57,64
Theft,Theft from Person,Hammersmith and Fulham,96,80,91
Vehicle Offences,Theft from a Motor Vehicle,Hammersmith and Fulham,213,205,172
Violence Against the Person,Violence with Injury,Hammersmith and Fulham,157,174,185
Burglary,Domestic Burglary,Lewisham,121,157,123
Theft,Theft from Person,Lewisham,79,75,115
Vehicle Offences,Theft from a Motor Vehicle,Lewisham,124,156,165
Violence Against the Person,Violence with Injury,Lewisham,292,277,331
Theft,Theft from Person,London Heathrow and London City Airports,3,5,8
"""

# The same release as taken in April 2026: capitals, the second published header, newer labels, offences without a place.
APRIL_2026 = """\
MajorText,MinorText,BoroughName,202304,202305,202306
ARSON AND CRIMINAL DAMAGE,ARSON,Hammersmith and Fulham,2,1,3
BURGLARY,DOMESTIC BURGLARY,Hammersmith and Fulham,57,0,0
BURGLARY,RES BURGLARY OF A HOME,Hammersmith and Fulham,13,49,47
THEFT,THEFT FROM THE PERSON,Hammersmith and Fulham,83,71,77
VEHICLE OFFENCES,THEFT FROM A VEHICLE,Hammersmith and Fulham,195,189,160
BURGLARY,DOMESTIC BURGLARY,Lewisham,88,1,3
BURGLARY,RES BURGLARY OF A HOME,Lewisham,16,84,91
THEFT,THEFT FROM THE PERSON,Lewisham,74,74,104
VEHICLE OFFENCES,THEFT FROM A VEHICLE,Lewisham,126,158,160
VIOLENCE AGAINST THE PERSON,VIOLENCE WITH INJURY,Lewisham,293,278,328
THEFT,THEFT FROM THE PERSON,Unknown,256,158,218
"""

# The same release as taken in October 2025: residential burglary moves from one label to another with the records system.
OCTOBER_2025 = """\
MajorText,MinorText,BoroughName,202401,202402,202403,202404
BURGLARY,BURGLARY - RESIDENTIAL,Barking and Dagenham,0,2,50,52
BURGLARY,BURGLARY IN A DWELLING,Barking and Dagenham,67,47,0,0
BURGLARY,BURGLARY NON-DWELLING,Barnet,0,0,1,0
THEFT,THEFT FROM THE PERSON,Unknown,164,204,193,198
"""

# The Public Attitude Survey by borough, with the force's figure in a column of its own, and for the whole force in both forms.
PAS_BOROUGHS = '''\
Date;Survey;Borough;Measure;Proportion;MPS
31/03/2023;PAS;Richmond upon Thames;Treat everyone fairly;0,61;0,65
30/06/2023;PAS;Lewisham;"""Good Job"" local";0,41;0,48
30/06/2023;PAS;Lewisham;Trust MPS;0,59;0,7
30/06/2023;PAS;Lewisham;Treat everyone fairly;0,5;0,64
30/06/2023;PAS;Richmond Upon Thames;Treat everyone fairly;0,6;0,64
30/06/2023;PAS;City of Westminster;Treat everyone fairly;0,67;0,64
'''
PAS_FORCE = '''\
Date;Survey;Borough;Measure;Proportion
30/06/2023;PAS;MPS;"""Good Job"" local";0,48
30/06/2023;PAS;MPS;Treat everyone fairly;0,64
30/06/2023;PAS;MPS;Trust MPS;0,7
'''
PAS_DASHBOARD = """\
date,measure,proportion
Mar-23,Police do a good job in the local area,50
Jun-23,Police do a good job in the local area,48
Jun-23,Agree the police treat everyone fairly regardless of who they are,64
Sep-23,Police do a good job in the local area,48
"""

POPULATION = """\
borough,year,population
Camden,2019,217136
Camden,2020,214768
Camden,2021,210968
City of London,2019,8765
"""


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """``text`` as a file, its line ends as they are."""
    path.write_bytes(text.encode(encoding))
    return path


def wide(
    cells: Mapping[tuple[str, str, str], int],
    labels: Mapping[str, tuple[str, str]],
    names: Mapping[str, str],
    months: Sequence[str],
    headers: Sequence[str] = ("MajorText", "MinorText", "BoroughName"),
) -> str:
    """Cells by (category, area code, month) in the publisher's form: a row a category and area, a column a month.

    ``labels`` gives the group and label of a category, ``names`` the name of an area. A row without any cell is left out, and so is one
    whose cells are not all there.
    """
    rows = sorted({(category, area) for category, area, _ in cells})
    lines = [",".join([*headers, *(month.replace("-", "") for month in months)])]
    for category, area in rows:
        figures = [cells.get((category, area, month)) for month in months]
        if None not in figures:
            lines.append(",".join([*labels[category], names[area], *(str(figure) for figure in figures)]))
    return "\n".join(lines) + "\n"


def rows_of(text: str) -> tuple[str, list[str]]:
    """The header and the rows below it."""
    header, *rows = text.splitlines()
    return header, rows


def with_rows(header: str, rows: Iterable[str]) -> str:
    """A file of these rows."""
    return "\n".join([header, *rows]) + "\n"
