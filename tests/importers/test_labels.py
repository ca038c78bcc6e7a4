"""Labels are one when they differ in case, '&', punctuation and white space only."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.importers.labels import alias_row, labels_of, normal_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BURGLARY - RESIDENTIAL", "Burglary Residential"),
        ("Arson & Criminal Damage", "ARSON AND CRIMINAL DAMAGE"),
        ("Aviation Security(SO18)", "AVIATION SECURITY (SO18)"),
        ("Richmond Upon Thames", "Richmond-upon-Thames"),
        ("Other Offences Against the State, or Public Order", "other offences against the state or public order"),
    ],
)
def test_spellings_of_one_label_have_one_normal_form(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Theft from Person", "THEFT FROM THE PERSON"),
        ("Theft from a Motor Vehicle", "THEFT FROM A VEHICLE"),
        ("Violence with Injury", "Violence without Injury"),
    ],
)
def test_other_words_are_another_label_however_near_they_are(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


@given(st.text())
def test_the_normal_form_is_its_own_normal_form(label: str) -> None:
    assert normal_form(normal_form(label)) == normal_form(label)


def test_an_unknown_label_is_not_guessed_but_its_nearest_is_named() -> None:
    # Given the labels of 2026
    labels = labels_of([("THEFT / THEFT FROM THE PERSON", "theft-from-the-person"), ("THEFT / SHOPLIFTING", "shoplifting")])
    # When a label is asked for that is not among them
    label = "THEFT / THEFT FROM PERSONS"
    # Then it has no code, and the nearest one is named with its code
    assert labels.code(label) is None
    assert labels.nearest_in_words(label) == "the nearest known label is 'THEFT / THEFT FROM THE PERSON' (theft-from-the-person)"


def test_where_nothing_is_near_that_is_said() -> None:
    assert labels_of([("Barnet", "E09000003")]).nearest_in_words("zzz") == "no known label is like it"


def test_the_row_that_teaches_a_label_is_csv_even_where_the_label_has_commas() -> None:
    row = alias_row("offence-category", "mps-borough", "Public Order Offences / Other, or Public Order", "<category>")
    assert next(csv.reader(io.StringIO(row))) == [
        "offence-category",
        "mps-borough",
        "Public Order Offences / Other, or Public Order",
        "<category>",
    ]
