import * as z from 'zod';
import type { CalendarDay } from '../domain/calendar.ts';

/** Prefix of all our keys in the bucket; the functions' roles name it too. */
export const PAGES_PREFIX = 'pages/';
/** The list of the pages in the bucket: reading it costs one request; asking the bucket would cost one per page. */
export const LIST_KEY = `${PAGES_PREFIX}hashes.json`;
/** Days after which the bucket drops a page. */
export const DROPPED_AFTER = 60;

const list = z.object({
  schema: z.literal('xietong/pages/1'),
  pages: z.record(z.string(), z.object({ hash: z.string(), day: z.int() })),
});
/** The pages in the bucket by file name, and since which day each is there. */
export type KeptPages = z.output<typeof list>['pages'];

/** Reads the list; a text in another format counts as empty. */
export function keptPagesIn(text: string | null): KeptPages {
  if (text === null) return {};
  try {
    return list.parse(JSON.parse(text)).pages;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
  }
}

/** The list as text, in the order of the names. */
export function keptPagesText(pages: ReadonlyMap<string, KeptPages[string]>): string {
  const sorted = [...pages].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ schema: 'xietong/pages/1', pages: Object.fromEntries(sorted) });
}

/** The list's entry for a page; `null` if there is none. */
export function keptPage(kept: KeptPages, file: string): KeptPages[string] | null {
  return Object.hasOwn(kept, file) ? (kept[file] ?? null) : null;
}

/** Whether a page is still in the bucket on a day, according to its list. */
export function isPageThere(kept: KeptPages, file: string, today: CalendarDay): boolean {
  const known = keptPage(kept, file);
  return known !== null && today - known.day < DROPPED_AFTER;
}
