import { largest, smallest } from '../../shared/domain/extremes.ts';
import { type Channels, Refused, type Runs, TryLater } from '../../shared/ports.ts';
import { CHANNELS, type WatchChannel, watchChannel } from '../../shared/run/watch-channel.ts';

/** Milliseconds that a channel must last so that it need not be renewed now: this runs four times while one lives. */
const ENOUGH = 13 * 3_600_000;
const HOUR = 3_600_000;

interface Known extends WatchChannel {
  readonly id: string;
}

export interface Renewal {
  readonly opened: number;
  readonly stopped: number;
  /** What went wrong, by workbook. */
  readonly failed: readonly (readonly [workbook: string, error: string])[];
  /** Workbooks that had to be left to the next time. */
  readonly left: number;
  /** Hours until the first channel ends; 0 if a workbook has none. */
  readonly channelHours: number;
}

export interface Renewing {
  readonly runs: Runs;
  readonly channels: Channels;
  /** Where Drive is to send its messages. */
  readonly address: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Nothing new is begun after this instant. */
  readonly until: number;
}

/**
 * Opens a channel for every workbook whose own ends soon, then stops the older ones, and those of workbooks that are
 * none of the school's any more. What goes wrong with one workbook does not stop the others; a repetition finds the
 * channels that are open. Those that end first are renewed first.
 */
export async function renewWatches(renewing: Renewing, workbooks: readonly string[]): Promise<Renewal> {
  const { runs, now, until } = renewing;
  const known = (await runs.notes(CHANNELS)).map(({ name, value }): Known => {
    return { ...watchChannel.parse(JSON.parse(value)), id: name.slice(CHANNELS.length) };
  });
  const own = Map.groupBy(known, ({ workbook }) => workbook);
  const ends = new Map(workbooks.map((workbook) => [workbook, endOf(own.get(workbook) ?? [])]));
  const due = workbooks.filter((workbook) => (ends.get(workbook) ?? 0) - now() < ENOUGH);
  const failed: [string, string][] = [];
  let [opened, stopped, left] = [0, 0, 0];
  for (const workbook of due.toSorted((a, b) => (ends.get(a) ?? 0) - (ends.get(b) ?? 0))) {
    if (now() >= until) {
      left++;
      continue;
    }
    await noting(failed, workbook, async () => {
      ends.set(workbook, Date.parse(await open(renewing, workbook)));
      opened++;
      stopped += await stopAll(renewing, own.get(workbook) ?? []);
    });
  }
  for (const channel of known.filter(({ workbook }) => !ends.has(workbook))) {
    if (now() >= until) break;
    await noting(failed, channel.workbook, async () => {
      stopped += await stopAll(renewing, [channel]);
    });
  }
  return { opened, stopped, failed, left, channelHours: hoursLeft([...ends.values()], now()) };
}

/** The note comes after the channel: messages in between are refused, and the first one says nothing anyway. */
async function open({ runs, channels, address }: Renewing, workbook: string): Promise<string> {
  const { id, resource, hash, expiresAt } = await channels.open(workbook, address);
  const note: WatchChannel = { workbook, hash, resource, expiresAt };
  await runs.putNote(`${CHANNELS}${id}`, JSON.stringify(note), expiresAt);
  return expiresAt;
}

async function stopAll({ runs, channels }: Renewing, old: readonly Known[]): Promise<number> {
  for (const { id, resource } of old) {
    await channels.stop({ id, resource });
    await runs.removeNote(`${CHANNELS}${id}`);
  }
  return old.length;
}

async function noting(failed: [string, string][], workbook: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TryLater)) throw error;
    failed.push([workbook, error.message]);
  }
}

function endOf(channels: readonly Known[]): number {
  return largest(
    0,
    channels.map(({ expiresAt }) => Date.parse(expiresAt)),
  );
}

function hoursLeft(ends: readonly number[], now: number): number {
  return Math.round(Math.max(0, smallest(Number.POSITIVE_INFINITY, ends) - now) / HOUR);
}
