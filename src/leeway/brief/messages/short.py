"""Short messages: 160 characters of the GSM alphabet."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 160
BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""GSM 03.38, default alphabet (3GPP TS 23.038, 6.2.1)."""
EXTENDED: Final = frozenset("\f^{}\\[~]|€")
"""Of the extension table: two characters each."""
_INSTEAD: Final = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " ",
                   "\u202f": " ", "œ": "oe", "Œ": "OE", "ı": "i", "ł": "l", "Ł": "L"}  # fmt: skip


def gsm(words: str) -> str:
    """The words in the GSM alphabet: marks a phone does not know are put plainly, accents it lacks are dropped.

    Raises `ValueError` naming the first letter that cannot be put.
    """
    found = []
    for letter in " ".join(words.split()):
        put = _INSTEAD.get(letter, letter)
        if not all(one in BASIC or one in EXTENDED for one in put):
            put = "".join(one for one in unicodedata.normalize("NFKD", put) if not unicodedata.combining(one))
        if not put or not all(one in BASIC or one in EXTENDED for one in put):
            raise ValueError(letter)
        found.append(put)
    return "".join(found)


def length(words: str) -> int:
    """Characters a phone counts; those of the extension table are two."""
    return sum(2 if letter in EXTENDED else 1 for letter in words)
