import { type KeepNotes, type Ports, type PublishOutcome, Refused, SCHOOL_HEAD } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import { SCHOOL_OVERVIEW, withStatuses } from '../report/school-overview-tab.ts';
import type { WorkbookImage } from '../sheet/image.ts';
import { noteAsLeft } from './as-left.ts';
import { keepNotes } from './keep-notes.ts';
import { imagePrint, type Knowing, knownAfter, noteKnown, shownIn } from './known-workbooks.ts';
import type { Night } from './night.ts';
import { LAST_RANKING, type Ranking } from './ranking-release.ts';
import { type ReadingOrder, refuseOvertaken } from './reading-order.ts';
import { openImage, type StoredImage } from './stored-image.ts';

/**
 * Step 5 of the walk: writes the image of a college into its workbook. A repetition finds nothing left to write.
 * @param knowing what is known of the workbook's file, which may make a comparison unnecessary; `null` if nothing is
 *   noted
 * @returns `null` if there is nothing to write
 * @throws whatever the workbook's adapter throws
 */
export async function publishCollege(
  ports: Ports,
  night: Night,
  college: string,
  drawing: StoredImage,
  knowing: Knowing | null = null,
): Promise<PublishOutcome | null> {
  if (drawing.image === null) return null;
  return written(ports, night, { ...drawing, image: drawing.image }, knowing, (notes) =>
    keepNotes(ports, night, college, notes),
  );
}

/**
 * The same for the school workbook, which is written last.
 * @param errors what went wrong tonight, by 学院编号; 概览 lists it
 */
export async function publishSchool(
  ports: Ports,
  night: Night,
  drawing: StoredImage,
  errors: ReadonlyMap<string, string>,
  knowing: Knowing | null = null,
): Promise<PublishOutcome | null> {
  const { image, colleges } = drawing;
  if (image === null) return null;
  return written(ports, night, { ...drawing, image: completed(image, colleges, errors) }, knowing);
}

/** Writes an image, and notes the resulting state of the workbook. */
async function written(
  ports: Ports,
  night: Night,
  { workbook, image, judged }: Pick<StoredImage, 'workbook' | 'judged'> & { readonly image: WorkbookImage },
  knowing: Knowing | null,
  keep?: KeepNotes,
): Promise<PublishOutcome> {
  const { workbooks, store } = ports;
  const showing = knowing && { workbook, ruleSet: knowing.ruleSet, print: imagePrint(image) };
  const outcome = await workbooks.publish(workbook, image, keep, showing ? shownIn(knowing, showing) : undefined);
  await left(ports, night, { workbook, judged }, outcome);
  if (showing && judged) await noteKnown(store.runs, knowing, knownAfter(outcome, showing, judged, knowing));
  return outcome;
}

/** A night that writes nothing notes nothing; a change that needed no writing was still judged. */
async function left(
  { store }: Pick<Ports, 'store'>,
  { trigger }: Pick<Night, 'trigger'>,
  { workbook, judged }: Pick<StoredImage, 'workbook' | 'judged'>,
  outcome: PublishOutcome,
): Promise<void> {
  const isForChange = trigger === 'webhook' || trigger === 'watch';
  if (outcome.status === 'written' || isForChange) await noteAsLeft(store.runs, workbook, outcome, judged);
}

/**
 * Fetches an image that another step drew, to write it.
 * @param college 学院编号, or `null` for the school workbook
 * @throws Refused when the image is no longer kept or was drawn by another version of the software; StaleReading, for
 *   the school workbook, when a later reading has been accepted since it was drawn
 */
export async function keptDrawing(
  { store }: Pick<Ports, 'store'>,
  { runId }: Pick<Night, 'runId'>,
  college: string | null,
): Promise<StoredImage> {
  const text = await store.images.image(runId, college ?? SCHOOL_HEAD);
  if (text === null) throw new Refused(runMessages.imageGone());
  const stored = openImage(text);
  if (stored === null) throw new Refused(runMessages.imageForeign());
  if (college === null && stored.image !== null) await refuseOvertaken({ store }, orderOfDrawing(stored));
  return stored;
}

/** The reading that the school workbook was drawn from. */
export function orderOfDrawing({ colleges, reading }: StoredImage): ReadingOrder {
  return { colleges: colleges.map(([id]) => id), reading };
}

/**
 * The end of a night in which something was written.
 * @throws StaleReading when a run with a newer reading may have written its results before this run wrote older ones
 *   over them
 */
export async function finishNight(
  ports: Pick<Ports, 'store'>,
  { asOf }: Pick<Night, 'asOf'>,
  { isFirst }: Ranking,
  order: ReadingOrder,
): Promise<void> {
  // Noted afterwards: the run after a night that died shows the rankings again.
  if (isFirst) await ports.store.runs.putNote(LAST_RANKING, String(asOf));
  await refuseOvertaken(ports, order);
}

function completed(
  { tabs, notes }: WorkbookImage,
  colleges: StoredImage['colleges'],
  errors: ReadonlyMap<string, string>,
): WorkbookImage {
  const statuses = new Map(
    colleges.flatMap(([id, name]) => {
      const error = errors.get(id);
      return error === undefined ? [] : [[name, error] as const];
    }),
  );
  return { tabs: tabs.map((tab) => (tab.key === SCHOOL_OVERVIEW ? withStatuses(tab, statuses) : tab)), notes };
}
