/** Ranking beside a loop over typed columns and beside SQLite, all with the same result. */
import { DatabaseSync } from 'node:sqlite';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import type { Balance, Entry } from '../../shared/domain/position.ts';
import { ScoredKind, SECTIONS } from '../../shared/domain/vocabulary.ts';
import { sumOf } from '../../shared/ledger/settle.ts';
import { rank, type Standing } from '../../shared/ranking/rank.ts';
import { inTurns, QUICK, tell } from './figure.ts';

const ORGANIZATIONS = QUICK ? 2_000 : 10_000;
const ENTRIES = 100;
const POOL_NAMES = [
  '党支部·本科',
  '党支部·研究生',
  '团支部·本科',
  '团支部·研究生',
  '班级·本科',
  '班级·研究生',
  '功能型',
];
const ROUNDS = 15;

let seed = 7;
const next = (below: number): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
  return seed % below;
};

const section = new Uint8Array(ORGANIZATIONS * ENTRIES);
const counted = new Int32Array(ORGANIZATIONS * ENTRIES);
const owner = new Int32Array(ORGANIZATIONS * ENTRIES);
const pool = new Uint8Array(ORGANIZATIONS);
const attended = new Int32Array(ORGANIZATIONS);
const ids: string[] = [];
const entries: Entry[][] = [];
for (let organization = 0; organization < ORGANIZATIONS; organization++) {
  ids.push(`P${String(organization).padStart(5, '0')}`);
  pool[organization] = next(POOL_NAMES.length);
  attended[organization] = next(20);
  const own: Entry[] = [];
  for (let number = 0; number < ENTRIES; number++) {
    const at = organization * ENTRIES + number;
    section[at] = next(SECTIONS.length);
    counted[at] = section[at] === SECTIONS.length - 1 ? -next(10) : next(150);
    owner[at] = organization;
    own.push({
      kind: 'award',
      section: SECTIONS[section[at] as number] as Entry['section'],
      item: 'P-C1',
      itemName: '助学零距离',
      activity: String(number),
      on: 46_000,
      title: '高等数学期中复习辅导',
      base: 100,
      factors: '',
      hundredths: counted[at] as number,
      counted: counted[at] as number,
      reason: null,
      source: null,
    });
  }
  entries.push(own);
}

function balancesOf(): readonly Balance[] {
  return entries.map(
    (own, organization): Balance => ({
      organization: ids[organization] as string,
      year: 2025,
      college: 'D01',
      kind: ScoredKind.partyBranch,
      name: '',
      pool: POOL_NAMES[pool[organization] as number] as string,
      ranked: true,
      vetoed: false,
      attendance: `${attended[organization]}/20`,
      ...sumOf(own),
      version: 1,
      reading: 1,
      digest: '',
    }),
  );
}

function ranked(balances: readonly Balance[]): readonly Standing[] {
  return rank(balances, DEFAULT_PARAMETERS);
}

/** Ranks by typed columns: the same order and ranks. */
function columns(): { readonly order: Int32Array; readonly ranks: Int32Array } {
  const width = SECTIONS.length;
  const sums = new Int32Array(ORGANIZATIONS * width);
  const totals = new Int32Array(ORGANIZATIONS);
  for (let at = 0; at < counted.length; at++) {
    const organization = owner[at] as number;
    const cell = organization * width + (section[at] as number);
    sums[cell] = (sums[cell] as number) + (counted[at] as number);
    totals[organization] = (totals[organization] as number) + (counted[at] as number);
  }
  for (let i = 0; i < ORGANIZATIONS; i++) totals[i] = Math.max(0, totals[i] as number);
  const merit = (a: number, b: number): number =>
    (pool[a] as number) - (pool[b] as number) ||
    (totals[b] as number) - (totals[a] as number) ||
    (sums[b * width] as number) - (sums[a * width] as number) ||
    (sums[b * width + width - 1] as number) - (sums[a * width + width - 1] as number) ||
    (attended[b] as number) - (attended[a] as number);
  const order = Int32Array.from(ids, (_, index) => index).sort((a, b) => merit(a, b) || a - b);
  const ranks = new Int32Array(ORGANIZATIONS);
  let place = 0;
  for (let i = 0; i < ORGANIZATIONS; i++) {
    const [before, own] = [order[i - 1] as number, order[i] as number];
    place = i === 0 || pool[before] !== pool[own] ? 1 : place + 1;
    ranks[i] = i > 0 && merit(before, own) === 0 ? (ranks[i - 1] as number) : place;
  }
  return { order, ranks };
}

/** The same order and ranks by SQL: window functions over a table of balances. */
function sqlite(balances: readonly Balance[]): () => readonly { id: string; rank: number }[] {
  const base = new DatabaseSync(':memory:');
  base.exec(
    'CREATE TABLE balance (id TEXT, pool INTEGER, total INTEGER, foundation INTEGER, lost INTEGER, share REAL)',
  );
  const insert = base.prepare('INSERT INTO balance VALUES (?, ?, ?, ?, ?, ?)');
  const [first, last] = [SECTIONS[0] as Entry['section'], SECTIONS.at(-1) as Entry['section']];
  for (const [index, { organization, total, sections }] of balances.entries())
    insert.run(organization, pool[index] ?? 0, total, sections[first], sections[last], (attended[index] ?? 0) / 20);
  const merit = 'total DESC, foundation DESC, lost DESC, share DESC';
  const query = base.prepare(
    `SELECT id, rank() OVER (PARTITION BY pool ORDER BY ${merit}) AS rank FROM balance ORDER BY pool, ${merit}, id`,
  );
  return () => query.all() as { id: string; rank: number }[];
}

const balances = balancesOf();
const standings = ranked(balances);
const { order, ranks } = columns();
const bySql = sqlite(balances);
const answer = bySql();
const differs = standings.findIndex(
  ({ organization, rank: own }, index) =>
    organization !== ids[order[index] as number] ||
    own !== ranks[index] ||
    own !== answer[index]?.rank ||
    organization !== answer[index]?.id,
);
if (differs >= 0) throw new Error(`the rankings differ at place ${differs}`);
const times = await inTurns(
  { night: () => ranked(balances), anew: () => ranked(balancesOf()), typed: columns, bySql },
  ROUNDS,
);
tell('ranked from balances / typed columns', times.night / times.typed, '×', 2);
tell('all entries summed anew and ranked / typed columns', times.anew / times.typed, '×');
tell('ranked from balances / SQLite', times.night / times.bySql, '×', 1);
