import { type OrphanNotes, type Ports, TryLater } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import type { Night } from './night.ts';

const ATTEMPTS = 8;

/**
 * Keeps what users typed beside violations that are gone, and restores it when they recur.
 * @throws TryLater when other runs keep moving the book: then nothing may be removed
 */
export async function keepNotes(
  { store }: Pick<Ports, 'store'>,
  { year }: Pick<Night, 'year'>,
  college: string,
  orphans: readonly OrphanNotes[],
): Promise<void> {
  const byId = new Map(orphans.map(({ key, notes }) => [key, notes]));
  // If another run changes the book meanwhile, the notes go into the new version.
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const book = (await store.violations.books(year)).find((candidate) => candidate.college === college);
    if (!book?.records.some(({ id }) => byId.has(id))) return;
    const records = book.records.map((record) => ({ ...record, notes: byId.get(record.id) ?? record.notes }));
    if (await store.violations.put(year, { ...book, records })) return;
  }
  throw new TryLater(runMessages.staleBooks());
}
