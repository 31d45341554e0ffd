import * as z from 'zod';
import { canonicalJson, sha256 } from '../domain/identity.ts';
import { type KeepNotes, type PublishOutcome, Refused, type Store, type Workbooks } from '../ports.ts';
import type { ImageCell, WorkbookImage } from '../sheet/image.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import { labelOf } from './file-label.ts';
import { openSnapshot, takeSnapshot } from './snapshot.ts';

/** What the last run that read or wrote a workbook's file knew of it. */
const knownFile = z.object({
  /** This state's name in `Workbooks.versions`. */
  label: z.string(),
  /** Hash of the snapshot of its input tabs. */
  snapshot: z.string(),
  /** Hash of the image in it, without values that are no reason to write. */
  image: z.string(),
});
type KnownFile = z.output<typeof knownFile>;

const FILES = 'file/';
/** Milliseconds for which one listing serves the readings of a run. */
const LISTING_SERVES = 10_000;

/** A workbook as read in this run. */
interface ReadState {
  readonly label: string | null;
  readonly snapshot: string;
}

/**
 * Workbooks of a place whose versions are reliable (a campus disk, a bucket). A file unchanged since it was last read
 * is not read again: its input tabs come from the snapshot in the store. If it would show the same, it is not opened
 * for writing either. One listing covers all of them.
 * @param now milliseconds since any fixed time
 */
export function rememberedWorkbooks(
  workbooks: Workbooks,
  store: Pick<Store, 'runs' | 'snapshots'>,
  now: () => number,
): Workbooks {
  const { versions } = workbooks;
  if (versions === undefined) return workbooks;
  const seen = new Map<string, ReadState>();
  let listing: { readonly at: number; readonly known: Promise<Listing> } | null = null;
  const list = (): Promise<Listing> => {
    if (listing === null || now() - listing.at > LISTING_SERVES)
      listing = { at: now(), known: listed(versions, store) };
    return listing.known;
  };
  return {
    ...workbooks,
    async read(id, wants): Promise<RawWorkbook> {
      const { known, current } = await list();
      const file = known.get(id);
      if (file !== undefined && file.label === labelOf(current, id)) {
        const stored = await contentOf(store, file.snapshot);
        if (stored !== null) {
          seen.set(id, file);
          return openSnapshot(stored, file.label);
        }
      }
      const raw = await workbooks.read(id, wants);
      // A file without a label has the hash of its bytes as version, which no listing contains.
      const label = raw.version === labelOf(current, id) ? raw.version : null;
      seen.set(id, { label, snapshot: takeSnapshot(raw).hash });
      return raw;
    },
    async publish(id, image, keep?: KeepNotes): Promise<PublishOutcome> {
      // At any age: the write succeeds only if the file is unchanged since it was read.
      const { known, current } = await (listing?.known ?? list());
      const file = known.get(id);
      const read = seen.get(id);
      const shown = sha256(canonicalJson(withoutVolatile(image)));
      // In the cloud another process has read it.
      const label = read === undefined ? labelOf(current, id) : read.label;
      if (file !== undefined && label === file.label && file.image === shown)
        return {
          status: 'unchanged',
          version: file.label,
          plannedFrom: file.label,
          orphanNotes: [],
          requests: { read: 0, write: 0 },
        };
      // Whether or not this write succeeds, what was known is no longer true.
      known.delete(id);
      const outcome = await workbooks.publish(id, image, keep);
      const next = stateAfter(read ?? plannedState(outcome), outcome, shown);
      if (next === null) return outcome;
      known.set(id, next);
      await store.runs.putNote(FILES + id, JSON.stringify(next));
      return outcome;
    },
  };
}

interface Listing {
  readonly known: Map<string, KnownFile>;
  readonly current: ReadonlyMap<string, string>;
}

async function listed(versions: NonNullable<Workbooks['versions']>, { runs }: Pick<Store, 'runs'>): Promise<Listing> {
  const [notes, current] = await Promise.all([runs.notes(FILES), versions()]);
  const known = notes.flatMap(({ name, value }): [string, KnownFile][] => {
    const file = knownFile.safeParse(JSON.parse(value)).data;
    return file === undefined ? [] : [[name.slice(FILES.length), file]];
  });
  return { known: new Map(known), current };
}

/** The state that a write was planned from, if this process had not read it before. */
function plannedState({ plannedFrom, reading }: PublishOutcome): ReadState | undefined {
  if (plannedFrom === undefined || reading === undefined) return undefined;
  return { label: plannedFrom, snapshot: takeSnapshot(reading()).hash };
}

async function contentOf({ snapshots }: Pick<Store, 'snapshots'>, hash: string): Promise<string | null> {
  try {
    return await snapshots.content(hash);
  } catch (error) {
    // Forgotten meanwhile: then the file is read.
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** What is known after publishing; only if the write was planned from the very reading that the snapshot holds. */
function stateAfter(
  read: ReadState | undefined,
  { status, label, plannedFrom }: PublishOutcome,
  image: string,
): KnownFile | null {
  if (read === undefined || read.label === null || plannedFrom !== read.label) return null;
  const now = status === 'written' ? label : status === 'unchanged' ? read.label : undefined;
  return now === undefined ? null : { label: now, snapshot: read.snapshot, image };
}

/** The image without the values that are no reason to write. */
function withoutVolatile({ tabs, notes }: WorkbookImage): unknown {
  const bare = (cell: ImageCell): ImageCell =>
    cell !== null && typeof cell === 'object' && cell.volatile === true ? null : cell;
  return {
    notes,
    tabs: tabs.map((tab) => ({
      ...tab,
      banner: tab.banner.map((row) => ({ ...row, cells: row.cells.map(bare) })),
      rows: tab.rows.map((row) => ({ ...row, cells: row.cells.map(bare) })),
    })),
  };
}
