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
  /** Whether the look came to its end. */
  readonly seen: boolean;
  /** Workbooks that were handed on. */
  readonly changed: number;
}

let wired: WiredLook | null = null;
const deadline = openDeadline();

/**
 * Every five minutes: one listing of the place, and a message for each workbook that has moved. A place that is away or
 * refuses is no failure of this function: the next look comes by itself, and an alarm counts those that came to their end.
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
  // Of a place that is only read nobody waits for results: the night reads it.
  const { moved, remember } = readOnly === null ? await lookAtPlace(store, versions) : NOTHING;
  // The same look may come twice; another one at the same version (saved, and saved back) has another id.
  for (const { workbook, version } of moved) await changed(workbook, `${scheduledAt}/${version}`);
  await remember();
  // A number costs by the hour in which it is sent, and this speaks every hour: no more than are needed.
  telemetry.done('look-at-place', {}, { looks: 1, ...(readOnly === null ? {} : { readOnlyPlace: 1 }) });
  return moved.length;
}

const NOTHING: Awaited<ReturnType<typeof lookAtPlace>> = { moved: [], remember: async () => {} };
