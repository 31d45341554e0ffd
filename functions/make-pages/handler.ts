import type { CalendarDay } from '../../shared/domain/calendar.ts';
import type { Page } from '../../shared/pages/frame.ts';
import { pagesAlone } from '../../shared/pages/pages.ts';
import { storedPagesInput } from '../../shared/run/stored-pages.ts';
import { shanghaiDay } from '../clock.ts';
import { type LambdaContext, openDeadline } from '../lambda/deadline.ts';
import { reportFailure } from '../lambda/failure.ts';
import { startEvent } from '../lambda/night.ts';
import { type WiredPages, wirePages } from '../lambda/pages.ts';
import { parseEvent } from '../lambda/step.ts';
import { openNight } from '../open-night.ts';
import { unwired } from '../telemetry.ts';
import { isDue, type KeptPages, keptPagesIn, keptPagesText, LIST_KEY, PAGES_PREFIX } from './kept-pages.ts';

interface Answer {
  readonly pages: number;
  /** Those that were put: new, changed, or about to end. */
  readonly written: number;
}

let wired: WiredPages | null = null;
const deadline = openDeadline();

/**
 * Started an hour after the night: writes the page of the school and of each college into their bucket, those that say
 * something new. Of a college that is no more the bucket drops the page by itself.
 */
export const handler = async (raw: unknown, context: LambdaContext): Promise<Answer> => {
  deadline.begin(context);
  const started = performance.now();
  try {
    const { scheduledAt } = parseEvent('make-pages', startEvent, raw);
    wired ??= wirePages(process.env, deadline.timeLeft);
    const answer = await written(wired, shanghaiDay(scheduledAt));
    wired.telemetry.done('make-pages', {}, { duration: Math.round(performance.now() - started) });
    return answer;
  } catch (error) {
    throw reportFailure(wired?.telemetry ?? unwired(), 'make-pages', error);
  }
};

async function written({ store, bucket }: WiredPages, today: CalendarDay): Promise<Answer> {
  // Before the first night there is nothing to show.
  if ((await store.runs.recent(1)).length === 0) return { pages: 0, written: 0 };
  const open = (of: { readonly asOf: number; readonly year: number }) =>
    openNight({ schoolWorkbook: '', trigger: 'schedule', nextRun: '', dryRun: true, ...of });
  const input = await storedPagesInput({ store }, open, { asOf: null, year: null });
  const kept = keptPagesIn(await bucket.read(LIST_KEY));
  const now = new Map<string, KeptPages[string]>();
  let count = 0;
  for (const page of pagesAlone(input)) {
    const known = isDue(page, kept, today) ? undefined : kept[page.file];
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
