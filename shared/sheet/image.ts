import * as z from 'zod';

/**
 * What an output tab looks like: results as cells, without knowing .xlsx or Google. The schemas are the one source of
 * the types, because an image is kept as text between drawing a workbook and writing it.
 */

/** Colour of a row or cell. */
const tone = z.enum(['error', 'warning', 'hint', 'waived', 'good', 'muted', 'subtotal', 'title']);
export type Tone = z.infer<typeof tone>;

/** A link that jumps to a cell of the same workbook; `tab` is the title in the workbook, `column` a letter. */
const cellLink = z.object({ tab: z.string(), row: z.number().nullable(), column: z.string().nullable() }).readonly();
export type CellLink = z.infer<typeof cellLink>;

const plainCell = z.union([z.string(), z.number(), z.null()]);

/** How a number is shown; `points`: two decimals, `percent`: of a fraction (0.5 is 50.00%). */
const cellFormat = z.enum(['text', 'integer', 'points', 'percent']);
export type CellFormat = z.infer<typeof cellFormat>;

/** Text is always written as text, a number as a number. */
const imageCell = z.union([
  plainCell,
  z
    .object({
      value: plainCell,
      link: z.exactOptional(cellLink),
      tone: z.exactOptional(tone),
      /** A cell such as “last checked at”: a difference here alone is no reason to write. */
      volatile: z.exactOptional(z.boolean()),
      /** Only if it differs from the column's. */
      format: z.exactOptional(cellFormat),
      /**
       * The number is a fraction of 1, shown with a bar behind it that is full at 100 %; a place without bars shows
       * only the number.
       */
      bar: z.exactOptional(z.boolean()),
    })
    .readonly(),
]);
export type ImageCell = z.infer<typeof imageCell>;

const imageRow = z
  .object({
    cells: z.array(imageCell).readonly(),
    tone: z.exactOptional(tone),
    /** In small letters, for lines that are only kept for the record. */
    small: z.exactOptional(z.boolean()),
    /** Keys that this row may have had before: what users typed there is shown here once those rows are gone. */
    formerKeys: z.exactOptional(z.array(z.string()).readonly()),
    /** The same for a row that is gone and agrees with this one in one of the tab's `heirHeadings`. */
    inherits: z.exactOptional(z.boolean()),
  })
  .readonly();
export type ImageRow = z.infer<typeof imageRow>;

const imageColumn = z
  .object({
    heading: z.string(),
    /** Width in characters of the default font (a Chinese character counts as two). */
    width: z.number(),
    format: cellFormat,
    wrap: z.exactOptional(z.boolean()),
  })
  .readonly();
export type ImageColumn = z.infer<typeof imageColumn>;

/** A chart over rows of the tab, drawn by backends that can hold charts. */
const imageChart = z
  .object({
    title: z.string(),
    kind: z.enum(['bar', 'column', 'pie']),
    /** Zero-based rows of `rows`, last included, and the columns of labels and values. */
    fromRow: z.int(),
    toRow: z.int(),
    labelColumn: z.int(),
    valueColumn: z.int(),
  })
  .readonly();
export type ImageChart = z.infer<typeof imageChart>;

/** One output tab. `banner` rows stand above the heading row, which is frozen and carries the filter. */
const tabImage = z
  .object({
    /** Identity of the tab, which never changes; its mark in the workbook holds it. */
    key: z.string(),
    title: z.string(),
    banner: z.array(imageRow).readonly(),
    columns: z.array(imageColumn).readonly(),
    rows: z.array(imageRow).readonly(),
    /** No heading row and no filter: a page for reading (概览). */
    plain: z.exactOptional(z.boolean()),
    /** Heading of the column that identifies a row, if the tab has user columns. */
    keyHeading: z.exactOptional(z.string()),
    /**
     * Headings of the columns that belong to the user. The contents of the workbook at the moment of writing win; the
     * image's own cell there holds what the store remembers of a row that was gone.
     */
    userHeadings: z.exactOptional(z.array(z.string()).readonly()),
    /** Headings in which a new row agrees with the one it continues: the first list that finds a match decides. */
    heirHeadings: z.exactOptional(z.array(z.array(z.string()).readonly()).readonly()),
    charts: z.exactOptional(z.array(imageChart).readonly()),
    /** How many columns stay in view when the tab is scrolled to the right. */
    frozenColumns: z.exactOptional(z.int()),
    /**
     * Orientation of the A4 page (landscape by default); every tab fits the page width, with headings and numbers on
     * all pages.
     */
    print: z.exactOptional(z.enum(['landscape', 'portrait'])),
    /** The tab shown first in a workbook that nobody has opened yet. */
    opening: z.exactOptional(z.boolean()),
  })
  .readonly();
export type TabImage = z.infer<typeof tabImage>;

/** A note on an input cell; `text` begins with the prefix that marks it as ours. */
const cellNote = z
  .object({
    tab: z.string(),
    /** Row as the sheet shows it (1 = first), column letter. */
    row: z.int(),
    column: z.string(),
    text: z.string(),
  })
  .readonly();
export type CellNote = z.infer<typeof cellNote>;

/** Everything that one workbook is to show. */
export const workbookImage = z
  .strictObject({
    tabs: z.array(tabImage).readonly(),
    /**
     * `null`: notes are switched off; ours are removed and none is written. `asTheyStand`: notes are left unchanged.
     */
    notes: z.union([z.array(cellNote).readonly(), z.null(), z.literal('asTheyStand')]),
  })
  .readonly();
export type WorkbookImage = z.infer<typeof workbookImage>;

/** The value of a cell without its formatting; `null` if there is none. */
export function plainValue(cell: ImageCell | undefined): string | number | null {
  return cell === undefined ? null : cell !== null && typeof cell === 'object' ? cell.value : cell;
}
