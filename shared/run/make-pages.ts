import type { CalendarDay } from '../domain/calendar.ts';
import type { Page } from '../pages/frame.ts';
import { pagesAlone } from '../pages/pages.ts';
import type { PageBucket, Ports } from '../ports.ts';
import {
  DROPPED_AFTER,
  type KeptPages,
  keptPage,
  keptPagesIn,
  keptPagesText,
  LIST_KEY,
  PAGES_PREFIX,
} from './page-list.ts';
import { storedPagesInput } from './stored-pages.ts';

/** Days after which a page that says nothing new is written again, long before the bucket drops it. */
const RENEWED_AFTER = DROPPED_AFTER / 2;

/** Whether a page has to be put: it is new, says something new, or would end before long. */
function isPageDue({ file, hash }: Page, kept: KeptPages, today: CalendarDay): boolean {
  const known = keptPage(kept, file);
  return known === null || known.hash !== hash || today - known.day >= RENEWED_AFTER;
}

/** What became of the pages. */
export interface MadePages {
  readonly pages: number;
  /** Those that were put: new, changed, or about to end. */
  readonly written: number;
}

/**
 * Puts the pages of the last check into their bucket, those that say something new. Reads the store only.
 * @param open what a run of that day and year is told
 */
export async function makePages(
  { store, bucket }: Pick<Ports, 'store'> & { readonly bucket: PageBucket },
  open: Parameters<typeof storedPagesInput>[1],
  today: CalendarDay,
): Promise<MadePages> {
  // Before the first night there is nothing to show.
  if ((await store.runs.recent(1)).length === 0) return { pages: 0, written: 0 };
  const input = await storedPagesInput({ store }, open, { asOf: null, year: null });
  const kept = keptPagesIn(await bucket.read(LIST_KEY));
  const now = new Map<string, KeptPages[string]>();
  let count = 0;
  for (const page of pagesAlone(input)) {
    const known = isPageDue(page, kept, today) ? undefined : kept[page.file];
    if (known === undefined) {
      await bucket.put(keyOf(page), page.text, 'text/html; charset=utf-8');
      count++;
    }
    now.set(page.file, known ?? { hash: page.hash, day: today });
  }
  const list = keptPagesText(now);
  // Last, so that a page is never taken for written that was not.
  if (list !== keptPagesText(new Map(Object.entries(kept)))) await bucket.put(LIST_KEY, list, 'application/json');
  return { pages: now.size, written: count };
}

function keyOf({ file }: Page): string {
  return `${PAGES_PREFIX}${file}`;
}
