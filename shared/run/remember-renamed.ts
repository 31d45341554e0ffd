import * as z from 'zod';
import type { RenamedId } from '../domain/renamed-id.ts';
import type { Runs } from '../ports.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import { findTab } from '../workbook/find-tab.ts';
import { parseWorkbook } from '../workbook/parse-workbook.ts';
import { renamedIds } from '../workbook/renamed-ids.ts';
import { TABS } from '../workbook/tabs/index.ts';

/** Prefix of the notes that hold them, by 学院编号. */
export const RENAMED = 'standing/renamed/';

const stored = z.array(z.object({ tab: z.enum(['organizations', 'students']), from: z.string(), to: z.string() }));

/**
 * Keeps which ids of a college were renamed, before its new reading becomes the last one: the advice to change an id
 * back must outlive the night that saw both ids.
 * @param before the last accepted reading
 */
export async function rememberRenamed(
  runs: Pick<Runs, 'note' | 'putNote' | 'removeNote'>,
  college: string,
  before: RawWorkbook,
  now: RawWorkbook,
): Promise<void> {
  const name = `${RENAMED}${college}`;
  const text = await runs.note(name);
  const renamed = renamedIds(
    parseWorkbook(registersOf(before), 0, []),
    parseWorkbook(registersOf(now), 0, []),
    text === null ? [] : stored.parse(JSON.parse(text)),
  );
  const next = renamed.length === 0 ? null : JSON.stringify(renamed);
  if (next === text) return;
  if (next === null) await runs.removeNote(name);
  else await runs.putNote(name, next);
}

/** The two tabs that register ids, found among all tabs. */
function registersOf(raw: RawWorkbook): RawWorkbook {
  const tabs = [TABS.organizations, TABS.students].flatMap(({ title }) => findTab(raw.tabs, title) ?? []);
  return { ...raw, tabs };
}

/** The renamed ids of every college, by 学院编号, from their notes. */
export function renamedIn(notes: ReadonlyMap<string, string>): ReadonlyMap<string, readonly RenamedId[]> {
  return new Map([...notes].map(([college, value]) => [college, stored.parse(JSON.parse(value))]));
}

/** The same, after tonight's readings, which may have written some. */
export async function renamedNow(runs: Pick<Runs, 'notes'>): Promise<ReadonlyMap<string, readonly RenamedId[]>> {
  const notes = await runs.notes(RENAMED);
  return renamedIn(new Map(notes.map(({ name, value }) => [name.slice(RENAMED.length), value])));
}
