import { inParallel } from '../../../shared/in-parallel.ts';
import { type AccountChange, TryLater } from '../../../shared/ports.ts';
import { type Body, discard, stage, toBody } from './body.ts';
import { ABSENT, type Condition, type Item, itemBytes, type Objection, type Put, type Table } from './items.ts';
import { balanceKey, manifestKey, REWRITTEN, settlementKey } from './keys.ts';
import { WORDS } from './words.ts';

/** What became of an organization's change. */
type Verdict = 'done' | 'conflict' | 'stale';

/** One organization's change as items: settlement, balance, manifest, in this order. */
interface Prepared {
  readonly change: AccountChange;
  readonly puts: readonly Put[];
  readonly bodies: readonly Body[];
  readonly bytes: number;
}

/** A transaction takes 100 items and 4 MB; the rest of the megabytes is for what we cannot count. */
const ITEMS_LIMIT = 100;
const BYTES_LIMIT = 3_500_000;
const AT_ONCE = 4;
const ROUNDS = 6;
/** Items that one organization's change puts, and the place of the balance among them. */
const PUTS = 3;
const BALANCE = 1;

/** Settles changes, as many a transaction as fit: organizations with another run's or a newer reading are left out. */
export async function settleAll(
  table: Table,
  changes: readonly AccountChange[],
): Promise<{ readonly conflicts: readonly string[]; readonly stale: readonly string[] }> {
  const verdicts = (await inParallel(batchesOf(changes), AT_ONCE, (batch) => settleBatch(table, batch))).flat();
  const named = (wanted: Verdict) => verdicts.filter(([, verdict]) => verdict === wanted).map(([name]) => name);
  return { conflicts: named('conflict'), stale: named('stale') };
}

function prepare(change: AccountChange): Prepared {
  const { previousVersion, balance, inForce, settlement } = change;
  const { organization, year, version, reading, digest, rewritten } = balance;
  const ledger = settlementKey(year, organization, settlement.sequence);
  const manifest = manifestKey(year, organization);
  const entries = toBody(ledger, JSON.stringify(settlement));
  const force = toBody(manifest, JSON.stringify({ organization, version, inForce }));
  const text = JSON.stringify(balance);
  const marks = {
    version,
    reading,
    digest,
    run: settlement.runId,
    ...(rewritten !== undefined && { [REWRITTEN]: rewritten }),
  };
  const account: Item = { ...balanceKey(year, organization), text, ...marks };
  const puts = [
    { item: { ...ledger, ...entries.attributes }, condition: ABSENT },
    { item: account, condition: unmoved(previousVersion, balance) },
    { item: { ...manifest, version, ...force.attributes } },
  ];
  const bytes = puts.reduce((sum, { item }) => sum + itemBytes(item), 0);
  return { change, puts, bodies: [entries, force], bytes };
}

/**
 * The balance is the one that the change was computed from, no newer reading has been settled, and nobody was forgotten
 * since it was read.
 */
function unmoved(version: number, { reading, rewritten }: AccountChange['balance']): Condition {
  if (version === 0) return ABSENT;
  if (rewritten === undefined) return { equal: { version }, atMost: { reading }, without: REWRITTEN };
  return { equal: { version, [REWRITTEN]: rewritten }, atMost: { reading } };
}

/**
 * In order, so that the same changes make the same transactions. Each is prepared when its turn comes: packing its texts
 * takes about as long as the store takes for another one.
 */
function* batchesOf(changes: readonly AccountChange[]): Generator<readonly Prepared[]> {
  let batch: Prepared[] = [];
  let bytes = 0;
  for (const change of changes) {
    const one = prepare(change);
    if (batch.length > 0 && ((batch.length + 1) * PUTS > ITEMS_LIMIT || bytes + one.bytes > BYTES_LIMIT)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(one);
    bytes += one.bytes;
  }
  if (batch.length > 0) yield batch;
}

/** One transaction; organizations whose condition fails are judged and left out, and the others are tried again. */
async function settleBatch(table: Table, batch: readonly Prepared[]): Promise<readonly (readonly [string, Verdict])[]> {
  for (const { bodies } of batch) for (const body of bodies) await stage(table, body);
  const verdicts: [string, Verdict][] = [];
  let open = batch;
  for (let round = 0; open.length > 0; round += 1) {
    if (round === ROUNDS) throw new TryLater(WORDS.unsettled(table.where), 10);
    const objections = await table.putGroup(open.flatMap(({ puts }) => puts));
    if (objections === null) return [...verdicts, ...open.map(nameOf).map((name) => [name, 'done'] as const)];
    const next: Prepared[] = [];
    for (const [index, one] of open.entries()) {
      const own = objections.slice(index * PUTS, index * PUTS + PUTS);
      if (own.some((objection) => objection !== 'free')) {
        const verdict = await whatBecameOf(table, one, own[BALANCE]);
        if (verdict !== 'done') for (const { item } of one.puts) await discard(table, item);
        verdicts.push([nameOf(one), verdict]);
      } else next.push(one);
    }
    // Nobody failed a condition: another transaction was at one of our items just then.
    if (next.length === open.length) await table.pause(round);
    open = next;
  }
  return verdicts;
}

function nameOf({ change }: Prepared): string {
  return change.balance.organization;
}

/** What is stored instead: our own write whose answer was lost, a newer reading, or another run's work. */
async function whatBecameOf(
  table: Table,
  { change, puts }: Prepared,
  objection: Objection | undefined,
): Promise<Verdict> {
  const { version, reading, digest, rewritten } = change.balance;
  const account = puts[BALANCE]!.item;
  const told = objection === undefined || objection === 'free' ? undefined : objection.standing;
  const standing = told ?? (await table.get(account));
  if (standing === undefined) return 'conflict';
  if (standing.version === version && standing.digest === digest && standing.run === account.run) return 'done';
  // A reading from before somebody was forgotten may name them, so the workbooks must be read again.
  const isStale = Number(standing.reading) > reading || standing[REWRITTEN] !== rewritten;
  return isStale ? 'stale' : 'conflict';
}
