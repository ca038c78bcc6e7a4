"""Characters that look like something they are not, or like nothing at all.

A category or a name typed with a Cyrillic ``о`` reads as the right word and matches nothing. The look-alikes listed are those of the
Unicode confusables table (UTS 39) that stand for a basic Latin letter.
"""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТХУЗавеѕіјкмнорстхуһԁԛԝ", "ABESIJKMHOPCTXY3aBesijKMHopcTxyhdqw", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ", "ABEZHIKMNOPTYXaiKvopTux", strict=True))
LOOK_ALIKES = {**_CYRILLIC, **_GREEK}
# A lone lower-case Greek letter is a symbol (χ², α = 0.05); a lone Cyrillic or capital Greek one is a slip.
_SLIPS_ALONE = frozenset(_CYRILLIC) | {letter for letter in _GREEK if letter.isupper()}

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[ -~]*\Z")


def name_of(character: str) -> str:
    """``U+043E CYRILLIC SMALL LETTER O``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'a character without a name')}"


def hidden_character(text: str) -> str | None:
    """The first character that can not be seen or that only looks like a blank, or None.

    Control and format characters (zero-width spaces, byte order marks, soft hyphens), line and paragraph separators, and every blank
    other than the ordinary space.
    """
    if _PLAIN.match(text):
        return None
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cn") or (character.isspace() and character != " "):
            return character
    return None


def look_alike(text: str) -> str | None:
    """The first character that passes for a Latin letter or an ASCII digit, or None.

    A Greek or Cyrillic letter is one when its word also has Latin letters, or is made of look-alikes only; words truly written in those
    scripts pass. Full-width forms and digits of other scripts always are.
    """
    if _PLAIN.match(text):
        return None
    for character in text:
        if (character.isdecimal() and not character.isascii()) or unicodedata.east_asian_width(character) == "F":
            return character
    for word in _WORD.findall(text):
        suspects = [character for character in word if character in LOOK_ALIKES]
        if suspects and (any("LATIN" in unicodedata.name(letter, "") for letter in word) or _SLIPS_ALONE.issuperset(word)):
            return suspects[0]
    return None


def looks_like(character: str) -> str:
    """The plain character it passes for."""
    if character in LOOK_ALIKES:
        return LOOK_ALIKES[character]
    return unicodedata.normalize("NFKC", character) if not character.isdecimal() else str(unicodedata.decimal(character))
