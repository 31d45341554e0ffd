import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import type { Balance, Entry } from '../../shared/domain/position.ts';
import { ScoredKind, Section } from '../../shared/domain/vocabulary.ts';
import { type AccountTarget, entryKey, type Stamp } from '../../shared/ledger/settle.ts';
import { StaleReading, type Store } from '../../shared/ports.ts';
import { pendingTargets, settleSchool } from '../../shared/run/settle-school.ts';
import { aNight, aPlace, type Contents, contentsOf } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { useEngine } from '../support/engine.ts';
import { type FaultyProxy, openFaultyProxy } from '../support/faulty-proxy.ts';

/** The ledger's laws (points.md §4), on the real engine. */
const engine = useEngine();
const YEAR = 2025;
let root = '';
let proxy: FaultyProxy;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'laws-'));
  proxy = await openFaultyProxy(engine.endpoint());
});
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await proxy.close();
});

/** What the organizations of a school hold: item|activity -> counted. */
type Holdings = Readonly<Record<string, Readonly<Record<string, number>>>>;

const holdings = fc.dictionary(
  fc.constantFrom('P1', 'P2', 'L1', 'C1', 'C2'),
  fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: -900, max: 900 }), {
    noNullPrototype: true,
  }),
  { noNullPrototype: true },
);

function targetsOf(held: Holdings): readonly AccountTarget[] {
  return Object.entries(held).map(([organization, counted]) => ({
    facts: {
      organization,
      college: 'JSJ',
      name: organization,
      kind: ScoredKind.partyBranch,
      pool: '党支部·本科',
      ranked: true,
      vetoed: false,
      attendance: '0/1',
    },
    entries: Object.entries(counted).map(([activity, points]) => entryOf(activity, points)),
  }));
}

function entryOf(activity: string, counted: number): Entry {
  return {
    kind: 'award',
    section: counted < 0 ? Section.deductions : Section.practice,
    item: 'P-C1',
    itemName: '助学零距离',
    activity,
    on: 46_000,
    title: activity,
    base: 100,
    factors: '',
    hundredths: counted,
    counted,
    reason: null,
    source: { college: 'JSJ', tab: '活动台账', row: 2 },
  };
}

function stampOf(reading: number): Stamp {
  return {
    year: YEAR,
    reading,
    runId: `run-${reading}`,
    time: '2026-03-15T18:00:00Z',
    schemeVersion: 's',
    ruleSet: 'r',
    asOf: 46_000,
  };
}

async function settle(store: Store, held: Holdings, reading: number): Promise<void> {
  const balances = await store.ledger.balances(YEAR);
  const pending = pendingTargets(targetsOf(held), balances, () => true);
  await settleSchool(store.ledger, { pending, balances, stamp: stampOf(reading), dryRun: false });
}

function expectedTotals(held: Holdings): Record<string, number> {
  const sum = (counted: Readonly<Record<string, number>>): number =>
    Object.values(counted).reduce((total, points) => total + points, 0);
  return Object.fromEntries(Object.entries(held).map(([organization, own]) => [organization, Math.max(0, sum(own))]));
}

async function totalsIn(store: Store): Promise<Record<string, number>> {
  const open = (await store.ledger.balances(YEAR)).filter(({ pool }) => pool !== '');
  return Object.fromEntries(open.map(({ organization, total }) => [organization, total]));
}

/** One look of a reader: each balance against the entries that it says it sums. */
async function look(store: Store): Promise<number> {
  const balances = await store.ledger.balances(YEAR);
  for (const { organization, version, total } of balances) {
    const summed = (await store.ledger.settlements(YEAR, organization)).filter(({ sequence }) => sequence <= version);
    expect(summed.map(({ sequence }) => sequence)).toEqual(summed.map((_, index) => index + 1));
    expect(summed).toHaveLength(version);
    const entries = summed.flatMap((settlement) => settlement.entries);
    expect(total).toBe(
      Math.max(
        0,
        entries.reduce((sum, { counted }) => sum + counted, 0),
      ),
    );
  }
  return balances.length;
}

/** Everything of the year that a person could see, but for run ids and times. */
async function stateOf(store: Store): Promise<unknown> {
  const byId = <T extends { organization: string }>(list: readonly T[]): T[] =>
    [...list].sort((a, b) => (a.organization < b.organization ? -1 : 1));
  const balances = byId<Balance>(await store.ledger.balances(YEAR));
  const ids = balances.map(({ organization }) => organization);
  const manifests = byId(await store.ledger.manifests(YEAR, ids)).map(({ organization, version, inForce }) => ({
    organization,
    version,
    inForce: [...inForce].sort((a, b) => (entryKey(a) < entryKey(b) ? -1 : 1)),
  }));
  const settlements: unknown[] = [];
  for (const id of ids)
    for (const { sequence, entries } of await store.ledger.settlements(YEAR, id))
      settlements.push([id, sequence, entries]);
  const books = (await store.violations.books(YEAR)).map(({ college, records }) => [college, records]);
  const heads = (await store.snapshots.heads()).map(({ college, hash, changes }) => [college, hash, changes]);
  const note = await store.runs.note('ranking/month');
  return {
    balances: balances.map(({ digest, ...rest }) => ({ ...rest, digest })),
    manifests,
    settlements,
    books,
    heads,
    note,
  };
}

