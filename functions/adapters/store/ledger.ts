import type { Balance, Settlement } from '../../../shared/domain/position.ts';
import type { Ledger } from '../../../shared/ports.ts';
import { discard, partKeys } from './body.ts';
import type { Item, Table } from './items.ts';
import { balancesOf, ledgerOf, manifestKey } from './keys.ts';
import { type Kind, readAll, readThese } from './records.ts';
import { balanceSchema, decoded, manifestSchema, settlementSchema } from './schemas.ts';
import { settleAll } from './settle.ts';
import { THINGS } from './words.ts';

const BALANCE: Kind<Balance> = { schema: balanceSchema, what: THINGS.balance };
const SETTLEMENT: Kind<Settlement> = { schema: settlementSchema, what: THINGS.settlement };

/** Balances, manifests and settlements; one organization's settling is all or nothing. */
export function ledgerIn(table: Table): Ledger {
  // Manifests in parts that were read here: a write that replaces one removes its parts.
  const large = new Map<string, Item>();
  return {
    balances: (year) => readAll(table, BALANCE, balancesOf(year)),
    async manifests(year, organizations) {
      const keys = [...new Set(organizations)].map((organization) => manifestKey(year, organization));
      const stored = await readThese(table, THINGS.manifest, keys);
      for (const { item } of stored) if (partKeys(item).length > 0) large.set(item.pk, item);
      const { where } = table;
      return stored.map(({ text }) => decoded(manifestSchema, text, { what: THINGS.manifest, where }));
    },
    async settle(changes) {
      const outcome = await settleAll(table, changes);
      const left = new Set([...outcome.conflicts, ...outcome.stale]);
      for (const { previousVersion, balance } of changes) {
        const { pk } = manifestKey(balance.year, balance.organization);
        const before = large.get(pk);
        if (left.has(balance.organization) || before?.version !== previousVersion) continue;
        large.delete(pk);
        await discard(table, before);
      }
      return outcome;
    },
    settlements: (year, organization) => readAll(table, SETTLEMENT, ledgerOf(year, organization)),
  };
}
