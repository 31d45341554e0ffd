import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { useEngine } from '../../support/engine.ts';
import { award, change, YEAR } from './accounts.ts';

const engine = useEngine();

/** One call of `settle`: for some organizations an amount, from a version that may be outdated, of some reading. */
const call = fc.array(
  fc.record({
    organization: fc.constantFrom('P1', 'P2', 'P3'),
    amount: fc.integer({ min: -500, max: 500 }),
    behind: fc.nat({ max: 1 }),
    reading: fc.nat({ max: 4 }),
  }),
  { minLength: 1, maxLength: 3 },
);

test('whatever is settled in whatever order: balance = sum of entries = manifest, versions without a gap', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 8 }), async (calls) => {
      const { ledger } = await engine.store();
      const known = new Map<string, { version: number; reading: number; sum: number }>();
      for (const [number, batch] of calls.entries()) {
        const distinct = [...new Map(batch.map((each) => [each.organization, each])).values()];
        const changes = distinct.map(({ organization, amount, behind, reading }) => {
          const { version, sum } = known.get(organization) ?? { version: 0, sum: 0 };
          const base = change(organization, {
            from: Math.max(0, version - behind),
            reading,
            run: `run-${number}`,
            entries: [{ ...award(number), hundredths: amount, counted: amount }],
          });
          return { ...base, balance: { ...base.balance, total: sum + amount } };
        });
        const { conflicts, stale } = await ledger.settle(changes);
        for (const { previousVersion, balance } of changes) {
          const before = known.get(balance.organization) ?? { version: 0, reading: 0, sum: 0 };
          const expected =
            before.version > 0 && before.reading > balance.reading
              ? 'stale'
              : previousVersion !== before.version
                ? 'conflict'
                : 'done';
          const verdict = stale.includes(balance.organization)
            ? 'stale'
            : conflicts.includes(balance.organization)
              ? 'conflict'
              : 'done';
          expect(verdict).toBe(expected);
          if (verdict === 'done') {
            const { version, reading, total } = balance;
            known.set(balance.organization, { version, reading, sum: total });
          }
        }
      }
      for (const balance of await ledger.balances(YEAR)) {
        const settlements = await ledger.settlements(YEAR, balance.organization);
        const entries = settlements.flatMap((settlement) => settlement.entries);
        expect(entries.reduce((sum, { counted }) => sum + counted, 0)).toBe(balance.total);
        expect(settlements.map(({ sequence }) => sequence)).toEqual(settlements.map((_, index) => index + 1));
        const [manifest] = await ledger.manifests(YEAR, [balance.organization]);
        expect(manifest?.version).toBe(balance.version);
        expect(settlements).toHaveLength(balance.version);
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);
