import type { Balance, Entry } from '../../domain/position.ts';
import { type AccountTarget, settleAccount } from '../../ledger/settle.ts';
import { type Ports, StaleReading } from '../../ports.ts';
import { runMessages } from '../../report/run-messages.ts';
import type { Night, RuleSet } from '../night.ts';

/**
 * Brings the adjustments of a sealed year into the ledger: each organization's entries in force stay; earlier
 * adjustments are replaced by the given ones. A second run writes nothing. Returns all resulting balances.
 */
export async function adjustAccounts(
  { store }: Ports,
  night: Night,
  ruleSet: RuleSet,
  schemeVersion: string,
  adjustments: readonly { readonly organization: string; readonly entry: Entry }[],
): Promise<readonly Balance[]> {
  const balances = (await store.ledger.balances(night.year)).filter(({ pool }) => pool !== '');
  const wanted = Map.groupBy(adjustments, ({ organization }) => organization);
  const touched = balances.filter(({ organization, adjustments: amount }) => wanted.has(organization) || amount !== 0);
  if (touched.length === 0 || night.dryRun) return balances;
  const manifests = new Map(
    (
      await store.ledger.manifests(
        night.year,
        touched.map(({ organization }) => organization),
      )
    ).map((manifest) => [manifest.organization, manifest]),
  );
  const changes = touched.flatMap((balance) => {
    const { organization, college, name, kind, pool, ranked, vetoed, vetoedBy, attendance } = balance;
    const manifest = manifests.get(organization);
    const kept = (manifest?.inForce ?? []).filter((entry) => entry.kind !== 'adjustment');
    const target: AccountTarget = {
      facts: { organization, college, name, kind, pool, ranked, vetoed, ...(vetoedBy && { vetoedBy }), attendance },
      entries: [...kept, ...(wanted.get(organization) ?? []).map(({ entry }) => entry)],
    };
    const stamp = {
      year: night.year,
      reading: balance.reading,
      runId: night.runId,
      time: night.startedAt,
      schemeVersion,
      ruleSet: ruleSet.version,
      asOf: night.asOf,
    };
    return settleAccount(balance, manifest, target, stamp) ?? [];
  });
  const { conflicts, stale } = await store.ledger.settle(changes);
  if (conflicts.length + stale.length > 0) throw new StaleReading(runMessages.busyAdjustments());
  const next = new Map(changes.map(({ balance }) => [balance.organization, balance]));
  return balances.map((balance) => next.get(balance.organization) ?? balance);
}
