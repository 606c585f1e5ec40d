"""How large a workbook may be: far above any department's, far below what harms the server.

Absolute sizes and counts; the ratio of a zip says little, since honest sheets pack 14 : 1 and more.
"""

from __future__ import annotations

MEBI = 1 << 20

FILE_BYTES = 100 * MEBI
ENTRIES = 5_000
PART_BYTES = 320 * MEBI  # 1,048,576 rows of twelve styled blanks are 290 MiB
TOTAL_BYTES = 800 * MEBI
SMALL_PART_BYTES = 40 * MEBI  # workbook, styles, relationships
SLOW_PART_BYTES = 32 * MEBI  # what the element-by-element reader is given
SHEETS = 200
STYLES = 65_490  # Excel's own limit
MERGES = 100_000
ROWS, COLUMNS = 1_048_576, 16_384
FILLED_CELLS = 3_000_000  # of a whole workbook
AREA = 6_000_000  # cells between A1 and the last filled one, of one sheet
TOTAL_AREA = 10_000_000  # of all sheets together
DENSE_AREA = 1_000_000  # below it, a stray cell does no harm
FILLED_BYTES = 160 * MEBI  # XML that holds filled cells, of a whole workbook
ROW_BYTES = 16 * MEBI
STRING_BYTES = 200 * MEBI  # shared strings, each counted as often as a cell shows it
SPARE_STRINGS = 1_000_000  # by how much a file may overstate how many strings it has
FORMULA_LENGTH = 8_192  # Excel's own limit
FORMULA_CELLS = 600_000
STRAY_CELLS = 1_000  # how many far-off cells are left out before the file is refused
EMPTY_ROWS, EMPTY_COLUMNS = 10_000, 500  # a gap this wide separates stray cells from the sheet
XLS_BYTES = 40 * MEBI
BLIND_PART_BYTES = 40 * MEBI  # parts no pre-check looks into
TABLES = 50  # in one web page
ZIPPED_FILES = 500
ARCHIVE_BYTES = 250 * MEBI  # of all files in a zip of workbooks
ARCHIVE_RATIO = 60  # workbooks are packed already, text packs 20 : 1; asked of archives above
ARCHIVE_SMALL = 16 * MEBI  # ... so many bytes
ENCRYPTION_ROUNDS = 250_000  # Excel and WPS write 100,000; each password tried costs all of them
DRAWING_BYTES = 8 * MEBI  # where the pictures of a sheet lie
ANCHORS = 20_000
DRAWN = 500  # pictures of one sheet that are looked at at all
