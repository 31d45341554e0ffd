import { type MadePages, makePages } from '../../shared/run/make-pages.ts';
import { shanghaiDay } from '../clock.ts';
import { type LambdaContext, openDeadline } from '../lambda/deadline.ts';
import { parseEvent } from '../lambda/event.ts';
import { reportFailure } from '../lambda/failure.ts';
import { startEvent } from '../lambda/night.ts';
import { type WiredPages, wirePages } from '../lambda/pages.ts';
import { openNight } from '../open-night.ts';
import { unwired } from '../telemetry.ts';

let wired: WiredPages | null = null;
const deadline = openDeadline();

/**
 * Started an hour after the night: writes the pages of the school and of each college to their bucket if they have
 * changed. The bucket itself drops the page of a college that no longer exists.
 */
export const handler = async (raw: unknown, context: LambdaContext): Promise<MadePages> => {
  deadline.begin(context);
  const started = performance.now();
  try {
    const { scheduledAt } = parseEvent('make-pages', startEvent, raw);
    wired ??= wirePages(process.env, deadline.timeLeft);
    const open = (of: { readonly asOf: number; readonly year: number }) =>
      openNight({ schoolWorkbook: '', trigger: 'schedule', nextRun: '', dryRun: true, ...of });
    const answer = await makePages(wired, open, shanghaiDay(scheduledAt));
    wired.telemetry.done('make-pages', {}, { duration: Math.round(performance.now() - started) });
    return answer;
  } catch (error) {
    throw reportFailure(wired?.telemetry ?? unwired(), 'make-pages', error);
  }
};