describe('the laws of the ledger', () => {
  it('60 histories: total = max(0, sum of entries) at every instant that a reader sees; twice = once', {
    timeout: 180_000,
  }, async () => {
    let looks = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(holdings, { minLength: 2, maxLength: 5 }), async (nights) => {
        const store = await engine.store();
        let writing = true;
        const reader = (async () => {
          while (writing) looks += await look(store);
        })();
        const writer = (async () => {
          for (const [index, held] of nights.entries()) {
            await settle(store, held, index + 1);
            const { write } = store.requests();
            await settle(store, held, index + 1);
            expect(store.requests().write).toBe(write);
          }
        })().finally(() => {
          writing = false;
        });
        await Promise.all([reader, writer]);
        await look(store);
        expect(await totalsIn(store)).toEqual(expectedTotals(nights.at(-1) as Holdings));
      }),
      { numRuns: 60 },
    );
    expect(looks).toBeGreaterThan(500);
  });

  it('60 changes of one entry touch one organization’s entries, in one write request', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(holdings, fc.nat(), fc.integer({ min: 1, max: 500 }), async (held, pick, more) => {
        const organizations = Object.keys(held);
        fc.pre(organizations.length > 0);
        const organization = organizations[pick % organizations.length] as string;
        const store = await engine.store();
        await settle(store, held, 1);
        const before = new Map((await store.ledger.balances(YEAR)).map((balance) => [balance.organization, balance]));
        const { write } = store.requests();
        const own = held[organization] ?? {};
        await settle(store, { ...held, [organization]: { ...own, a: (own.a ?? 0) + more } }, 2);
        expect(store.requests().write).toBe(write + 1);
        for (const balance of await store.ledger.balances(YEAR)) {
          const { entries } = (await store.ledger.settlements(YEAR, balance.organization)).at(-1) ?? { entries: [] };
          if (balance.organization === organization)
            expect(entries.map(({ activity }) => activity)).toEqual(own.a === undefined ? ['a'] : ['a', 'a']);
          else expect(balance).toEqual(before.get(balance.organization));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('40 stale readings are refused and change nothing of what they meet', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(holdings, holdings, async (older, newer) => {
        const store = await engine.store();
        const balances = await store.ledger.balances(YEAR);
        await settle(store, newer, 2);
        const state = await stateOf(store);
        const now = await store.ledger.balances(YEAR);
        const stale = pendingTargets(targetsOf(older), now, () => true).filter(({ facts }) =>
          now.some(({ organization }) => organization === facts.organization),
        );
        for (const seen of [now, balances]) {
          const run = settleSchool(store.ledger, { pending: stale, balances: seen, stamp: stampOf(1), dryRun: false });
          if (stale.length > 0) await expect(run).rejects.toBeInstanceOf(StaleReading);
          else await run;
        }
        expect(await stateOf(store)).toEqual(state);
      }),
      { numRuns: 40 },
    );
  });
});

const AS_OF = '2026-03-15';
const BEFORE = contentsOf(aSchool(AS_OF).college('JX'));
const AFTER = contentsOf(
  aSchool(AS_OF)
    .college('JX')
    .drop('任职', ['JX-P1', '书记'])
    .college('JSJ')
    .activity('志愿服务', 'C1', { 活动日期: '2026-03-01' })
    .drop('活动台账', '主题党日2025-10'),
);

