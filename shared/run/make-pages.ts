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

/** Days after which an unchanged page is written again, long before the bucket drops it. */
const RENEWED_AFTER = DROPPED_AFTER / 2;

/** Whether to write a page: it is new, has changed, or will soon be dropped. */
function isPageDue({ file, hash }: Page, kept: KeptPages, today: CalendarDay): boolean {
  const known = keptPage(kept, file);
  return known === null || known.hash !== hash || today - known.day >= RENEWED_AFTER;
}

/** The result of writing the pages. */
export interface MadePages {
  readonly pages: number;
  /** Number of pages put: new, changed, or about to be dropped. */
  readonly written: number;
}

/**
 * Writes the pages of the last check that have changed to their bucket. Reads only the store.
 * @param open makes the input of a run for that day and year
 */
export async function makePages(
  { store, bucket }: Pick<Ports, 'store'> & { readonly bucket: PageBucket },
  open: Parameters<typeof storedPagesInput>[1],
  today: CalendarDay,
): Promise<MadePages> {
  // There is nothing to show before the first night.
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
  // Written last: no page counts as written before it is.
  if (list !== keptPagesText(new Map(Object.entries(kept)))) await bucket.put(LIST_KEY, list, 'application/json');
  return { pages: now.size, written: count };
}

function keyOf({ file }: Page): string {
  return `${PAGES_PREFIX}${file}`;
}
