import { Refused, TryLater } from '../../shared/ports.ts';
import { lookAtPlace } from '../../shared/run/look-at-place.ts';
import { BadEnvironment } from '../env.ts';
import { type LambdaContext, openDeadline } from '../lambda/deadline.ts';
import { parseEvent } from '../lambda/event.ts';
import { reportFailure } from '../lambda/failure.ts';
import { type WiredLook, wireLook } from '../lambda/look.ts';
import { startEvent } from '../lambda/night.ts';
import { unwired } from '../telemetry.ts';

interface LookAnswer {
  /** Whether the look was completed. */
  readonly seen: boolean;
  /** Number of workbooks handed on. */
  readonly changed: number;
}

let wired: WiredLook | null = null;
const deadline = openDeadline();

/**
 * Every five minutes: one listing of the place, and a message for each workbook that has changed. A place that is
 * unreachable or refuses is no failure of this function: the next look comes by itself, and an alarm counts the
 * completed ones.
 */
export const handler = async (raw: unknown, context: LambdaContext): Promise<LookAnswer> => {
  deadline.begin(context);
  try {
    const { scheduledAt } = parseEvent('look-at-place', startEvent, raw);
    wired ??= wireLook(process.env, deadline.timeLeft);
    const changed = await look(wired, scheduledAt);
    return { seen: true, changed };
  } catch (error) {
    const told = reportFailure(wired?.telemetry ?? unwired(), 'look-at-place', error);
    if (![TryLater, Refused, BadEnvironment].some((kind) => told instanceof kind)) throw told;
    return { seen: false, changed: 0 };
  }
};

async function look({ store, telemetry, list, changed }: WiredLook, scheduledAt: string) {
  const { versions, readOnly } = await list();
  if (readOnly !== null) telemetry.failed('look-at-place', { kind: 'Refused', message: readOnly, at: 'place' });
  // Nobody waits for results of a read-only place: the night reads it.
  const { moved, remember } = readOnly === null ? await lookAtPlace(store, versions) : NOTHING;
  // The same look may come twice; another one at the same version (saved, and saved back) has another id.
  for (const { workbook, version } of moved) await changed(workbook, `${scheduledAt}/${version}`);
  await remember();
  // Metrics are billed per hour in which they are sent, and this function runs every hour: it sends no more than
  // needed.
  telemetry.done('look-at-place', {}, { looks: 1, ...(readOnly === null ? {} : { readOnlyPlace: 1 }) });
  return moved.length;
}

const NOTHING: Awaited<ReturnType<typeof lookAtPlace>> = { moved: [], remember: async () => {} };
