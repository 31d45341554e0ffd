/** What a night costs at the store, by the share of entries that changed: requests and write units. */
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import type { Entry } from '../../shared/domain/position.ts';
import { ScoredKind, Section } from '../../shared/domain/vocabulary.ts';
import type { AccountTarget } from '../../shared/ledger/settle.ts';
import { pendingTargets, settleSchool } from '../../shared/run/settle-school.ts';
import { openEngine } from '../support/engine-process.ts';
import { openCountedTable } from './day/counted-table.ts';
import { QUICK, tell } from './figure.ts';

const ORGANIZATIONS = QUICK ? 100 : 500;
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

/** @param counted what an entry counts, by its number */
function targets(counted: (number: number) => number): AccountTarget[] {
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
    entries: Array.from({ length: ENTRIES }, (_, number) => entry(number, counted(number))),
  }));
}

const engine = await openEngine();
let units = 0;
const counted = await openCountedTable(engine.endpoint, {
  isForgotten: () => false,
  seen: ({ writeUnits }) => {
    units += writeUnits;
  },
});
const store = dynamoStore({ endpoint: counted.endpoint, table: 'bench' });
await store.ensureTable();
let reading = 0;

interface Cost {
  readonly read: number;
  readonly write: number;
  readonly units: number;
}

async function night(name: string, all: readonly AccountTarget[]): Promise<Cost> {
  const before = store.requests();
  const unitsBefore = units;
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
  await settleSchool(store.ledger, { pending, balances, stamp, dryRun: false });
  const { read, write } = store.requests();
  return { read: read - before.read, write: write - before.write, units: units - unitsBefore };
}

/** Wanted: one and a half times a write for 25 entries and 25 organizations, and a read for a megabyte of manifests. */
function boundOf(perHundred: number): number {
  const all = targets(() => 240);
  const megabytes = Math.ceil(
    all.reduce((bytes, target) => bytes + Buffer.byteLength(JSON.stringify(target.entries)), 0) / 1e6,
  );
  const changed = (ORGANIZATIONS * ENTRIES * perHundred) / 100;
  return Math.floor(1.5 * (Math.ceil(changed / 25) + Math.ceil(ORGANIZATIONS / 25) + megabytes));
}

const first = await night(
  'first',
  targets(() => 240),
);
tell('first night, requests', first.read + first.write, 'requests');
tell('first night, write units', first.units, 'units');
const unchanged = await night(
  'unchanged',
  targets(() => 240),
);
tell('nothing changed, reads', unchanged.read, 'requests', 3);
tell('nothing changed, writes', unchanged.write, 'requests', 0);
let turn = 0;
for (const perHundred of [1, 10, 100]) {
  // Spread over all organizations, the hardest way; each time other amounts than before.
  turn += 1;
  const amount = 240 - turn;
  const changing = (ENTRIES * perHundred) / 100;
  const {
    read,
    write,
    units: spent,
  } = await night(
    `${perHundred}`,
    targets((number) => (number < changing ? amount : 240)),
  );
  const share = `${perHundred} % of the entries changed`;
  tell(`${share}, requests`, read + write, 'requests', boundOf(perHundred));
  tell(`${share}, write units`, spent, 'units');
}
await counted.close();
await engine.stop();
