"""What a page is on the meeting's slides; ``exports/slides/pages/<page>.py`` says it of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from exports.dossier import Dossier
from exports.slides.canvas import Draw


def _nothing(dossier: Dossier) -> pd.DataFrame:
    return dossier.behind.iloc[:0]


@dataclass(frozen=True, slots=True)
class PageOfSlides:
    """One page's part of the deck.

    ``slides``: what its slides draw. ``listed``: the rows (dataset, row_id, name) they list, whose cells their notes
    name. ``finding``: the sentence that titles them where no count of the page's own makes one.
    """

    slides: Callable[[Dossier], list[Draw]]
    listed: Callable[[Dossier], pd.DataFrame] = _nothing
    finding: Callable[[Dossier], str] | None = None
