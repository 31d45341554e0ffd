import * as z from 'zod';
import type { RenamedId } from '../domain/renamed-id.ts';
import type { Runs, ViolationBook } from '../ports.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import { parseWorkbook } from '../workbook/parse-workbook.ts';
import { renamedIds } from '../workbook/renamed-ids.ts';

/** Prefix of the notes that hold them, by 学院编号. */
const PREFIX = 'standing/renamed/';

/** The rule whose advice names them. */
const DANGLING_RULE = 'DAT-07';

const stored = z.array(z.object({ tab: z.enum(['organizations', 'students']), from: z.string(), to: z.string() }));

/**
 * Keeps which ids of a college were renamed, before its new reading becomes the last one: the advice to change one back
 * must outlive the night that saw both.
 * @param before the last accepted reading
 */
export async function rememberRenamed(
  runs: Pick<Runs, 'note' | 'putNote' | 'removeNote'>,
  college: string,
  before: RawWorkbook,
  now: RawWorkbook,
): Promise<void> {
  const name = `${PREFIX}${college}`;
  const text = await runs.note(name);
  const renamed = renamedIds(
    parseWorkbook(before, 0, []),
    parseWorkbook(now, 0, []),
    text === null ? [] : stored.parse(JSON.parse(text)),
  );
  const next = renamed.length === 0 ? null : JSON.stringify(renamed);
  if (next === text) return;
  if (next === null) await runs.removeNote(name);
  else await runs.putNote(name, next);
}

/**
 * The renamed ids of every college, by 学院编号. They serve advice on ids that name nobody: not asked for on a night that
 * neither has such a violation open nor has read anything new.
 */
export async function renamedOf(
  runs: Pick<Runs, 'notes'>,
  books: readonly ViolationBook[],
  readings: readonly { readonly changed: boolean }[],
): Promise<ReadonlyMap<string, readonly RenamedId[]>> {
  const isOpen = books.some(({ records }) =>
    records.some(({ rule, fixedOn }) => rule === DANGLING_RULE && fixedOn === null),
  );
  if (!isOpen && !readings.some(({ changed }) => changed)) return new Map();
  const notes = await runs.notes(PREFIX);
  return new Map(notes.map(({ name, value }) => [name.slice(PREFIX.length), stored.parse(JSON.parse(value))]));
}
