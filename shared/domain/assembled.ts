import type { ActivityIndex } from './activity-index.ts';
import type { AcademicYear, CalendarDay } from './calendar.ts';
import type { Coverage } from './coverage.ts';
import type { HoldBack } from './hold-back.ts';
import type { IdHints } from './id-hints.ts';
import type { CellIssue, ParsedTab } from './parsed.ts';
import type { Place } from './place.ts';
import type { Records } from './records.ts';
import type { RenamedId } from './renamed-id.ts';
import type { RepeatedKey } from './repeated-key.ts';
import type { Roster } from './roster.ts';
import type { FieldOf, Row, RowIn, TabKey, Tables } from './school.ts';
import type { SchemeItem } from './settings.ts';
import type { AllTabFacts } from './tab-facts.ts';
import type { TenureIndex } from './tenure.ts';

/** One college with its rows and resolved references. */
export interface College {
  /** Place in 学院登记 order, from 0; the `college` of its rows. */
  readonly index: number;
  /** 学院编号 */
  readonly id: string;
  readonly name: string;
  readonly tabs: { readonly [Tab in TabKey]: ParsedTab<Tab> };
  /** Every row, including those of dissolved organizations and of students who have left: for the DAT rules. */
  readonly all: Tables;
  /**
   * The rows that the other rules judge: 在册 organizations, 在读 students, rows whose host is not 撤销. Of several rows
   * with the same key, only the first.
   */
  readonly judged: Tables;
  /** Later rows of repeated keys, in the order of tabs and rows. */
  readonly repeatedKeys: readonly RepeatedKey[];
  readonly issues: readonly CellIssue[];
  /** Columns with formulas that no program has computed yet, as `tab.field`: nothing may be concluded from them. */
  readonly uncalculated: ReadonlySet<string>;
  /** Titles of the tabs that nothing is read from. */
  readonly unreadTabs: readonly string[];
  /** The workbook could not be read tonight: this is its last reading, and its findings are not shown. */
  readonly stale: boolean;
  /** It is judged by itself and has no rows here. */
  readonly apart: boolean;
  /** Set if the workbook has lost something: then this is its last accepted reading (trust.md §1); `null` if not. */
  readonly heldBack: HoldBack | null;
  /** Ids of its 组织 and 花名册 that are gone, with their new ids. */
  readonly renamed: readonly RenamedId[];
  /** Place of a cell; a column that the tab lacks gives `column: null`. */
  place<Tab extends TabKey>(tab: Tab, row: RowIn<Tab>, field: FieldOf<Tab>): Place;
  /** The one cell that stands for a whole row (rules.md §4, “Row places”). */
  rowPlace<Tab extends TabKey>(tab: Tab, row: RowIn<Tab>): Place;
  tabPlace(tab: TabKey): Place;
  /** Where a new row is typed: the first row below all others. If the tab is missing, the tab alone. */
  newRowPlace<Tab extends TabKey>(tab: Tab, field: FieldOf<Tab>): Place;
  /** Whether an earlier row of the tab has the same key: then only its other cells identify the row. */
  isRepeated(row: Row): boolean;
  /** Key of a row as flat texts (rules.md §4, “Row keys”). */
  keyOf<Tab extends TabKey>(tab: Tab, row: RowIn<Tab>): readonly string[];
}

/** The whole school on a day. Lookups are built on first use, once. */
export interface School {
  readonly asOf: CalendarDay;
  /** The audited academic year. */
  readonly year: AcademicYear;
  /** The day on which posts and membership are determined: the as-of day, or 考核基准日 once that has passed. */
  readonly membershipOn: CalendarDay;
  /** Items of the scheme in force (积分规则). */
  readonly scheme: readonly SchemeItem[];
  readonly colleges: readonly College[];
  /** What the files of the input tabs declare about them. */
  readonly tabs: AllTabFacts;
  /** False if some enabled college has never been read: an id not found may be there. */
  readonly complete: boolean;
  readonly roster: Roster;
  readonly coverage: Coverage;
  readonly tenures: TenureIndex;
  readonly activities: ActivityIndex;
  readonly records: Records;
  readonly idHints: IdHints;
}
