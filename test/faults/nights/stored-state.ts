import { DEFAULT_PARAMETERS } from '../../../shared/domain/parameters.ts';
import type { Balance, Entry } from '../../../shared/domain/position.ts';
import { entryKey } from '../../../shared/ledger/settle.ts';
import type { Store, ViolationRecord } from '../../../shared/ports.ts';
import { rank } from '../../../shared/ranking/rank.ts';

/** What stands in the store that a person could ever see, by place; and what of it breaks a law. */
export interface StoredState {
  readonly places: Readonly<Record<string, string>>;
  readonly breaches: readonly string[];
}

/** Reads a year from the store. How often it was settled, and by which run, says nothing about the result. */
export async function storedState(store: Store, year: number): Promise<StoredState> {
  const places: Record<string, string> = {};
  const breaches: string[] = [];
  const balances = (await store.ledger.balances(year)).toSorted(byOrganization);
  const manifests = new Map(
    (
      await store.ledger.manifests(
        year,
        balances.map(({ organization }) => organization),
      )
    ).map((manifest) => [manifest.organization, manifest.inForce]),
  );
  for (const balance of balances) {
    const { version: _, reading: __, ...rest } = balance;
    const inForce = manifests.get(balance.organization) ?? [];
    places[`balance ${balance.organization}`] = JSON.stringify(rest);
    places[`in force ${balance.organization}`] = JSON.stringify(inForce.toSorted(byKey));
    breaches.push(...(await accountBreaches(store, balance, inForce)));
  }
  places.ranking = JSON.stringify(
    rank(
      balances.filter(({ pool }) => pool !== ''),
      DEFAULT_PARAMETERS,
    ).map(({ balance: _, ...standing }) => standing),
  );
  for (const { college, records } of await store.violations.books(year)) {
    for (const record of records.filter(isLife)) places[`violation ${college} ${record.id}`] = JSON.stringify(record);
    breaches.push(
      ...twice(
        `violations of ${college}`,
        records.map(({ fingerprint }) => fingerprint),
      ),
    );
  }
  for (const { college, workbook, hash } of await store.snapshots.heads()) {
    places[`head ${college}`] = JSON.stringify([workbook, hash]);
    await store.snapshots.content(hash).catch((error: unknown) => breaches.push(`head ${college}: ${String(error)}`));
  }
  // Its hash rests on a salt that is used once; what it seals is compared by the manifest's file.
  for (const { sequence, kind } of await store.seals.seals(year)) places[`seal ${sequence}`] = kind;
  for (const { name, value } of await store.runs.notes('')) if (!OF_RUNS.test(name)) places[`note ${name}`] = value;
  return { places, breaches };
}

/**
 * Which messages came, which of them a worker has seen, and what a run has left (told by what a later message does); the
 * bytes of files, which name the minute of a run; and the numbers of sheets, which the run after the one that made them finds.
 */
const OF_RUNS = /^(?:dirty|checked|nonce|left|standing\/known|standing\/sheets)\//;

/** While a college could not be read, a rule may see what is not so: that came and went within the day. */
function isLife({ firstSeenOn, fixedOn, recurredOn, notes }: ViolationRecord): boolean {
  return fixedOn !== firstSeenOn || recurredOn !== null || notes !== null;
}

function byOrganization(a: Balance, b: Balance): number {
  return a.organization < b.organization ? -1 : 1;
}

function byKey(a: Entry, b: Entry): number {
  return entryKey(a) < entryKey(b) ? -1 : 1;
}

/** The laws of an account: numbered without a gap, nothing awarded twice, total = sum of all that was ever written. */
async function accountBreaches(
  store: Store,
  { organization, year, version, total }: Balance,
  inForce: readonly Entry[],
): Promise<readonly string[]> {
  const settlements = await store.ledger.settlements(year, organization);
  const breaches: string[] = [];
  if (settlements.some(({ sequence }, at) => sequence !== at + 1) || settlements.length !== version)
    breaches.push(`ledger of ${organization}: ${settlements.length} settlements, version ${version}`);
  const held = new Map<string, number>();
  for (const entry of settlements.flatMap(({ entries }) => entries)) {
    const key = entryKey(entry);
    if ((entry.kind === 'reversal') !== held.has(key))
      breaches.push(`ledger of ${organization}: ${entry.kind} of ${key}`);
    if (entry.kind === 'reversal') held.delete(key);
    else held.set(key, entry.counted);
  }
  const sum = settlements.flatMap(({ entries }) => entries).reduce((all, { counted }) => all + counted, 0);
  if (Math.max(0, sum) !== total) breaches.push(`ledger of ${organization}: sum ${sum}, total ${total}`);
  const forced = inForce.map(entryKey).toSorted().join();
  if ([...held.keys()].toSorted().join() !== forced) breaches.push(`ledger of ${organization}: in force ${forced}`);
  return breaches;
}

function twice(what: string, values: readonly string[]): readonly string[] {
  return values.filter((value, at) => values.indexOf(value) !== at).map((value) => `${what}: ${value} twice`);
}