function child(endpoint: string, table: string, contents: Contents | string): ChildProcess {
  const file = typeof contents === 'string' ? contents : join(root, `${table}.json`);
  if (typeof contents !== 'string') writeFileSync(file, JSON.stringify(contents));
  const args = ['test/support/night-child.ts', endpoint, table, file, AS_OF];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

const ended = (process: ChildProcess): Promise<number | null> =>
  new Promise((done) => process.on('close', (code) => done(code)));

describe('a night that is killed', () => {
  it('at any request of the store, before or after it was carried out, and run again = not killed', {
    timeout: 300_000,
  }, async () => {
    for (const [from, to] of [
      [null, BEFORE],
      [BEFORE, AFTER],
    ] as const) {
      const prepared = async (): Promise<string> => {
        const table = await engine.table();
        const store = dynamoStore({ endpoint: engine.endpoint(), table });
        if (from) await aNight(aPlace(from), store, '2026-03-14');
        return table;
      };
      const finished = async (table: string): Promise<unknown> => {
        const store = dynamoStore({ endpoint: engine.endpoint(), table });
        await aNight(aPlace(to), store, AS_OF);
        const state = await stateOf(store);
        return state;
      };
      proxy.plan(() => null);
      const table = await prepared();
      expect(await ended(child(proxy.endpoint, table, to))).toBe(0);
      const requests = proxy.operations().length;
      const expected = await finished(table);
      expect(requests).toBeGreaterThan(from ? 8 : 10);
      for (let number = 1; number <= requests; number++) {
        const killed = await prepared();
        const night = child(proxy.endpoint, killed, to);
        const fault = number % 2 === 0 ? 'cut-before' : 'cut-after';
        proxy.plan((request) => {
          if (request.number < number) return null;
          if (request.number === number) setTimeout(() => night.kill('SIGKILL'), fault === 'cut-after' ? 20 : 0);
          return request.number === number ? fault : 'hang';
        });
        expect(await ended(night), `request ${number} of ${requests}`).toBeNull();
        expect(await finished(killed), `killed at request ${number} of ${requests}`).toEqual(expected);
      }
      process.stdout.write(`killed at ${requests} requests of ${from ? 'a night with changes' : 'a first night'}\n`);
    }
  });
});

describe('a night that is overtaken', () => {
  it('by a later reading that found nothing to write, reads again and ends in its state', async () => {
    const store = await engine.store();
    const place = aPlace(BEFORE);
    await aNight(place, store, '2026-03-14');
    await aNight(place, store, AS_OF);
    const expected = await totalsIn(store);
    place.type(AFTER);
    let isFirst = true;
    // Read already, not settled yet: somebody takes the edit back, and another night passes in between.
    const settle: Store['ledger']['settle'] = async (changes) => {
      if (isFirst) {
        isFirst = false;
        place.type(BEFORE);
        const { write } = store.requests();
        await aNight(place, store, AS_OF);
        expect(store.requests().write - write, 'its two heads and no account').toBeLessThanOrEqual(4);
      }
      return store.ledger.settle(changes);
    };
    await aNight(place, { ...store, ledger: { ...store.ledger, settle } }, AS_OF);
    expect(isFirst).toBe(false);
    expect(await totalsIn(store)).toEqual(expected);
    await look(store);
  });
});

describe('a night that publishes late', () => {
  it('writes nothing older over what a later reading has published', async () => {
    const store = await engine.store();
    const place = aPlace(BEFORE);
    let isFirst = true;
    const publish: typeof place.publish = async (...image) => {
      if (isFirst) {
        isFirst = false;
        place.type(AFTER);
        await aNight(place, store, AS_OF);
      }
      return place.publish(...image);
    };
    await aNight({ ...place, publish }, store, AS_OF);
    expect(isFirst).toBe(false);
    const alone = aPlace(BEFORE);
    const other = await engine.store();
    await aNight(alone, other, AS_OF);
    alone.type(AFTER);
    await aNight(alone, other, AS_OF);
    const tab = place.tab('JSJ', '积分明细');
    expect(tab?.rows.length).toBeGreaterThan(5);
    expect(tab).toEqual(alone.tab('JSJ', '积分明细'));
  });

  it('and whose reading took back an edit that another run was about to book, reads again', async () => {
    const table = await engine.table();
    // A process each: what one has in mind of the heads the other does not see.
    const own = (): Store => dynamoStore({ endpoint: engine.endpoint(), table });
    const [store, other] = [own(), own()];
    const place = aPlace(BEFORE);
    await aNight(place, store, AS_OF);
    const expected = await totalsIn(store);
    let isFirst = true;
    // Between the question for the heads and the reading: another run accepts an edit, and it is taken back at once.
    const read: typeof place.read = async (id) => {
      if (isFirst && id === 'JSJ') {
        isFirst = false;
        place.type(AFTER);
        await aNight(place, other, AS_OF);
        place.type(BEFORE);
      }
      return place.read(id);
    };
    await aNight({ ...place, read }, store, AS_OF);
    expect(isFirst).toBe(false);
    expect(await totalsIn(store)).toEqual(expected);
    const { write } = store.requests();
    await aNight(place, store, AS_OF);
    expect(store.requests().write).toBe(write);
  });
});

describe('two nights at once, in processes of their own', () => {
  it('8 pairs end in the state of the later reading', { timeout: 180_000 }, async () => {
    const reference = await engine.store();
    await aNight(aPlace(BEFORE), reference, '2026-03-14');
    await aNight(aPlace(AFTER), reference, AS_OF);
    const expected = await totalsIn(reference);
    for (let pair = 0; pair < 8; pair++) {
      const table = await engine.table();
      const store = dynamoStore({ endpoint: engine.endpoint(), table });
      await aNight(aPlace(BEFORE), store, '2026-03-14');
      const file = join(root, `${table}.json`);
      // Even pairs: the later reading finds what stands already, so that it has nothing to write.
      const [older, later] = pair % 2 === 0 ? [AFTER, BEFORE] : [BEFORE, AFTER];
      writeFileSync(file, JSON.stringify(older));
      const first = child(engine.endpoint(), table, file);
      await new Promise((ready) => first.stdout?.once('data', ready));
      await new Promise((done) => setTimeout(done, 15 * pair));
      writeFileSync(file, JSON.stringify(later));
      const second = child(engine.endpoint(), table, file);
      expect(await Promise.all([ended(first), ended(second)])).toEqual([0, 0]);
      const { write } = store.requests();
      await aNight(aPlace(later), store, AS_OF);
      expect(store.requests().write - write, `pair ${pair}`).toBe(0);
      if (later === AFTER) expect(await totalsIn(store)).toEqual(expected);
      await look(store);
    }
  });
});
