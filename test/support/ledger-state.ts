import { expect } from 'vitest';
import type { Balance } from '../../shared/domain/position.ts';
import { entryKey } from '../../shared/ledger/settle.ts';
import type { Store } from '../../shared/ports.ts';

/** What readers see of the ledger: totals, entries, and everything at once. */
const YEAR = 2025;

/** 组织编号 → total, for every open account. */
export async function totalsIn(store: Store): Promise<Record<string, number>> {
  const open = (await store.ledger.balances(YEAR)).filter(({ pool }) => pool !== '');
  return Object.fromEntries(open.map(({ organization, total }) => [organization, total]));
}

/** Reads once and checks each balance against the entries it claims to sum up. */
export async function look(store: Store): Promise<number> {
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

/** Everything about the year that a person could see, without run ids and times. */
export async function stateOf(store: Store): Promise<unknown> {
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
