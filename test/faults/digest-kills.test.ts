import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { shanghaiDay } from '../../functions/clock.ts';
import { formatDay } from '../../shared/domain/calendar.ts';
import { useEngine } from '../support/engine.ts';
import type { DatabasePlan } from '../support/faulty-database.ts';
import type { SeenRequest } from '../support/faulty-proxy.ts';
import { type DigestLab, type Kill, LEASE, openDigestLab, WAYS } from './digest-lab.ts';
import { type StoredItems, serviceStore, type TestStore } from './nights/test-store.ts';

/**
 * What sends digests is killed at every call of the store and of the services, before and after it: `notify` on the embedded
 * store and on a service, and the sender of `serve`. Every so manieth call in the suite, all of them with
 * `XIETONG_DIGEST_KILLS=1`.
 */
const every = (inSuite: number): number => Number(process.env.XIETONG_DIGEST_KILLS ?? inSuite);
const TODAY = shanghaiDay(new Date().toISOString());
const DOUBT = '上一条发出后没有收到回音。如果已经看到，请忽略这一条。';
const DAY = 86_400_000;
const FOREVER = { timeout: 3_600_000 };

const engine = useEngine();
let lab: DigestLab;
let service: TestStore;
/** What the service holds after the night. */
let night: StoredItems;

beforeAll(async () => {
  lab = await openDigestLab(TODAY);
  service = await serviceStore(engine.endpoint());
  await service.fill([]);
  for (const store of [{}, service.environment()]) {
    const argv = ['audit', lab.school, '--as-of', formatDay(TODAY), '--quiet'];
    const ending = await lab.runner.run({ argv, environment: { ...lab.environment, ...store }, files: null });
    if (typeof ending === 'string') throw new Error(ending);
  }
  night = await service.items();
}, 120_000);
afterAll(async () => {
  await lab.close();
  await service.close();
});

const told = z.object({ groups: z.array(z.object({ status: z.string() })) });

/** Runs `notify` on a folder; what became of each group's message, or that the process was killed. */
async function notify(folder: string, store: Readonly<Record<string, string>>, database: DatabasePlan | null = null) {
  lab.arrived = 0;
  const json = join(lab.root, 'notify.json');
  const argv = ['notify', folder, '--as-of', formatDay(TODAY), '--json', json];
  const environment = { ...lab.environment, ...store };
  const ending = await lab.runner.run({ argv, environment, files: null, database, ahead: lab.ahead });
  if (typeof ending === 'string') return ending;
  const statuses = told.parse(JSON.parse(readFileSync(json, 'utf8'))).groups.map(({ status }) => status);
  return { statuses, stored: ending.stored };
}

/** All deaths at so many calls of the store and four messages; a look changes nothing, so a death after it is one before the next call. */
function killsAt(stored: readonly string[]): readonly Kill[] {
  const at = (what: Kill['at'], index: number, ways: readonly Kill['way'][]): readonly Kill[] =>
    ways.map((way) => ({ at: what, number: index + 1, way }));
  return [
    ...Array.from({ length: 4 }, (_, index) => at('service', index, WAYS)).flat(),
    ...stored.flatMap((call, index) => at('store', index, LOOKS.has(call) ? ['kill-before'] : WAYS)),
  ];
}
const LOOKS: ReadonlySet<string> = new Set(['Select', 'GetItem', 'Query', 'BatchGetItem']);

/** Each group has its message, and a second one only with a word of doubt; gives how many were repeated so. */
function expectOnce(groups: ReadonlyMap<string, readonly string[]>, what: string): number {
  let repeated = 0;
  for (const [group, [first, ...others]] of groups) {
    expect(first, `lost: ${group}, ${what}`).toBeDefined();
    expect(
      others.filter((text) => !text.includes(DOUBT)),
      `doubled: ${group}, ${what}`,
    ).toEqual([]);
    repeated += others.length;
  }
  return repeated;
}

function tell(sender: string, kills: readonly Kill[], repeated: number): void {
  expect(kills.length).toBeGreaterThan(1);
  console.log(
    `${kills.length} kills of ${sender}, ${repeated} digests repeated with a word of doubt, 0 lost, 0 doubled`,
  );
}

/** Runs `notify` until nothing is open: at once, when it leaves alone what might still be on its way, and after the lease. */
async function notifyToTheEnd(folder: string, store: Readonly<Record<string, string>>, what: string): Promise<void> {
  let statuses: readonly string[] = [];
  for (let run = 0; run < 4 && !(run > 0 && statuses.every((status) => status === 'already')); run++) {
    const again = await notify(folder, store);
    if (typeof again === 'string') throw new Error(`${what}: ${again}`);
    statuses = again.statuses;
    if (run === 0) lab.ahead += LEASE;
  }
  expect(statuses, what).toEqual(['already', 'already', 'already', 'already']);
}

