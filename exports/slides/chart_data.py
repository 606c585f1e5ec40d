"""A chart's data as a workbook that never takes a name for a formula or a link."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook

TEXT_STAYS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class PlainChartData(CategoryChartData):
    """python-pptx's chart data, but for the workbook embedded in the slide: there a cell starting with = stays text."""

    @property
    def _workbook_writer(self) -> _PlainWorkbookWriter:  # pyright: ignore[reportIncompatibleVariableOverride]
        return _PlainWorkbookWriter(self)


class _PlainWorkbookWriter(CategoryWorkbookWriter):
    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        workbook = Workbook(xlsx_file, TEXT_STAYS)
        yield workbook, workbook.add_worksheet()
        workbook.close()
