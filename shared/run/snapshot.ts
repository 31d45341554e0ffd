import * as z from 'zod';
import { sha256 } from '../domain/identity.ts';
import type { RawCell, RawTab, RawWorkbook } from '../sheet/raw.ts';
import { isInputTitle } from '../workbook/find-tab.ts';

/** One reading as text. */
export interface Snapshot {
  readonly content: string;
  /** Of its input tabs: what else is in the workbook is the user's own affair, and no change of the reading. */
  readonly hash: string;
}

const rawCell: z.ZodType<RawCell> = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.object({ error: z.string(), uncalculated: z.exactOptional(z.literal(true)) }),
]);
const stored = z.object({
  tabs: z.array(
    z.object({
      title: z.string(),
      rows: z.array(z.array(rawCell)),
      merges: z.array(z.object({ top: z.number(), left: z.number(), bottom: z.number(), right: z.number() })),
    }),
  ),
  /** Titles of the tabs that nothing is read from; left out where there are none. */
  others: z.array(z.string()).optional(),
});

/**
 * What is kept of a reading: its input tabs without trailing blanks, and the titles of the user's other tabs, so that 概览
 * can say what was not read. Output tabs are left out.
 */
export function takeSnapshot(raw: RawWorkbook): Snapshot {
  const own = raw.tabs.filter((tab) => tab.output === undefined);
  const tabs = own.filter(({ title }) => isInputTitle(title)).map(trimmed);
  const others = own.filter(({ title }) => !isInputTitle(title)).map(({ title }) => title);
  const hash = sha256(JSON.stringify({ tabs }));
  return { content: JSON.stringify({ tabs, ...(others.length > 0 && { others }) }), hash };
}

/** Reads a stored snapshot back. Throws where the stored text is not a snapshot. */
export function openSnapshot(content: string, version: string): RawWorkbook {
  const { tabs, others = [] } = stored.parse(JSON.parse(content));
  return { version, tabs: [...tabs, ...others.map((title) => ({ title, rows: [], merges: [] }))] };
}

/** The tabs of a workbook that something is read from. */
export function inputTabsOf({ tabs }: Pick<RawWorkbook, 'tabs'>): Pick<RawWorkbook, 'tabs'> {
  return { tabs: tabs.filter(({ output, title }) => output === undefined && isInputTitle(title)) };
}

function trimmed({ title, rows, merges }: RawTab): Pick<RawTab, 'title' | 'rows' | 'merges'> {
  let last = rows.length;
  while (last > 0 && isBlankRow(rows[last - 1] ?? [])) last--;
  return { title, rows: rows.slice(0, last).map(withoutTrailingBlanks), merges };
}

function withoutTrailingBlanks(row: readonly RawCell[]): readonly RawCell[] {
  let last = row.length;
  while (last > 0 && (row[last - 1] ?? '') === '') last--;
  return last === row.length ? row : row.slice(0, last);
}

function isBlankRow(row: readonly RawCell[]): boolean {
  return row.every((cell) => cell === null || cell === undefined || cell === '');
}