it('digests of a process that is killed are neither lost nor doubled without a word', FOREVER, async () => {
  const aCopy = (): string => {
    const folder = mkdtempSync(join(lab.root, 'copy-'));
    cpSync(lab.school, folder, { recursive: true });
    lab.ahead += 2 * LEASE;
    return folder;
  };
  const whole = await notify(aCopy(), {}, { number: null, way: 'kill-before' });
  if (typeof whole === 'string') throw new Error(whole);
  expect(whole.statuses).toEqual(['sent', 'sent', 'sent', 'sent']);
  const kills = killsAt(whole.stored).filter((_, at) => at % every(7) === 0);
  let repeated = 0;
  for (const one of kills) {
    const what = JSON.stringify(one);
    const folder = aCopy();
    const groups = lab.look();
    lab.kill = one;
    const ending = await notify(folder, {}, one.at === 'store' ? { number: one.number, way: one.way } : null);
    lab.kill = null;
    expect(ending, what).toBe('killed');
    await notifyToTheEnd(folder, {}, what);
    repeated += expectOnce(groups(), what);
    rmSync(folder, { recursive: true, force: true });
  }
  tell('notify', kills, repeated);
});

/** Kills the process at a request to the service that counts. @param counts which do */
function planKill(one: Kill | null, counts: (request: SeenRequest) => boolean): { readonly seen: string[] } {
  const seen: string[] = [];
  service.proxy?.plan((request) => {
    if (!counts(request)) return null;
    seen.push(request.operation);
    if (one?.at !== 'store' || one.number !== seen.length) return null;
    // Before it is carried out, or when it is and nobody has been told: whoever asked is dead by then.
    lab.runner.kill();
    return one.way === 'kill-before' ? 'cut-before' : 'cut-after';
  });
  return { seen };
}

it('the same with the store at a service', FOREVER, async () => {
  const store = async () => {
    await service.fill(night);
    lab.ahead += 2 * LEASE;
    return service.environment();
  };
  const { seen } = planKill(null, () => true);
  const whole = await notify(lab.school, await store());
  if (typeof whole === 'string') throw new Error(whole);
  expect(whole.statuses).toEqual(['sent', 'sent', 'sent', 'sent']);
  const kills = killsAt(seen).filter((_, at) => at % every(14) === 0);
  let repeated = 0;
  for (const one of kills) {
    const what = JSON.stringify(one);
    const environment = await store();
    const groups = lab.look();
    planKill(one, () => true);
    lab.kill = one;
    const ending = await notify(lab.school, environment);
    lab.kill = null;
    expect(ending, what).toBe('killed');
    planKill(null, () => true);
    await notifyToTheEnd(lab.school, environment, what);
    repeated += expectOnce(groups(), what);
  }
  tell('notify with the store at a service', kills, repeated);
});

const isSending = ({ body }: SeenRequest): boolean => body.includes('outbox/');
const state = z.object({ state: z.string() });

/** Waits until every group's last attempt is over, for as long as somebody sends. */
async function allSent(isRunning: () => boolean): Promise<void> {
  while (isRunning()) {
    const notes = await service.read(({ runs }) => runs.notes('outbox/'));
    const last = new Map(
      notes.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((one) => [one.name.slice(0, -3), one]),
    );
    const states = [...last.values()].map(({ value }) => state.parse(JSON.parse(value)).state);
    if (states.length === 4 && states.every((one) => one === 'sent')) return;
    await wait(50);
  }
  throw new Error('serve has ended and not sent everything');
}

it('serve that is killed while it sends, and started again, sends the rest', FOREVER, async () => {
  const serve = (): ReturnType<DigestLab['runner']['run']> => {
    lab.arrived = 0;
    const environment = { ...lab.environment, ...service.environment() };
    return lab.runner.run({
      argv: ['serve', lab.school, '--quiet'],
      environment,
      files: null,
      ahead: lab.ahead,
      nap: 20,
    });
  };
  /** Another day for each trial, at 9:07 in the morning. */
  let days = 1;
  const morning = async (): Promise<void> => {
    await service.fill(night);
    const midnight = Math.floor((Date.now() + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000;
    lab.ahead = midnight + days++ * DAY + (9 * 60 + 7) * 60_000 - Date.now();
  };
  const toTheEnd = async (): Promise<void> => {
    const running = serve();
    let isRunning = true;
    void running.then(() => {
      isRunning = false;
    });
    await allSent(() => isRunning);
    // Where the dead one had sent everything, the new one may not have begun yet.
    while (isRunning) {
      lab.runner.kill();
      await wait(20);
    }
    expect(await running).toBe('killed');
  };
  await morning();
  const { seen } = planKill(null, isSending);
  await toTheEnd();
  const calls = [...seen];
  const kills = killsAt(calls).filter((_, at) => at % every(19) === 0);
  let repeated = 0;
  for (const one of kills) {
    const what = JSON.stringify(one);
    await morning();
    const groups = lab.look();
    planKill(one, isSending);
    lab.kill = one;
    const ending = await serve();
    lab.kill = null;
    expect(ending, what).toBe('killed');
    planKill(null, isSending);
    lab.ahead += LEASE;
    await toTheEnd();
    repeated += expectOnce(groups(), what);
  }
  tell('serve', kills, repeated);
});
