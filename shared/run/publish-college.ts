import { type Ports, type PublishOutcome, Refused, SCHOOL_HEAD, StaleReading } from '../ports.ts';
import { withWorkbooks } from '../report/overview-tab.ts';
import { runMessages } from '../report/run-messages.ts';
import { keepNotes } from './keep-notes.ts';
import type { Night } from './plan-night.ts';
import { openImage, type StoredImage } from './stored-image.ts';

/**
 * Step 4 in the cloud: writes one workbook as the assessment has drawn it. A repetition finds nothing left to write.
 * @param college 学院编号, or `null` for the school workbook
 * @param errors what went wrong tonight, by 学院编号; the school workbook lists it
 * @returns `null` where nothing is to be written
 * @throws Refused when the image is kept no more or was drawn by another version of the software; StaleReading, before the
 *   school workbook is written, when somebody's later reading may have been published and then overwritten; whatever the
 *   workbook's adapter throws
 */
export async function publishKept(
  ports: Ports,
  night: Night,
  college: string | null,
  errors: ReadonlyMap<string, string>,
): Promise<PublishOutcome | null> {
  const text = await ports.store.images.image(night.runId, college ?? '');
  if (text === null) throw new Refused(runMessages.imageGone());
  const stored = openImage(text);
  if (stored === null) throw new Refused(runMessages.imageForeign());
  if (stored.image === null) return null;
  if (college === null) {
    await refuseOvertaken(ports, stored);
    return ports.workbooks.publish(stored.workbook, completed(stored, errors));
  }
  return ports.workbooks.publish(stored.workbook, stored.image, (notes) => keepNotes(ports, night, college, notes));
}

async function refuseOvertaken({ store }: Ports, { colleges, reading }: StoredImage): Promise<void> {
  const heads = new Map((await store.snapshots.heads()).map((head) => [head.college, head]));
  const ids = [SCHOOL_HEAD, ...colleges.map(([id]) => id)];
  const now = ids.reduce((sum, id) => sum + (heads.get(id)?.changes ?? 0), 0);
  if (now > reading) throw new StaleReading(runMessages.overtaken());
}

function completed(
  { image, colleges }: StoredImage,
  errors: ReadonlyMap<string, string>,
): NonNullable<StoredImage['image']> {
  const lines = colleges.map(([id, name]) => [name, errors.get(id) ?? null] as const);
  const { tabs, notes } = image ?? { tabs: [], notes: null };
  return { tabs: tabs.map((tab) => (tab.key === 'schoolOverview' ? withWorkbooks(tab, lines) : tab)), notes };
}
