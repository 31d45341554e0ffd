/**
 * Ranking 1,000,000 entries of 10,000 organizations beside a loop that sums and ranks typed columns with the same
 * result. A night ranks balances: they are the sums of the entries already, moved with every settlement (points.md §4).
 * That must cost at most twice the loop. Printed besides: the same with all entries summed anew from objects.
 * `node test/bench/ranking.ts`
 */
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import type { Balance, Entry } from '../../shared/domain/position.ts';
import { ScoredKind, SECTIONS } from '../../shared/domain/vocabulary.ts';
import { sumOf } from '../../shared/ledger/settle.ts';
import { rank, type Standing } from '../../shared/ranking/rank.ts';

const ORGANIZATIONS = 10_000;
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
const ROUNDS = 40;

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

/** Fastest round of each task, the tasks in turns: what else the machine does meanwhile meets all of them. */
function fastest(tasks: readonly (() => unknown)[]): readonly number[] {
  const best = tasks.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, task] of tasks.entries()) {
      const begun = performance.now();
      task();
      best[index] = Math.min(best[index] as number, performance.now() - begun);
    }
  }
  return best;
}

const balances = balancesOf();
const standings = ranked(balances);
const { order, ranks } = columns();
const differs = standings.findIndex(
  ({ organization, rank: own }, index) => organization !== ids[order[index] as number] || own !== ranks[index],
);
if (differs >= 0) throw new Error(`the two rankings differ at place ${differs}`);
const [night = 0, anew = 0, typed = 0] = fastest([() => ranked(balances), () => ranked(balancesOf()), columns]);
process.stdout.write(
  `1,000,000 entries of 10,000 organizations, best of ${ROUNDS}: typed columns ${typed.toFixed(1)} ms; ` +
    `ranked from balances ${night.toFixed(1)} ms, ratio ${(night / typed).toFixed(2)} (bound 2.00); ` +
    `summed anew and ranked ${anew.toFixed(1)} ms, ratio ${(anew / typed).toFixed(2)}\n`,
);
if (night / typed > 2) process.exitCode = 1;
