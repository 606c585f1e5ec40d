"""Whole generated pages: one table with everything around it, two side by side, several in a pile."""

from __future__ import annotations

from random import Random

from clerk_sheets import NOTES, Page, any_dataset, lay_above, lay_head, lay_rows, lay_total, plan

from catalog import datasets


def one_table(rng: Random) -> Page:
    """Anywhere on the sheet, one to three header levels, column numbers, totals on top or below, a repeated header."""
    page, table = Page(), plan(rng, any_dataset(rng))
    left, levels = rng.choice([1, 1, 1, 3]), rng.choice([1, 1, 2, 2, 3])
    row = lay_above(rng, page, table, rng.choice([1, 1, 4]), left, titled=rng.random() < 0.8)
    row = lay_head(rng, page, table, row, left, levels, merged=rng.random() < 0.7)
    if rng.random() < 0.2:
        for i in range(len(table.columns)):
            page.put(row, left + i, float(i + 1))
        row += 1
    if rng.random() < 0.2:
        row = lay_total(page, table, row, left, "合计")
    n = rng.randint(2, 6)
    row = lay_rows(rng, page, table, row, left, n)
    if rng.random() < 0.3 and levels == 1:
        row = lay_head(rng, page, table, row, left, 1, merged=True)
    row = lay_rows(rng, page, table, row, left, rng.randint(1, 4), n + 1)
    if rng.random() < 0.5:
        row = lay_total(page, table, row, left, rng.choice(["合计", "总 计", "小计"]))
    for text in rng.sample(NOTES, rng.randint(0, 3)):
        page.put(row, left, text)
        if rng.random() < 0.5:
            page.merge(row, left, row, left + len(table.columns) - 1)
        row += 1
    if rng.random() < 0.3:
        page.grid.hidden_rows.add(rng.choice(page.records).row)
    return page


def side_by_side(rng: Random) -> Page:
    """Two tables of two datasets beside each other, with or without an empty column between."""
    page = Page()
    first, second = (plan(rng, name, odd=False) for name in rng.sample(list(datasets()), 2))
    left = 1 + len(first.columns) + rng.choice([0, 1, 2])
    for table, column in ((first, 1), (second, left)):
        row = lay_above(rng, page, table, 1, column)
        lay_rows(rng, page, table, lay_head(rng, page, table, row, column, 1, merged=True), column, rng.randint(2, 5))
    return page


def stacked(rng: Random) -> Page:
    """Two or three tables below each other, each with its title and unit."""
    page, row = Page(), 1
    for _ in range(rng.randint(2, 3)):
        table = plan(rng, any_dataset(rng))
        row = lay_above(rng, page, table, row, 1)
        row = lay_head(rng, page, table, row, 1, rng.choice([1, 2]), merged=True)
        row = lay_rows(rng, page, table, row, 1, rng.randint(1, 4))
        if rng.random() < 0.4:
            row = lay_total(page, table, row, 1, "合计")
        if rng.random() < 0.4:
            page.put(row, 1, rng.choice(NOTES))
            row += 1
        row += rng.choice([0, 1, 2])
    return page
