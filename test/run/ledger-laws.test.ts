import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/domain/position.ts';
import { ScoredKind, Section } from '../../shared/domain/vocabulary.ts';
import type { AccountTarget, Stamp } from '../../shared/ledger/settle.ts';
import { StaleReading, type Store } from '../../shared/ports.ts';
import { pendingTargets, settleSchool } from '../../shared/run/settle-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';
import { look, stateOf, totalsIn } from '../support/ledger-state.ts';

/** The ledger's laws (points.md §4), on a real store. */
const YEAR = 2025;

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

describe('the laws of the ledger', () => {
  it('60 histories: total = max(0, sum of entries) at every instant that a reader sees; twice = once', {
    timeout: 180_000,
  }, async () => {
    let looks = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(holdings, { minLength: 2, maxLength: 5 }), async (nights) => {
        const store = await embeddedStore();
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
        const store = await embeddedStore();
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
        const store = await embeddedStore();
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
