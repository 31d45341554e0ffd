import type { CellIssue, ParsedTab } from '../domain/parsed.ts';
import { columnLetter, rangeName } from '../domain/place.ts';
import type { TabKey } from '../domain/school.ts';
import type { RawCell, RawMerge, RawTab } from '../sheet/raw.ts';
import { readCell } from './cell-type.ts';
import type { TabSpec } from './column.ts';
import { findHeadings, type HeadingRow } from './find-tab.ts';
import { coveredCells, isBlank, isErrorCell } from './grid.ts';
import { type UnreadHeading, unreadHeadings } from './near-heading.ts';
import { quickRead } from './quick.ts';
import { readRow } from './read-row.ts';
import { keyOfCells, plainKeyOf } from './row-key.ts';
import { type RowMaker, rowMaker } from './row-maker.ts';
import { applyFallbacks, type Fields, type PlannedColumn, planTable, type TablePlan } from './table-plan.ts';
import { TABS } from './tabs/index.ts';

const ROW_MAKERS = Object.fromEntries(
  Object.values(TABS).map(({ key, columns }) => [key, rowMaker(Object.keys(columns))]),
) as Record<TabKey, RowMaker>;

/** A tab being parsed. */
interface Reading {
  readonly tab: TabKey;
  readonly college: number;
  readonly plan: TablePlan;
  readonly make: RowMaker;
  /** Columns whose blank cells need a second look: required ones, and those without which the key is a hash. */
  readonly needed: readonly boolean[];
  /** A heading of the key is missing: every row's key is a hash, which only the thorough reading computes. */
  readonly keyless: boolean;
  readonly covered: ReadonlyMap<number, ReadonlySet<number>>;
  readonly rows: Fields[];
  readonly issues: CellIssue[];
  readonly oddKeys: Map<number, readonly string[]>;
}

/** A tab after reading, with what was found wrong in it. */
export interface TabReading<Tab extends TabKey> {
  readonly parsed: ParsedTab<Tab>;
  readonly issues: readonly CellIssue[];
}

/**
 * Parses one input tab; `null` stands for a tab that is not in the workbook.
 * @param asMeant reads every unread column as the one that it may mean (DAT-18)
 */
export function parseTab<Tab extends TabKey>(
  spec: TabSpec<Tab>,
  raw: RawTab | null,
  college: number,
  asMeant = false,
): TabReading<Tab> {
  const asTheyStand = findHeadings(raw?.rows ?? [], spec.columns);
  const unread = unreadHeadings(asTheyStand, spec.columns);
  const headings = asMeant ? withMeant(asTheyStand, unread) : asTheyStand;
  const plan = planTable(spec, headings);
  const lastKey: readonly string[] = spec.rowKeys.at(-1) ?? [];
  const reading: Reading = {
    tab: spec.key,
    college,
    plan,
    make: ROW_MAKERS[spec.key],
    needed: plan.columns.map(({ field, required }) => required || lastKey.includes(field)),
    keyless: plan.columns.some(({ field, at }) => at < 0 && lastKey.includes(field)),
    covered: coveredCells(
      raw?.merges ?? [],
      headings.row + 1,
      (raw?.rows.length ?? 0) - 1,
      plan.found.map(({ at }) => at),
    ),
    rows: [],
    issues: [],
    oddKeys: new Map(),
  };
  if (raw) readTab(reading, raw, headings);
  else reading.issues.push(tabIssue(spec.key, { kind: 'missingTab', text: spec.title }));
  const parsed = {
    key: spec.key,
    present: raw !== null,
    title: raw?.title ?? spec.title,
    columns: Object.fromEntries(plan.found.map(({ field, letter }) => [field, letter])),
    missingFields: headings.missing,
    headingRow: headings.row < 0 ? null : headings.row + 1,
    unread,
    rows: reading.rows,
    oddKeys: reading.oddKeys,
  };
  return { parsed: parsed as unknown as ParsedTab<Tab>, issues: reading.issues };
}

/** Headings with unread ones taken for the columns that they may mean; if two mean one column, the first is taken. */
function withMeant(headings: HeadingRow, unread: readonly UnreadHeading[]): HeadingRow {
  const columns = new Map(headings.columns);
  for (const { near, at } of unread) if (near !== null && !columns.has(near.field)) columns.set(near.field, at);
  return { ...headings, columns, missing: headings.missing.filter((field) => !columns.has(field)) };
}

function readTab(reading: Reading, raw: RawTab, headings: HeadingRow): void {
  const { tab, plan, issues } = reading;
  for (const { field, heading } of plan.columns) {
    if (headings.missing.includes(field)) issues.push(tabIssue(tab, { kind: 'missingHeading', field, heading }));
    for (const { column, text } of headings.repeated.filter((repeated) => repeated.field === field)) {
      issues.push(tabIssue(tab, { kind: 'repeatedHeading', field, heading, column, text }));
    }
  }
  if (headings.row < 0) return;
  const merges = mergesInData(raw.merges, headings.row + 1, plan.found);
  readRows(reading, raw.rows, headings.row + 1, merges);
}

