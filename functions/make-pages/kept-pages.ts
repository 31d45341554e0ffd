import * as z from 'zod';
import type { CalendarDay } from '../../shared/domain/calendar.ts';
import type { Page } from '../../shared/pages/frame.ts';

/** Below which keys everything of ours lies in the bucket. */
export const PAGES_PREFIX = 'pages/';
/** The list of pages that lie there: reading it costs one request, asking the bucket would cost one a page. */
export const LIST_KEY = `${PAGES_PREFIX}hashes.json`;
/** Days after which the bucket drops an object. */
export const PAGE_DAYS = 60;
/** Days after which a page that says nothing new is written again, long before the bucket drops it. */
const RENEWED_AFTER = 30;

const list = z.object({
  schema: z.literal('xietong/pages/1'),
  pages: z.record(z.string(), z.object({ hash: z.string(), day: z.int() })),
});
/** Which page lies in the bucket since which day, by the name of its file. */
export type KeptPages = z.output<typeof list>['pages'];

/** Reads the list; one that is not ours counts as empty, and everything is written again. */
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

/** Whether a page has to be put: it is new, says something new, or would end before long. */
export function isDue({ file, hash }: Page, kept: KeptPages, today: CalendarDay): boolean {
  const known = Object.hasOwn(kept, file) ? kept[file] : undefined;
  return known === undefined || known.hash !== hash || today - known.day >= RENEWED_AFTER;
}
