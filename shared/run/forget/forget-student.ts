import * as z from 'zod';
import { PSEUDONYM } from '../../domain/vocabulary.ts';
import { type Store, type StoredText, type StoredTexts, TryLater } from '../../ports.ts';
import { runMessages } from '../../report/run-messages.ts';
import { CURRENT_SCHEMA, readManifest } from '../../year/manifest.ts';
import {
  movedKeys,
  namesIn,
  placesOf,
  type Replacement,
  replacedBook,
  replacedSnapshot,
  replacedText,
} from './replace-person.ts';

/** Number of texts of each kind in which the student was replaced. */
export interface Forgotten {
  readonly snapshots: number;
  readonly seals: number;
  readonly books: number;
  readonly ledger: number;
  readonly others: number;
  /**
   * How many of them are seals of earlier versions: their manifests name the student, and the stored manifest now
   * differs from the published one.
   */
  readonly oldSeals?: number;
}

/** A workbook whose last reading still names a student, with the cells. */
export interface StandingPlace {
  readonly workbook: string;
  readonly cells: readonly string[];
}

/** Prefix of all notes about forgetting. */
export const FORGETTING = 'forget/';
/** Prefix of the notes that record what was forgotten; they are kept forever. */
export const FORGOTTEN = 'forget/done/';
/** Exists until nothing names the student any more: a repetition uses the same pseudonym. */
const UNDER_WAY = 'forget/under-way/';
/** Another run may still write what it read earlier. */
const PASSES = 5;

const underWay = z.object({ student: z.string(), names: z.array(z.string()) });
const manifestIn = z.object({ manifest: z.string() });
const account = z.looseObject({ rewritten: z.exactOptional(z.int()) });
const head = z.object({ workbook: z.string(), hash: z.string() });
export const forgottenNote = z.object({
  at: z.string(),
  reason: z.string().nullable(),
  counts: z.object({
    snapshots: z.int(),
    seals: z.int(),
    books: z.int(),
    ledger: z.int(),
    others: z.int(),
    oldSeals: z.exactOptional(z.int()),
  }),
});

/** Cells of last readings that name a student: while there are any, the next night would bring the student back. */
export async function standingPlaces(
  { texts }: Pick<Store, 'texts'>,
  student: string,
): Promise<readonly StandingPlace[]> {
  const all = await texts.all();
  const snapshots = new Map(all.flatMap(({ kind, name, text }) => (kind === 'snapshot' ? [[name, text]] : [])));
  return all
    .filter(({ kind }) => kind === 'head')
    .flatMap(({ text }) => {
      const { workbook, hash } = head.parse(JSON.parse(text));
      const snapshot = snapshots.get(hash);
      const cells = snapshot === undefined ? [] : placesOf(snapshot, student);
      return cells.length === 0 ? [] : [{ workbook, cells }];
    });
}

/**
 * Replaces a student with a pseudonym everywhere in the store: the number, and the name beside it. Sums, counts and
 * hashes stay. After a crash in the middle, the same call continues with the same pseudonym; if nothing names the
 * student, nothing is written and the result is `null`.
 * @param mark makes the student's pseudonym unique: letters and digits that nobody can guess
 */
export async function forgetStudent(
  { texts, runs }: Pick<Store, 'texts' | 'runs'>,
  student: string,
  { at, reason, mark }: { readonly at: string; readonly reason: string | null; readonly mark: string },
): Promise<Forgotten | null> {
  const all = await texts.all();
  const known = (await runs.notes(UNDER_WAY))
    .map(({ name, value }) => ({ name, ...underWay.parse(JSON.parse(value)) }))
    .find((one) => one.student === student);
  const found = all.flatMap(({ kind, text }) => (kind === 'snapshot' ? namesIn(text, student) : []));
  const names = [...new Set([...(known?.names ?? []), ...found])];
  const note = known?.name ?? `${UNDER_WAY}${PSEUDONYM}${mark}`;
  const replacement: Replacement = { student, names, pseudonym: note.slice(UNDER_WAY.length) };
  if (known === undefined && changesIn(all, replacement).length === 0) {
    // A run that died just before its end did not do this.
    await texts.wipe();
    return null;
  }
  await runs.putNote(note, JSON.stringify({ student, names }));
  await markAccounts(texts, all);
  const counts = await replaceAll(texts, replacement);
  await runs.putNote(FORGOTTEN + replacement.pseudonym, JSON.stringify({ at, reason, counts }));
  await runs.removeNote(note);
  await texts.wipe();
  return counts;
}