/** All rows below the headings; the issue of a merge comes before the issues of the row in which it begins. */
function readRows(reading: Reading, rows: RawTab['rows'], first: number, merges: readonly RawMerge[]): void {
  const { tab, plan, issues } = reading;
  const values = plan.columns.map(({ blank }) => blank);
  let next = 0;
  for (let index = first; index < rows.length; index++) {
    for (; (merges[next]?.top ?? rows.length) <= index; next++) issues.push(mergeIssue(tab, merges[next] as RawMerge));
    readRowAt(reading, rows[index] ?? [], index, values);
  }
  for (const merge of merges.slice(next)) issues.push(mergeIssue(tab, merge));
}

/** @param values reused for every row, so reading allocates nothing but the row */
function readRowAt(reading: Reading, cells: readonly RawCell[], index: number, values: unknown[]): void {
  const { plan, covered, keyless } = reading;
  const mayBeFaultless = !keyless && !(covered.size > 0 && covered.has(index));
  if (mayBeFaultless && readFaultless(reading, cells, values) && keepFaultless(reading, index, values)) return;
  if (!isEmpty(plan, cells)) readThoroughly(reading, cells, index);
}

/** Keeps a row of faultless cells, unless a cell that is required in such a row is blank. */
function keepFaultless({ plan, college, make, rows }: Reading, index: number, values: readonly unknown[]): boolean {
  const row = make(index + 1, college, values);
  applyFallbacks(plan, row);
  if (plan.conditions.size > 0 && lacksCell(plan, row)) return false;
  rows.push(row);
  return true;
}

/** Fills `values` from a row of faultless cells only; false leaves the row to `readThoroughly`. */
function readFaultless({ plan: { found }, needed }: Reading, cells: readonly RawCell[], values: unknown[]): boolean {
  for (let i = 0; i < found.length; i++) {
    const column = found[i] as PlannedColumn;
    const { at, index, quick } = column;
    const cell = cells[at];
    if (cell === null || cell === undefined || cell === '') {
      if (needed[index]) return false;
      values[index] = column.blank;
      continue;
    }
    let value = quickRead(quick, cell);
    if (value === undefined) value = faultlessValue(column, cell, needed[index] === true);
    if (value === undefined) return false;
    values[index] = value;
  }
  return true;
}

/** The value of a cell that is not canonical; `undefined` if anything is wrong with it. */
function faultlessValue({ type, required, blank }: PlannedColumn, cell: RawCell, isNeeded: boolean): unknown {
  if (isErrorCell(cell)) return undefined;
  if (!isBlank(cell, required)) {
    const reading = readCell(type, cell);
    if (reading.fault) return undefined;
    // A list of separators alone has no items, so it is blank.
    if (reading.value !== type.blank) return reading.value;
  }
  return isNeeded ? undefined : blank;
}

function readThoroughly(reading: Reading, cells: readonly RawCell[], index: number): void {
  const { tab, college, plan, make, issues, oddKeys } = reading;
  const {
    content,
    row,
    cells: states,
    faults,
  } = readRow(plan, cells, reading.covered.get(index), (values) => make(index + 1, college, values));
  if (content === 'nothing') return;
  const plainKey = plainKeyOf(tab, row);
  const key = plainKey ?? keyOfCells(TABS[tab].rowKeys, states);
  for (const fault of faults) issues.push({ ...fault, tab, row: index + 1, key });
  if (content === 'errors') return;
  reading.rows.push(row);
  if (plainKey === null) oddKeys.set(index + 1, key);
}

/** The row is completely empty, as in the long tail of many sheets. */
function isEmpty({ found }: TablePlan, cells: readonly RawCell[]): boolean {
  return found.every(({ at }) => cells[at] === null || cells[at] === undefined || cells[at] === '');
}

/** A cell that only some rows require is blank in a row that requires it. */
function lacksCell(plan: TablePlan, row: Fields): boolean {
  for (const { field, blank } of plan.columns) {
    if (row[field] === blank && plan.conditions.get(field)?.(row)) return true;
  }
  return false;
}

/** Merges of more than one cell that touch a recognised column below the headings, in the order of places. */
function mergesInData(merges: readonly RawMerge[], firstRow: number, found: readonly PlannedColumn[]): RawMerge[] {
  return merges
    .filter(({ top, left, bottom, right }) => bottom > top || right > left)
    .filter(({ left, bottom, right }) => bottom >= firstRow && found.some(({ at }) => at >= left && at <= right))
    .toSorted((a, b) => a.top - b.top || a.left - b.left);
}

function mergeIssue(tab: TabKey, { top, left, bottom, right }: RawMerge): CellIssue {
  return tabIssue(tab, {
    kind: 'merged',
    row: top + 1,
    column: columnLetter(left),
    text: rangeName(top, left, bottom, right),
  });
}

function tabIssue(tab: TabKey, facts: Partial<CellIssue> & Pick<CellIssue, 'kind'>): CellIssue {
  return { tab, row: null, field: null, heading: null, column: null, key: [], text: '', ...facts };
}
