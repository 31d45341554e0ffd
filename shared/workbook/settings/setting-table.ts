import { unreadable } from '../../domain/cell.ts';
import type { SettingIssue } from '../../domain/settings.ts';
import type { RawCell, RawWorkbook } from '../../sheet/raw.ts';
import type { SettingSpec } from '../column.ts';
import { findHeadings, findTab, type HeadingRow } from '../find-tab.ts';
import { shownText } from '../grid.ts';
import { type CellState, type RowReading, readRow } from '../read-row.ts';
import { keyOfCells } from '../row-key.ts';
import { type Fields, planTable, type TablePlan } from '../table-plan.ts';
import {
  faultWords,
  missingHeadingWords,
  missingTabWords,
  repeatedHeadingWords,
  rowNumberWords,
  type Words,
} from '../tabs/setting-messages.ts';

/** One row of a tab of the school workbook. */
export interface SettingRow<Cells> {
  /** Row number as the sheet shows it. */
  readonly row: number;
  readonly cells: Cells;
  readonly key: readonly string[];
  /** The row as messages call it. */
  readonly who: string;
  /** The faults of its single cells. */
  readonly issues: readonly SettingIssue[];
  /** Column letter; `null` if the heading is missing. */
  column(field: keyof Cells & string): string | null;
  /** The cell as stored; `null` if blank. */
  raw(field: keyof Cells & string): RawCell;
  /** Content of a cell, for messages. */
  text(field: keyof Cells & string): string;
  /** An issue at a cell of the row. */
  issue(field: keyof Cells & string, words: Words): SettingIssue;
}

/** A tab of the school workbook after reading. */
export interface SettingTable<Cells> {
  readonly present: boolean;
  /** What is wrong with the tab and its headings. */
  readonly issues: readonly SettingIssue[];
  readonly rows: readonly SettingRow<Cells>[];
  /** Column letter of a heading; `null` if it is missing. */
  column(field: keyof Cells & string): string | null;
}

/** Reads a tab of the school workbook: every row with any content, including faulty ones. */
export function readSettings<Cells>(spec: SettingSpec<Cells>, workbook: RawWorkbook): SettingTable<Cells> {
  const raw = findTab(workbook.tabs, spec.title);
  const headings = findHeadings(raw?.rows ?? [], spec.columns);
  const plan = planTable(spec, headings);
  const column = (field: string): string | null =>
    plan.columns.find((planned) => planned.field === field)?.letter ?? null;
  if (!raw) {
    const issues = spec.required ? [tabIssue(spec.title, [spec.title], missingTabWords(spec.title))] : [];
    return { present: false, issues, rows: [], column };
  }
  const issues = headingIssues(spec.title, plan, headings);
  if (headings.row < 0) return { present: true, issues, rows: [], column };
  const rows = raw.rows.slice(headings.row + 1).flatMap((cells, index) => {
    const reading = readRow(plan, cells, undefined, (values) => fieldsOf(plan, values));
    return reading.content === 'nothing' ? [] : [settingRow(spec, plan, reading, headings.row + 2 + index)];
  });
  return { present: true, issues, rows, column };
}

function headingIssues(title: string, plan: TablePlan, headings: HeadingRow): readonly SettingIssue[] {
  return plan.columns.flatMap(({ field, heading }) => [
    ...(headings.missing.includes(field) ? [tabIssue(title, [heading], missingHeadingWords(title, heading))] : []),
    ...headings.repeated
      .filter((repeated) => repeated.field === field)
      .map(({ column, text }) => ({
        ...tabIssue(title, [heading], repeatedHeadingWords(title, heading, column)),
        text,
      })),
  ]);
}

/** An issue of a whole tab. */
export function tabIssue(tab: string, key: readonly string[], words: Words): SettingIssue {
  return { tab, row: null, column: null, key, text: '', inForce: '', ...words };
}

function fieldsOf(plan: TablePlan, values: readonly unknown[]): Fields {
  return Object.fromEntries(plan.columns.map(({ field, index }) => [field, values[index]]));
}

function settingRow<Cells>(
  spec: SettingSpec<Cells>,
  plan: TablePlan,
  reading: RowReading,
  row: number,
): SettingRow<Cells> {
  const states = new Map(reading.cells.map((state) => [state.column.field, state]));
  const key = keyOfCells([spec.rowKey], reading.cells);
  const isNamed = spec.rowKey.every((field) => isKnown(states.get(field)));
  const who = isNamed ? spec.who(key) : rowNumberWords(row);
  const text = (field: string): string => shownText(states.get(field)?.text ?? '');
  const column = (field: string): string | null => states.get(field)?.column.letter ?? null;
  const issue = (field: string, words: Words): SettingIssue => ({
    tab: spec.title,
    row,
    column: column(field),
    key,
    text: text(field),
    inForce: spec.inForce,
    ...words,
  });
  const kinds = new Map(plan.columns.map(({ field, type }) => [field, type.kind]));
  const issues = reading.faults.map((fault) => {
    const words = faultWords(who, kinds.get(fault.field ?? '') ?? 'text', fault);
    return { ...issue(fault.field ?? '', words), text: fault.text };
  });
  const raw = (field: string): RawCell => states.get(field)?.cell ?? null;
  return { row, cells: reading.row as Cells, key, who, issues, column, raw, text, issue };
}

function isKnown(state: CellState | undefined): boolean {
  return state !== undefined && state.value !== null && state.value !== unreadable;
}