/**
 * Increments a mark of every account that a night may move. A run that read an account, or rows of a workbook, before
 * somebody was forgotten would book the old titles again; the mark makes it read once more instead. Whatever it booked
 * before its account was marked is found by the replacing, which comes after.
 */
async function markAccounts(texts: StoredTexts, first: readonly StoredText[]): Promise<void> {
  const done = new Set<string>();
  for (let pass = 0, all = first; pass < PASSES; pass++, all = await texts.all()) {
    const sealed = new Set(all.flatMap(({ kind, year }) => (kind === 'seal' ? [year] : [])));
    const open = all.filter(
      ({ kind, year, name }) => kind === 'balance' && !sealed.has(year) && !done.has(`${year} ${name}`),
    );
    if (open.length === 0) return;
    for (const stored of open) {
      const balance = account.parse(JSON.parse(stored.text));
      const text = JSON.stringify({ ...balance, rewritten: (balance.rewritten ?? 0) + 1 });
      if (await texts.replace(stored, text)) done.add(`${stored.year} ${stored.name}`);
    }
  }
  throw new TryLater(runMessages.staleBooks());
}

async function replaceAll(texts: StoredTexts, replacement: Replacement): Promise<Forgotten> {
  const counts = { snapshots: 0, seals: 0, books: 0, ledger: 0, others: 0 };
  let oldSeals = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const changes = changesIn(await texts.all(), replacement);
    if (changes.length === 0) return oldSeals === 0 ? counts : { ...counts, oldSeals };
    for (const { stored, text } of changes) {
      if (!(await texts.replace(stored, text))) continue;
      counts[COUNTED[stored.kind]]++;
      if (
        stored.kind === 'seal' &&
        readManifest(manifestIn.parse(JSON.parse(text)).manifest).content.schema !== CURRENT_SCHEMA
      )
        oldSeals++;
    }
  }
  throw new TryLater(runMessages.staleBooks());
}

const COUNTED: Readonly<Record<StoredText['kind'], Exclude<keyof Forgotten, 'oldSeals'>>> = {
  snapshot: 'snapshots',
  book: 'books',
  seal: 'seals',
  ledger: 'ledger',
  balance: 'ledger',
  head: 'others',
  image: 'others',
  note: 'others',
  left: 'others',
  other: 'others',
};

/**
 * What is written, in this order: seals, books, snapshots. After a crash, the new seals and books can still be derived
 * from the snapshots.
 */
function changesIn(
  all: readonly StoredText[],
  replacement: Replacement,
): readonly { readonly stored: StoredText; readonly text: string }[] {
  const books = all.filter(({ kind }) => kind === 'book');
  const snapshots = all.filter(({ kind }) => kind === 'snapshot');
  const keys = new Map(snapshots.flatMap(({ text }) => [...movedKeys(text, replacement)]));
  const prints = books.flatMap(({ text }) => [...replacedBook(text, replacement, keys).prints]);
  const moved = new Map([...keys, ...prints]);
  const others = all.filter(({ kind }) => kind !== 'book' && kind !== 'snapshot');
  return [...others, ...books, ...snapshots].flatMap((stored) => {
    const text = replaced(stored, replacement, moved);
    return text === stored.text ? [] : [{ stored, text }];
  });
}

function replaced({ kind, name, text }: StoredText, replacement: Replacement, moved: ReadonlyMap<string, string>) {
  if (kind === 'snapshot') return replacedSnapshot(text, replacement);
  if (kind === 'book') return replacedBook(text, replacement, moved).text;
  if (kind === 'note' && name.startsWith(UNDER_WAY)) return text;
  // Pictures and sentences of digests are soon made anew: there, a name is replaced even without a number beside it.
  const mayNameAlone = kind === 'image' || (kind === 'note' && name.startsWith('digest/'));
  return replacedText(text, replacement, moved, mayNameAlone);
}
