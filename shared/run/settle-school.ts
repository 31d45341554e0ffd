import type { AccountManifest, Balance } from '../domain/position.ts';
import { type AccountFacts, type AccountTarget, accountDigest, type Stamp, settleAccount } from '../ledger/settle.ts';
import { type AccountChange, type Ledger, StaleReading } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';

/** The result of settling. */
export interface Settled {
  /** All current balances of the year, without closed accounts. */
  readonly balances: readonly Balance[];
  readonly awards: number;
  readonly reversals: number;
}

export interface SettleInput {
  /** Targets that differ from the current accounts, as `pendingTargets` returns them. */
  readonly pending: readonly AccountTarget[];
  readonly balances: readonly Balance[];
  readonly stamp: Stamp;
  readonly dryRun: boolean;
}

const ATTEMPTS = 8;
/**
 * Organizations settled at a time: the changes of a whole school's first night would take as much memory as its rows.
 * Equals a hundred full transactions.
 */
const AT_A_TIME = 3_300;

/**
 * Accounts that differ from their target. An organization that is gone (撤销, deleted row) has an empty target.
 * @param mayClose whether an organization without a target may be closed: its college was read, or is no longer enabled
 */
export function pendingTargets(
  targets: readonly AccountTarget[],
  balances: readonly Balance[],
  mayClose: (balance: Balance) => boolean,
): readonly AccountTarget[] {
  const digests = new Map(balances.map(({ organization, digest }) => [organization, digest]));
  return [...targets, ...closings(targets, balances, mayClose)].filter(
    (target) => digests.get(target.facts.organization) !== accountDigest(target),
  );
}

/**
 * Moves accounts to their targets; a closed account leaves the ranking. If another run interferes, the accounts are
 * read again.
 * @throws StaleReading when a newer reading has been settled already
 */
export async function settleSchool(
  ledger: Ledger,
  { pending, balances, stamp, dryRun }: SettleInput,
): Promise<Settled> {
  const stored = new Map(balances.map((balance) => [balance.organization, balance]));
  let awards = 0;
  let reversals = 0;
  for (let from = 0; from < pending.length; from += AT_A_TIME) {
    const some = await settleSome(ledger, pending.slice(from, from + AT_A_TIME), stored, stamp, dryRun);
    awards += some.awards;
    reversals += some.reversals;
  }
  return { balances: [...stored.values()].filter(({ pool }) => pool !== CLOSED), awards, reversals };
}

/** Moves some accounts, and updates their balances in `stored`. */
async function settleSome(
  ledger: Ledger,
  wanted: readonly AccountTarget[],
  stored: Map<string, Balance>,
  stamp: Stamp,
  dryRun: boolean,
): Promise<Omit<Settled, 'balances'>> {
  let pending = wanted;
  let awards = 0;
  let reversals = 0;
  for (let attempt = 1; pending.length > 0; attempt++) {
    const ids = pending.map(({ facts }) => facts.organization);
    const known = ids.filter((id) => stored.has(id));
    const manifests = new Map(
      (known.length === 0 ? [] : await ledger.manifests(stamp.year, known)).map((manifest) => [
        manifest.organization,
        manifest,
      ]),
    );
    const changes = pending.flatMap((target) => changeOf(target, stored, manifests, stamp) ?? []);
    const { conflicts, stale } = dryRun ? { conflicts: [], stale: [] } : await ledger.settle(changes);
    if (stale.length > 0) throw new StaleReading(runMessages.staleLedger(stale.length));
    for (const { balance, settlement } of changes) {
      if (conflicts.includes(balance.organization)) continue;
      stored.set(balance.organization, balance);
      for (const { kind } of settlement.entries) {
        if (kind === 'reversal') reversals++;
        else awards++;
      }
    }
    if (conflicts.length === 0) break;
    if (attempt === ATTEMPTS) throw new StaleReading(runMessages.busyLedger(conflicts.length));
    for (const balance of await ledger.balances(stamp.year)) stored.set(balance.organization, balance);
    pending = pending.filter(({ facts }) => conflicts.includes(facts.organization));
  }
  return { awards, reversals };
}

/** Pool of accounts whose organizations are gone. */
export const CLOSED = '';

function changeOf(
  target: AccountTarget,
  stored: ReadonlyMap<string, Balance>,
  manifests: ReadonlyMap<string, AccountManifest>,
  stamp: Stamp,
): AccountChange | null {
  const id = target.facts.organization;
  return settleAccount(stored.get(id), manifests.get(id), target, stamp);
}

function closings(
  targets: readonly AccountTarget[],
  balances: readonly Balance[],
  mayClose: (balance: Balance) => boolean,
): AccountTarget[] {
  const live = new Set(targets.map(({ facts }) => facts.organization));
  return balances
    .filter((balance) => !live.has(balance.organization) && mayClose(balance))
    .map(({ organization, college, name, kind }) => {
      const facts: AccountFacts = {
        organization,
        college,
        name,
        kind,
        pool: CLOSED,
        ranked: false,
        vetoed: false,
        attendance: '0/1',
      };
      return { facts, entries: [] };
    });
}
