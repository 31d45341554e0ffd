import { Refused } from '../../shared/ports.ts';
import { digestsOf } from '../../shared/run/digest-day.ts';
import { openPageLinks } from '../../shared/run/digest-links.ts';
import { type DigestOutcome, sendDigests } from '../../shared/run/send-digests.ts';
import { moments, shanghaiDay, shanghaiMinuteOfDay } from '../clock.ts';
import { type LambdaContext, openDeadline } from '../lambda/deadline.ts';
import { type WiredDigests, wireDigests } from '../lambda/digests.ts';
import { parseEvent } from '../lambda/event.ts';
import { reportFailure } from '../lambda/failure.ts';
import { startEvent } from '../lambda/night.ts';
import { unwired } from '../telemetry.ts';

interface Answer {
  readonly sent: number;
  /** Groups whose message the next start of the day tries again. */
  readonly open: number;
  readonly failed: number;
}

let wired: WiredDigests | null = null;
const deadline = openDeadline();

/** Milliseconds that one message may take, including its notes. */
const ONE_MESSAGE = 30_000;
const hasTime = (): boolean => deadline.timeLeft() > ONE_MESSAGE;

const OPEN: ReadonlySet<DigestOutcome['status']> = new Set(['later', 'unknown', 'elsewhere']);
const FAILED: ReadonlySet<DigestOutcome['status']> = new Set(['refused', 'given up']);

/**
 * Started every quarter of an hour in the morning: sends what is due and has not been sent today. The log identifies
 * groups by 学院编号, never by their address.
 */
export const handler = async (raw: unknown, context: LambdaContext): Promise<Answer> => {
  deadline.begin(context);
  try {
    const { scheduledAt } = parseEvent('send-digests', startEvent, raw);
    wired ??= wireDigests(process.env, deadline.timeLeft);
    const outcomes = await outcomesOf(wired, scheduledAt);
    for (const { group, error, unlinked } of outcomes) {
      const at = group.members.join(',');
      if (error !== null) wired.telemetry.failed('send-digests', { kind: 'Refused', message: error, at });
      if (unlinked !== undefined) wired.telemetry.failed('send-digests', { kind: 'Unlinked', message: unlinked, at });
    }
    const count = (of: ReadonlySet<DigestOutcome['status']>): number =>
      outcomes.filter(({ status }) => of.has(status)).length;
    const answer = { sent: count(new Set(['sent'])), open: count(OPEN), failed: count(FAILED) };
    wired.telemetry.done('send-digests', {}, { failedDigests: answer.failed });
    return answer;
  } catch (error) {
    throw reportFailure(wired?.telemetry ?? unwired(), 'send-digests', error);
  }
};

async function outcomesOf({ store, messages, pages }: WiredDigests, at: string): Promise<readonly DigestOutcome[]> {
  try {
    const day = await digestsOf({ store }, shanghaiDay(at));
    if (shanghaiMinuteOfDay(at) < day.from) return [];
    const links = pages && openPageLinks(pages, day.today, momentOf);
    const ports = { runs: store.runs, messages, clock: moments, hasTime, ...(links && { pages: links }) };
    return await sendDigests(ports, day);
  } catch (error) {
    // Before the first night, no receivers are known.
    if (error instanceof Refused) return [];
    throw error;
  }
}

function momentOf(instant: string): { readonly day: number; readonly minute: number } {
  return { day: shanghaiDay(instant), minute: shanghaiMinuteOfDay(instant) };
}
