/**
 * What a night costs at the store: 500 organizations with 200 entries each, on the embedded engine.
 * Prints requests of a first night, of a night in which nothing changed and of one in which 1 percent of the entries
 * changed, beside the bound. Fails where a bound is broken. `node test/bench/settle.ts`
 */
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { openEngine } from '../../functions/adapters/engine/engine.ts';
import type { Entry } from '../../shared/domain/position.ts';
import { ScoredKind, Section } from '../../shared/domain/vocabulary.ts';
import type { AccountTarget } from '../../shared/ledger/settle.ts';
import { pendingTargets, settleSchool } from '../../shared/run/settle-school.ts';

const ORGANIZATIONS = 500;
const ENTRIES = 200;
const YEAR = 2025;

function entry(number: number, counted: number): Entry {
  return {
    kind: 'award',
    section: Section.practice,
    item: `P-C${number % 4}`,
    itemName: '助学零距离',
    activity: `JSJ-2025-${number}`,
    on: 45_900 + (number % 300),
    title: `高等数学期中复习辅导（第 ${number} 场）`,
    base: 200,
    factors: '主办 1 × 联合 6/5',
    hundredths: 240,
    counted,
    reason: counted === 240 ? null : '超出本期次数',
    source: { college: 'JSJ', tab: '活动台账', row: number + 2 },
  };
}

/** Every entry whose number `isChanged` says so counts differently. */
function targets(isChanged: (organization: number, number: number) => boolean): AccountTarget[] {
  return Array.from({ length: ORGANIZATIONS }, (_, organization) => ({
    facts: {
      organization: `P${String(organization).padStart(4, '0')}`,
      college: `D${organization % 20}`,
      name: `第 ${organization} 党支部`,
      kind: ScoredKind.partyBranch,
      pool: '党支部·本科',
      ranked: true,
      vetoed: false,
      attendance: '17/20',
    },
    entries: Array.from({ length: ENTRIES }, (_, number) => entry(number, isChanged(organization, number) ? 0 : 240)),
  }));
}

const engine = await openEngine({ stateFolder: null });
const store = dynamoStore({ endpoint: engine.endpoint, table: 'bench' });
await store.ensureTable();
let reading = 0;

async function night(
  name: string,
  all: readonly AccountTarget[],
  bound: string,
): Promise<{ read: number; write: number }> {
  const before = store.requests();
  const begun = performance.now();
  // What every night reads besides: heads and violation books.
  await store.snapshots.heads();
  await store.violations.books(YEAR);
  const balances = await store.ledger.balances(YEAR);
  const pending = pendingTargets(all, balances, () => true);
  const stamp = {
    year: YEAR,
    reading: ++reading,
    runId: name,
    time: '',
    schemeVersion: 's',
    ruleSet: 'r',
    asOf: 46_000,
  };
  const { awards, reversals } = await settleSchool(store.ledger, { pending, balances, stamp, dryRun: false });
  const took = Math.round(performance.now() - begun);
  const { read, write } = store.requests();
  const cost = { read: read - before.read, write: write - before.write };
  process.stdout.write(
    `${name}: ${pending.length} organizations, ${awards} awards, ${reversals} reversals; ` +
      `${cost.read} reads + ${cost.write} writes = ${cost.read + cost.write} requests in ${took} ms (${bound})\n`,
  );
  return cost;
}

await night(
  'first night',
  targets(() => false),
  'no bound',
);
const unchanged = await night(
  'nothing changed',
  targets(() => false),
  'bound: 3 reads, 0 writes',
);
// 1 percent of 100,000 entries, two in every organization: the hardest spread.
const manifestMegabytes = Math.ceil(
  targets(() => false).reduce((bytes, target) => bytes + Buffer.byteLength(JSON.stringify(target.entries)), 0) / 1e6,
);
const changed = (ORGANIZATIONS * ENTRIES) / 100;
const bound = Math.floor(1.5 * (Math.ceil(changed / 25) + Math.ceil(ORGANIZATIONS / 25) + manifestMegabytes));
const spread = await night(
  '1 percent changed',
  targets((_, number) => number < 2),
  `bound: ${bound} requests`,
);
await engine.stop();
if (unchanged.read > 3 || unchanged.write > 0 || spread.read + spread.write > bound) {
  process.stdout.write('a bound is broken\n');
  process.exitCode = 1;
}
