import type { FieldOf, RowIn, TabKey } from './school.ts';

/** A fault that reading a workbook found in a cell, row or tab: facts only, which the DAT rules put into words. */
export interface CellIssue {
  readonly kind:
    | 'missingTab'
    | 'missingHeading'
    | 'repeatedHeading'
    | 'blank'
    | 'unreadable'
    | 'choice'
    | 'monthOnly'
    | 'merged'
    | 'errorCell'
    /** A formula that no program has computed yet: nobody's mistake. */
    | 'uncalculated'
    | 'dangling';
  readonly tab: TabKey;
  /** Row as the sheet shows it; `null` for a tab. */
  readonly row: number | null;
  /** English name of the column; `null` for a tab or a range. */
  readonly field: string | null;
  /** Heading as the specification spells it; `null` for a tab or a range. */
  readonly heading: string | null;
  /** Column letter in the sheet; `null` where there is none. */
  readonly column: string | null;
  /** Key of the row (rules.md §4 “Row keys”); empty for a tab. */
  readonly key: readonly string[];
  /** Content of the cell as a person would read it aloud (at most 60 characters); the range for `merged`. */
  readonly text: string;
  /** What exactly is wrong with an unreadable cell; see `ReadProblem`. */
  readonly problem?: ReadProblem;
  /** `choice`: the nearest allowed value (or `null`), and all of them. */
  readonly nearest?: string | null;
  readonly allowed?: readonly string[];
  /** What was most likely meant, ready to type; left out if there are two candidates. */
  readonly meant?: string;
}

/** Why a cell cannot be read as its type. */
export type ReadProblem =
  | 'notADate'
  | 'noSuchMonth'
  | 'noSuchDay'
  | 'serialAsText'
  | 'serialOutOfRange'
  | 'notANumber'
  | 'notWhole'
  | 'negative'
  | 'outOfRange'
  | 'notAnAcademicYear'
  | 'notText'
  | 'lostDigits'
  | 'danglingStudent'
  | 'danglingOrganization'
  | 'danglingActivity'
  | 'danglingDecision'
  | 'wrongKindOfOrganization';

/** One input tab after reading. A tab that is missing, or without a recognised heading row, has no rows. */
export interface ParsedTab<Tab extends TabKey = TabKey> {
  readonly key: Tab;
  readonly present: boolean;
  /** Title as typed in the workbook (for links), or the specification's if the tab is missing. */
  readonly title: string;
  /** Column letters of the headings found. */
  readonly columns: Readonly<Partial<Record<FieldOf<Tab>, string>>>;
  /** Required headings that are missing, by English name. */
  readonly missingFields: readonly FieldOf<Tab>[];
  /** Row of the headings as the sheet shows it; `null` where none was found. */
  readonly headingRow: number | null;
  /** Headings that nothing is read from, in the order of the sheet. */
  readonly unread: readonly UnreadColumn<Tab>[];
  readonly rows: readonly RowIn<Tab>[];
  /** Keys of the rows that have a blank or unreadable key cell, by row number; every other key comes from the row. */
  readonly oddKeys: ReadonlyMap<number, readonly string[]>;
}

/** A column that nothing is read from. */
export interface UnreadColumn<Tab extends TabKey = TabKey> {
  /** Its heading as typed in the sheet. */
  readonly text: string;
  /** Zero-based column, and its letter. */
  readonly at: number;
  readonly column: string;
  /** The missing column that may be meant (DAT-18); `null`: a column of the user's own. */
  readonly near: { readonly field: FieldOf<Tab>; readonly heading: string } | null;
}

/** All input tabs of a college workbook after reading. */
export interface ParsedWorkbook {
  readonly tabs: { readonly [Tab in TabKey]: ParsedTab<Tab> };
  /** Titles of the tabs that nothing is read from, except the software's own. */
  readonly unreadTabs: readonly string[];
  /** In the order of tabs, then rows, then columns. */
  readonly issues: readonly CellIssue[];
  /**
   * The same, with every unread column read as the one that it may mean (DAT-18); `null` if there is none. Never the
   * basis of a finding: it shows which faults to leave unreported.
   */
  readonly meant: ParsedWorkbook | null;
}
