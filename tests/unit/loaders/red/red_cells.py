"""Cells in the many wordings departments use, each with the value a careful person reads in it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any, NamedTuple

from red_words import BLANK, DEPARTMENTS, PLAIN, SUBJECTS, UNREADABLE, WORDS

FULL_WIDTH = str.maketrans("0123456789.%,", "０１２３４５６７８９．％，")
WITHHELD = object()


class Typed(NamedTuple):
    """A cell as typed, its number format, and its truth: a value, None for nothing said, WITHHELD for not readable."""

    value: Any
    truth: Any
    number_format: str = "General"


def plain(number: float) -> str:
    return f"{number:.8f}".rstrip("0").rstrip(".") or "0"


def money(rng: random.Random, unit: str) -> Typed:
    """An amount in 万元, typed in the column's unit or with a unit of its own."""
    if rng.random() < 0.06:
        return Typed(rng.choice(UNREADABLE), WITHHELD)
    if rng.random() < 0.06:
        return Typed(rng.choice(BLANK), None)
    truth = float(rng.choice([rng.randrange(300, 9999), rng.randrange(1, 90) * 1000]))
    own = rng.choice(["万元", "亿元", "万", "亿"])
    if rng.random() < 0.1:
        return Typed(plain(truth if own[0] == "万" else truth / 1e4) + own, truth)
    shown = round(truth if unit == "万元" else truth / 1e4, 8)
    typed = rng.choice([shown, shown, plain(shown), f" {plain(shown)} ", plain(shown).translate(FULL_WIDTH)])
    return Typed(typed, truth, rng.choice(["General", "#,##0.00", "0.0000_ "]) if typed == shown else "General")


def rate(rng: random.Random, scale: str) -> Typed:
    """A share: ``scale`` is "format" (0.85 shown as 85 %), "literal" (85 before a typed sign) or "text"."""
    truth = round(rng.uniform(0.06, 1.3), 4)
    points = plain(truth * 100)
    if scale == "format":
        return Typed(truth, truth, rng.choice(["0%", "0.00%"]))
    if scale == "literal":
        return Typed(round(truth * 100, 6), truth, '0.00"%"')
    wordings = [f"{points}%", f"{points} ％", f"已完成{points}%", f"{points}%（进度滞后）", f"{points}%(部分路段偏慢"]
    return Typed(rng.choice([*wordings, f"{points}%".translate(FULL_WIDTH)]), truth)


def day(rng: random.Random, due: bool) -> Typed:
    """A day, or a month that stands for its first day, or for its last where something is due."""
    month = rng.randrange(8, 13) if due else rng.randrange(1, 8)
    exact = date(2017, month, rng.randrange(1, 29))
    last = (date(2017, month, 28) + timedelta(4)).replace(day=1) - timedelta(1)
    of_month = last if due else exact.replace(day=1)
    serial = (exact - date(1899, 12, 30)).days
    forms = [
        Typed(exact, exact, "yyyy/m/d"),
        Typed(exact, exact, 'yyyy"年"m"月"d"日"'),
        Typed(exact.replace(day=1), of_month, 'yyyy"年"m"月"'),
        Typed(serial, exact),
        Typed(f"{exact:%Y%m%d}", exact),
        Typed(f"2017.{month}.{exact.day}", exact),
        Typed(f"2017 年 {month} 月 {exact.day} 日", exact),
        Typed(f"2017年{month}月".translate(FULL_WIDTH), of_month),
        Typed("2017年13月", WITHHELD),
    ]
    soon = [Typed(f"{month}月底前", last), Typed(f"2017年{month}月底", last), Typed("年底前", date(2017, 12, 31))]
    return rng.choice([*forms, *soon, Typed("长期坚持", None)] if due else forms)


def cell(rng: random.Random, kind: str, number: int, unit: str, scale: str) -> Typed:
    """One cell of a column of that kind in the row of that number."""
    if kind == "money":
        return money(rng, unit)
    if kind == "rate":
        return rate(rng, scale)
    if kind in ("date", "deadline"):
        return day(rng, kind == "deadline")
    if kind == "number":
        return Typed(rng.choice([number, str(number)]), str(number))
    if kind == "name":
        return Typed(name := f"{rng.choice(SUBJECTS)}{rng.choice(['工程', '二期', '改造'])}{number}", name)
    if kind == "amount":
        amount = rng.randrange(2, 900)
        return Typed(rng.choice([amount, str(amount)]), amount)
    if kind == "department":
        first, second = rng.sample(DEPARTMENTS, 2)
        return Typed(rng.choice([first, first, f"{first}、{second}"]), first)
    if kind in WORDS:
        truth = rng.choice(sorted(WORDS[kind]))
        return Typed(rng.choice(WORDS[kind][truth]), truth)
    typed = rng.choice(PLAIN[kind])
    return Typed(rng.choice([typed, typed, f" {typed}　"]), typed)
