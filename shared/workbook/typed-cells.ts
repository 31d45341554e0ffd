import { type CalendarDay, parseIsoDay } from '../domain/calendar.ts';
import { TYPED_COLUMNS, YesNo } from '../domain/vocabulary.ts';
import type { RawCell, RawTab, RawWorkbook } from '../sheet/raw.ts';
import { readDate } from './date-text.ts';
import { textOf } from './grid.ts';
import { foldWord } from './normalize.ts';

/**
 * What people type into their own columns of the software's tabs and what takes effect: 整改期限 in 问题清单, 停用 in
 * 规则一览. It is found by its headings, wherever they are, and kept with the snapshot of the workbook.
 */

/** Key of the tab -> pairs of row key and cell, in the order of the keys. */
export type TypedCells = Readonly<Record<string, readonly (readonly [key: string, cell: RawCell])[]>>;

/** Rows from the top that are searched for the headings. */
const HEADING_ROWS = 40;

/** Whether people type something into this output tab that is read back. */
export function isTypedInto(output: string): boolean {
  return output in TYPED_COLUMNS;
}

export function typedCells({ tabs }: Pick<RawWorkbook, 'tabs'>): TypedCells {
  return Object.fromEntries(
    Object.entries(TYPED_COLUMNS).flatMap(([output, columns]) => {
      const tab = tabs.find((candidate) => candidate.output === output);
      const typed = tab ? typedIn(tab, columns) : [];
      return typed.length === 0 ? [] : [[output, typed]];
    }),
  );
}

/** The tabs of a snapshot that hold typed cells, reduced to the two columns. */
export function typedTabs(typed: TypedCells): readonly RawTab[] {
  return Object.entries(typed).map(([output, cells]) => {
    const { key, typed: heading } = TYPED_COLUMNS[output as keyof typeof TYPED_COLUMNS];
    return { title: output, output, merges: [], rows: [[key, heading], ...cells] };
  });
}

function typedIn({ rows }: RawTab, { key, typed }: { readonly key: string; readonly typed: string }) {
  const headings = rows.slice(0, HEADING_ROWS).findIndex((row) => row.includes(key) && row.includes(typed));
  if (headings < 0) return [];
  const [keyAt, typedAt] = [rows[headings]?.indexOf(key) ?? -1, rows[headings]?.indexOf(typed) ?? -1];
  return rows
    .slice(headings + 1)
    .flatMap((row): (readonly [string, RawCell])[] => {
      const cell = row[typedAt] ?? null;
      const id = row[keyAt];
      return typeof id !== 'string' || id === '' || textOf(cell) === '' ? [] : [[id, cell]];
    })
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** 整改期限 by 问题编号; a text that is not a date sets none. */
export function deadlinesOf(raw: Pick<RawWorkbook, 'tabs'>): ReadonlyMap<string, CalendarDay> {
  return new Map(
    (typedCells(raw).violations ?? []).flatMap(([id, cell]) => {
      const reading =
        typeof cell === 'string' && parseIsoDay(cell) !== null ? { day: parseIsoDay(cell) ?? 0 } : readDate(cell);
      return 'day' in reading ? [[id, reading.day]] : [];
    }),
  );
}

/** Rules that 规则一览 switches off. */
export function rulesOff(raw: Pick<RawWorkbook, 'tabs'>): readonly string[] {
  return (typedCells(raw).ruleList ?? []).flatMap(([id, cell]) => (OFF.has(foldWord(textOf(cell))) ? [id] : []));
}

const OFF: ReadonlySet<string> = new Set([TYPED_COLUMNS.ruleList.typed, YesNo.yes, '√', '✓', 'Y', 'y', '1']);
