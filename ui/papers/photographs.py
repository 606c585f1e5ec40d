"""The photographs of red items, for their slides: the first on each item's row in its unit's workbook."""

from __future__ import annotations

import pandas as pd

from ui import source
from ui.scope import View

# Of one item, on its slide; and of how many items, so that a deck can still be sent.
MOST, ITEMS = 2, 40


def photographs(view: View, behind: pd.DataFrame) -> dict[tuple[str, str], tuple[bytes, ...]]:
    """(dataset, row_id) of a red item -> the bytes of its first photographs; items without any are left out."""
    red = behind[behind["light"] == "behind"].head(ITEMS)
    spots = {}
    for dataset, rows in source.frames(view).items():
        wanted = rows[rows["row_id"].isin(red.loc[red["dataset"] == dataset, "row_id"])]
        for row in wanted.to_dict("records"):
            spot = int(row["submission_id"]), row["source_sheet"], int(row["source_row"])
            spots[spot] = (dataset, row["row_id"])
    found = source.store().pictures(spots, MOST)
    return {spots[spot]: tuple(picture.content for picture in kept) for spot, kept in found.items()}
