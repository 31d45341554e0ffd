/** What an output tab is to look like: results as cells, knowing neither xlsx nor Google. */

/** Colour of a row or cell. */
export type Tone = 'error' | 'warning' | 'hint' | 'waived' | 'good' | 'muted' | 'subtotal' | 'title';

/** A link that jumps to a cell of the same workbook; `tab` is the title as it stands in the workbook, `column` a letter. */
export interface CellLink {
  readonly tab: string;
  readonly row: number | null;
  readonly column: string | null;
}

/** How a number is shown; `points`: two decimals, `percent`: of a fraction (0.5 is 50.00%). */
export type CellFormat = 'text' | 'integer' | 'points' | 'percent';

/** A cell with more than a value. */
export interface RichCell {
  readonly value: string | number | null;
  readonly link?: CellLink;
  readonly tone?: Tone;
  /** A cell such as “last checked at”: a difference here alone is no reason to write. */
  readonly volatile?: boolean;
  /** Where it differs from its column's. */
  readonly format?: CellFormat;
  /** The number is a fraction of 1, with a bar behind it that is full at 100 %. A place without such bars shows the number. */
  readonly bar?: boolean;
}

/** Text always goes out as text; a number as a number. */
export type ImageCell = string | number | null | RichCell;

export interface ImageRow {
  readonly cells: readonly ImageCell[];
  readonly tone?: Tone;
  /** In small letters: what is there for the record. */
  readonly small?: boolean;
}

export interface ImageColumn {
  readonly heading: string;
  /** Width in characters of the default font (a Chinese character counts two). */
  readonly width: number;
  readonly format: CellFormat;
  readonly wrap?: boolean;
}

/** A chart over rows of the tab, drawn by backends that can hold charts. */
export interface ImageChart {
  readonly title: string;
  readonly kind: 'bar' | 'column' | 'pie';
  /** Zero-based rows of `rows`, last included, and the columns of labels and values. */
  readonly fromRow: number;
  readonly toRow: number;
  readonly labelColumn: number;
  readonly valueColumn: number;
}

/** One output tab. `banner` rows stand above the heading row, which is frozen and carries the filter. */
export interface TabImage {
  /** Identity of the tab, the same for ever: what its mark in the workbook says. */
  readonly key: string;
  readonly title: string;
  readonly banner: readonly ImageRow[];
  readonly columns: readonly ImageColumn[];
  readonly rows: readonly ImageRow[];
  /** No heading row and no filter: a page to be read (概览). */
  readonly plain?: boolean;
  /** Heading of the column that names a row, where the tab has user columns. */
  readonly keyHeading?: string;
  /**
   * Headings of the columns that belong to the user. What stands in the workbook at the moment of writing wins;
   * the image's own cell there is what the store remembers of a row that had gone.
   */
  readonly userHeadings?: readonly string[];
  readonly charts?: readonly ImageChart[];
  /** How many columns stay in sight when the tab is scrolled to the right. */
  readonly frozenColumns?: number;
  /** How the A4 page lies; every tab is fitted to its width, with headings and page numbers on each page. Landscape without it. */
  readonly print?: 'landscape' | 'portrait';
  /** The tab at which a workbook opens that nobody has opened yet. */
  readonly opening?: boolean;
}

/** A note on an input cell; `text` begins with the prefix that marks it as ours. */
export interface CellNote {
  readonly tab: string;
  /** Row as the sheet shows it (1 = first), column letter. */
  readonly row: number;
  readonly column: string;
  readonly text: string;
}

/** All that one workbook is to show. */
export interface WorkbookImage {
  readonly tabs: readonly TabImage[];
  /** `null`: notes are switched off, ours are removed and none is written. `asTheyStand`: not looked at. */
  readonly notes: readonly CellNote[] | null | 'asTheyStand';
}
