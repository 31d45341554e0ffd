import * as z from 'zod';
import type { ParsedWorkbook } from '../domain/parsed.ts';
import type { RenamedId } from '../domain/renamed-id.ts';
import type { Runs } from '../ports.ts';
import { renamedIds } from '../workbook/renamed-ids.ts';

const PREFIX = 'renamed/';

const stored = z.array(z.object({ tab: z.enum(['organizations', 'students']), from: z.string(), to: z.string() }));

/**
 * Keeps which ids of a college were renamed, before its new reading becomes the last one: the advice to change one back
 * must outlive the night that saw both.
 * @param before the last accepted reading
 */
export async function rememberRenamed(
  runs: Pick<Runs, 'note' | 'putNote' | 'removeNote'>,
  college: string,
  before: ParsedWorkbook,
  now: ParsedWorkbook,
): Promise<void> {
  const name = `${PREFIX}${college}`;
  const text = await runs.note(name);
  const renamed = renamedIds(before, now, text === null ? [] : stored.parse(JSON.parse(text)));
  const next = renamed.length === 0 ? null : JSON.stringify(renamed);
  if (next === text) return;
  if (next === null) await runs.removeNote(name);
  else await runs.putNote(name, next);
}

/** The renamed ids of every college, by 学院编号. */
export async function renamedOf(runs: Pick<Runs, 'notes'>): Promise<ReadonlyMap<string, readonly RenamedId[]>> {
  const notes = await runs.notes(PREFIX);
  return new Map(notes.map(({ name, value }) => [name.slice(PREFIX.length), stored.parse(JSON.parse(value))]));
}
