"""All on the leaders' pages that is no chart: red list, status board, tiles, phone rows, in one small component."""

from ui.board.draw import draw
from ui.board.figures import KeyFigure, key_figures
from ui.board.lens import LensRow, lens
from ui.board.lists import (
    Change,
    Item,
    area_words,
    change_list,
    dossier,
    filling,
    heads,
    item_lines,
    lamp_legend,
    linked,
    note,
    red_list,
    rows_table,
    spot,
    stacked,
    stage_name,
)
from ui.board.status import Bundle, status_board
from ui.board.tiles import Tile, origin_tiles, space_tiles

__all__ = [
    "Bundle",
    "Change",
    "Item",
    "KeyFigure",
    "LensRow",
    "Tile",
    "area_words",
    "change_list",
    "dossier",
    "draw",
    "filling",
    "heads",
    "item_lines",
    "key_figures",
    "lamp_legend",
    "lens",
    "linked",
    "note",
    "origin_tiles",
    "red_list",
    "rows_table",
    "space_tiles",
    "spot",
    "stacked",
    "stage_name",
    "status_board",
]
