/**
 * Upper bounds for what a workbook may cost. A file beyond them is refused by name: a damaged or hostile file
 * must not take the run of all other colleges down with it.
 */

/** The file itself. Real workbooks of a college are under 10 MB. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** One unpacked part (a tab of 50,000 rows × 12 columns has about 25 MB). */
export const MAX_PART_BYTES = 128 * 1024 * 1024;

/** All parts unpacked in one reading. */
export const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;

/** Places in the grids of one workbook, gaps before a cell in its row included. */
export const MAX_CELLS = 8_000_000;

/** Merged ranges of one workbook, and rows that hold anything that they cover, a row once for each range. */
export const MAX_MERGES = 200_000;
export const MAX_MERGED_ROWS = 2_000_000;

/** Tabs of one workbook. */
export const MAX_TABS = 2_000;

/** Parts of one package. */
export const MAX_PARTS = 20_000;

/** What the format allows. */
export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;
export const MAX_TITLE = 31;
export const MAX_LINKS = 65_000;
