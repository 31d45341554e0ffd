import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountChange, Ledger } from '../../../shared/ports.ts';
import { award, change, YEAR } from './accounts.ts';
import { onEveryStore } from './stores.ts';

/** An amount for an organization, from a version that may be outdated, of some reading. */
interface Wish {
  readonly organization: string;
  readonly amount: number;
  readonly behind: number;
  readonly reading: number;
}

/** What a model without a store knows of an account. */
interface Known {
  readonly version: number;
  readonly reading: number;
  readonly sum: number;
}

const NOTHING: Known = { version: 0, reading: 0, sum: 0 };
const wish = fc.record({
  organization: fc.constantFrom('P1', 'P2', 'P3'),
  amount: fc.integer({ min: -500, max: 500 }),
  behind: fc.nat({ max: 1 }),
  reading: fc.nat({ max: 4 }),
});
/** One call of `settle` names an organization once. */
const call = fc.uniqueArray(wish, { minLength: 1, maxLength: 3, selector: ({ organization }) => organization });

function changeFor({ organization, amount, behind, reading }: Wish, known: Known, number: number): AccountChange {
  const entries = [{ ...award(number), hundredths: amount, counted: amount }];
  const from = Math.max(0, known.version - behind);
  const base = change(organization, { from, reading, run: `run-${number}`, entries });
  return { ...base, balance: { ...base.balance, total: known.sum + amount } };
}

function expectedVerdict({ previousVersion, balance }: AccountChange, known: Known): string {
  if (known.version > 0 && known.reading > balance.reading) return 'stale';
  return previousVersion === known.version ? 'done' : 'conflict';
}

async function expectConsistent(ledger: Ledger): Promise<void> {
  for (const { organization, total, version } of await ledger.balances(YEAR)) {
    const settlements = await ledger.settlements(YEAR, organization);
    const entries = settlements.flatMap((settlement) => settlement.entries);
    expect(entries.reduce((sum, { counted }) => sum + counted, 0)).toBe(total);
    expect(settlements.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: version }, (_, index) => index + 1),
    );
    expect((await ledger.manifests(YEAR, [organization]))[0]?.version).toBe(version);
  }
}

onEveryStore((stores) => {
  test('whatever is settled in whatever order: balance = sum of entries, versions without a gap', async () => {
    const calls = fc.array(call, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(calls, async (wishes) => {
        const { ledger } = await stores.store();
        const accounts = new Map<string, Known>();
        for (const [number, batch] of wishes.entries()) {
          const knownOf = (organization: string) => accounts.get(organization) ?? NOTHING;
          const changes = batch.map((each) => changeFor(each, knownOf(each.organization), number));
          const expected = changes.map(
            (each) => [each, expectedVerdict(each, knownOf(each.balance.organization))] as const,
          );
          const named = (verdict: string) =>
            expected.filter(([, each]) => each === verdict).map(([{ balance }]) => balance.organization);
          const { conflicts, stale } = await ledger.settle(changes);
          expect(conflicts.toSorted()).toEqual(named('conflict').toSorted());
          expect(stale.toSorted()).toEqual(named('stale').toSorted());
          for (const [{ balance }, verdict] of expected) {
            const { organization, version, reading, total } = balance;
            if (verdict === 'done') accounts.set(organization, { version, reading, sum: total });
          }
          await expectConsistent(ledger);
        }
      }),
      // A server in Python takes ten times as long for the same laws.
      { numRuns: stores.isSlow ? 6 : 25 },
    );
  }, 60_000);
});
