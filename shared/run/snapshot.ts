import * as z from 'zod';
import { sha256 } from '../domain/identity.ts';
import type { RawCell, RawTab, RawWorkbook } from '../sheet/raw.ts';
import { isInputTitle } from '../workbook/find-tab.ts';

/** The input tabs of one reading as text; equal content gives equal text. */
export interface Snapshot {
  readonly content: string;
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
});

/** What is kept of a reading: its input tabs without trailing blanks; output tabs and the user's other tabs are left out. */
export function takeSnapshot(raw: RawWorkbook): Snapshot {
  const tabs = raw.tabs.filter((tab) => tab.output === undefined && isInputTitle(tab.title)).map(trimmed);
  const content = JSON.stringify({ tabs });
  return { content, hash: sha256(content) };
}

/** Reads a stored snapshot back. Throws where the stored text is not a snapshot. */
export function openSnapshot(content: string, version: string): RawWorkbook {
  return { version, tabs: stored.parse(JSON.parse(content)).tabs };
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
