import * as z from 'zod';
import type { CalendarDay } from '../domain/calendar.ts';
import type { Page } from '../pages/frame.ts';
import { pagesAlone } from '../pages/pages.ts';
import type { PageBucket, Ports } from '../ports.ts';
import { storedPagesInput } from './stored-pages.ts';

/** Below which keys everything of ours lies in the bucket: the function's role names them as well. */
const PAGES_PREFIX = 'pages/';
/** The list of pages that lie there: reading it costs one request, asking the bucket would cost one a page. */
const LIST_KEY = `${PAGES_PREFIX}hashes.json`;
/** Days after which a page that says nothing new is written again, long before the bucket drops it (after 60). */
const RENEWED_AFTER = 30;

const list = z.object({
  schema: z.literal('xietong/pages/1'),
  pages: z.record(z.string(), z.object({ hash: z.string(), day: z.int() })),
});
/** Which page lies in the bucket since which day, by the name of its file. */
type KeptPages = z.output<typeof list>['pages'];

/** Reads the list; one that is not ours counts as empty, and everything is written again. */
function keptPagesIn(text: string | null): KeptPages {
  if (text === null) return {};
  try {
    return list.parse(JSON.parse(text)).pages;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
  }
}

/** The list as text, in the order of the names. */
function keptPagesText(pages: ReadonlyMap<string, KeptPages[string]>): string {
  const sorted = [...pages].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ schema: 'xietong/pages/1', pages: Object.fromEntries(sorted) });
}

/** Whether a page has to be put: it is new, says something new, or would end before long. */
function isPageDue({ file, hash }: Page, kept: KeptPages, today: CalendarDay): boolean {
  const known = Object.hasOwn(kept, file) ? kept[file] : undefined;
  return known === undefined || known.hash !== hash || today - known.day >= RENEWED_AFTER;
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
