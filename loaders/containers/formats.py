"""Number formats: what the built-in numbers mean, which formats show dates, which show nothing."""

from __future__ import annotations

import re
from functools import cache

from catalog.containers import containers

GENERAL = "General"

_INTERNATIONAL = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)", 41: "#,##0", 43: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]|General|AM/PM|A/P', re.IGNORECASE)
_DATE_LETTER = re.compile(r"[dmhysDMHYSeE]")
_SCIENTIFIC = re.compile(r"[0#?.][Ee][+-]")


@cache
def builtin_formats() -> dict[int, str]:
    """Format codes by built-in number, the Chinese dates (27-36, 50-58) among them."""
    chinese = {int(number): code for number, code in containers().builtin_formats.items()}
    return {**_INTERNATIONAL, **chinese}


@cache
def shows_date(code: str) -> bool:
    """Whether Excel shows a number in this format as a date, a time or a duration."""
    bare = _LITERAL.sub("", code.split(";", maxsplit=1)[0])
    return not _SCIENTIFIC.search(bare) and bool(_DATE_LETTER.search(bare))


@cache
def shows_nothing(code: str) -> bool:
    """Whether the format hides what the cell holds (";;;")."""
    return code.count(";") >= 2 and not code.replace(";", "").strip()
