import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sheets } from 'googleapis/build/src/apis/sheets/index.js';
import { createPace, type Pace } from '../../../functions/adapters/google/pace.ts';
import { googleWorkbooks } from '../../../functions/adapters/google/workbooks.ts';
import { initPlace } from '../../../functions/cli/init/init-place.ts';
import { systemClock } from '../../../functions/clock.ts';
import { readEnvironment } from '../../../functions/env.ts';
import { openStore } from '../../../functions/wiring.ts';
import { academicYearOf, parseIsoDay } from '../../../shared/domain/calendar.ts';
import type { Workbooks } from '../../../shared/ports.ts';
import { RULE_SET, RULES } from '../../../shared/rules/index.ts';
import { nightly } from '../../../shared/run/nightly.ts';
import { copyFolder } from '../../support/google-server/copy-folder.ts';
import { type GoogleServer, openGoogleServer } from '../../support/google-server/server.ts';
import { quotaOf } from './quota.ts';

/** A real night of a small school against the stand-in for Google, which refuses what is beyond a small quota; on a fast clock. */

export const COLLEGES = 6;
/** Reads, and writes, a minute. */
export const QUOTA = 12;
/** Minutes of the night in a minute of ours. */
export const SPEED = 10;

export interface Measured {
  /** Milliseconds on the fast clock. */
  readonly duration: number;
  readonly reads: number;
  readonly writes: number;
  readonly refused: number;
  /** Medians, as the simulation wants them. */
  readonly read: number;
  readonly write: number;
  readonly assess: number;
}

/** @param instances function instances for each step, each with its share; 0 = one process with one pace */
export async function measuredNight(instances: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'measured-'));
  const server = await openGoogleServer();
  const asOf = parseIsoDay('2026-07-15') as number;
  await initPlace({ folder, colleges: COLLEGES, sample: 'simulate', studentsPerCollege: 40, faults: true, asOf });
  const schoolWorkbook = await copyFolder(folder, server);
  const { store, close } = await openStore(join(folder, '.xietong'), readEnvironment({}), { readOnly: false });
  const begun = performance.now();
  const now = (): number => (performance.now() - begun) * SPEED;
  const quota = quotaOf(QUOTA, 300, now);
  const counts = { read: 0, write: 0, refused: 0 };
  server.plan(({ method }) => {
    const kind = method === 'GET' ? 'read' : 'write';
    if (!quota.take(0, 0, kind)) {
      counts.refused++;
      return 429;
    }
    counts[kind]++;
    return null;
  });
  const took: Record<'read' | 'write', number[]> = { read: [], write: [] };
  const workbooks = instances === 0 ? adapter(server, QUOTA, now, took) : fleetOf(instances, server, now, took);
  const assess = { from: 0, to: 0 };
  await nightly(
    { workbooks, store, clock: systemClock },
    {
      night: {
        runId: 'measured',
        startedAt: systemClock.now(),
        trigger: 'schedule',
        asOf,
        year: academicYearOf(asOf),
        schoolWorkbook,
        only: null,
        dryRun: false,
      },
      ruleSet: { version: RULE_SET, rules: RULES },
      checkedAt: '',
      nextRun: '',
      parallel: instances === 0 ? 4 : instances,
      progress: ({ phase, done }) => {
        if (phase === 'assess') assess[done === 0 ? 'from' : 'to'] = now();
      },
    },
  );
  const duration = now();
  await close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    duration,
    reads: counts.read,
    writes: counts.write,
    refused: counts.refused,
    read: median(took.read),
    write: median(took.write),
    assess: assess.to - assess.from,
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

function adapter(
  server: GoogleServer,
  share: number,
  now: () => number,
  took: Record<'read' | 'write', number[]>,
): Workbooks {
  const pace = createPace({
    readsPerMinute: share,
    writesPerMinute: share,
    now,
    sleep: (milliseconds) => sleep(milliseconds / SPEED),
    random: Math.random,
  });
  const turn: Pace['turn'] = (kind, call) =>
    pace.turn(kind, async () => {
      const from = now();
      const answer = await call();
      took[kind].push(now() - from);
      return answer;
    });
  const client = sheets({ version: 'v4', rootUrl: server.url });
  return googleWorkbooks({ sheets: client, pace: { ...pace, turn }, account: null, timeout: () => 60_000 });
}

/** Each call goes to an instance of its step that is free, as Lambda would send it. */
function fleetOf(
  instances: number,
  server: GoogleServer,
  now: () => number,
  took: Record<'read' | 'write', number[]>,
): Workbooks {
  const poolOf = (): (<T>(work: (own: Workbooks) => Promise<T>) => Promise<T>) => {
    const free: Workbooks[] = [];
    return async (work) => {
      const own = free.pop() ?? adapter(server, Math.floor(QUOTA / instances), now, took);
      try {
        return await work(own);
      } finally {
        free.push(own);
      }
    };
  };
  const [readers, publishers] = [poolOf(), poolOf()];
  return {
    read: (id) => readers((own) => own.read(id)),
    publish: (id, image, keep) => publishers((own) => own.publish(id, image, keep)),
  };
}
