/**
 * A night and a day of edits of the deployed functions, with and without what recognises own writes and keeps judgements (after and before).
 * `node test/bench/day.ts [--colleges 30] [--students 300] [--edits 2] [--before 3] [--cold]`: edits a college; edits, and echoes of a night, that
 * are measured in the old way and taken for all; every event in a new sandbox.
 */
import { parseArgs } from 'node:util';
import { memoryOf } from '../../infra/constructs/functions.ts';
import { joined, type Meter, sumOf, type Tally, times, total, type Work } from './day/meter.ts';
import { printTallies } from './day/print.ts';
import { type EditTaken, openSchoolByDay } from './day/school-day.ts';
import { QUICK, tell } from './figure.ts';
import { PRICES } from './prices.ts';

const { values } = parseArgs({
  options: {
    colleges: { type: 'string', default: QUICK ? '3' : '10' },
    students: { type: 'string', default: QUICK ? '60' : '300' },
    edits: { type: 'string', default: '2' },
    before: { type: 'string', default: '3' },
    cold: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const COLLEGES = Number(values.colleges);
const STUDENTS = Number(values.students);
const EDITS = Number(values.edits) * COLLEGES;
const SAMPLE = Math.min(Number(values.before), EDITS);
/** An echo may cost at most a fifth of a judgement, where a school has more than a few colleges. */
const BOUND = COLLEGES < 10 ? undefined : 0.2;

interface Measured {
  readonly first: Tally;
  readonly another: Tally;
  readonly echoes: Tally;
  readonly edits: readonly EditTaken[];
  readonly oldEchoes: Tally;
  readonly oldEdits: readonly EditTaken[];
  /** Seconds of each judgement before that pack what was not kept then. */
  readonly packing: number;
}

const school = await openSchoolByDay(COLLEGES, STUDENTS);
try {
  tellFigures(await measured());
} finally {
  await school.close();
}

async function measured(): Promise<Measured> {
  const { cold } = values;
  const [now, old] = [school.meter({ forgets: false, cold }), school.meter({ forgets: true, cold })];
  const first = await school.night(now, 0);
  const renewal = await school.renewal(now);
  const written = [...school.workbooks];
  const echoes = await school.echoes(now, written);
  const told = written.slice(0, SAMPLE);
  const oldEchoes = await school.echoes(old, told);
  const edits = await day(now, EDITS);
  const packing = await school.packing();
  const oldEdits = await day(old, SAMPLE);
  const next = await school.night(now, 1);
  const again = await school.night(now, 1);
  const another = await school.night(now, 2);
  const [begin, ...later] = edits;
  printTallies({
    'first night': first,
    'night of the next day': next,
    'the same night again': again,
    'night of the day after that': another,
    'renewal of the channels': renewal,
    [`echoes of a night (${written.length})`]: echoes,
    [`echoes of a night, before (${told.length})`]: oldEchoes,
    'first edit of the day: its judgement': begin?.judged ?? new Map(),
    [`later edits (${later.length}): their judgements`]: joined(later.map(({ judged }) => judged)),
    [`all edits (${EDITS}): messages that need nothing`]: joined(edits.map((one) => one.echoes)),
    [`edits, before (${SAMPLE}): their judgements`]: joined(oldEdits.map(({ judged }) => judged)),
    [`edits, before (${SAMPLE}): the other messages`]: joined(oldEdits.map((one) => one.echoes)),
  });
  holdToLaw(echoes, edits);
  return { first, another, echoes, edits, oldEchoes, oldEdits, packing };
}

async function day(meter: Meter, edits: number): Promise<readonly EditTaken[]> {
  const taken: EditTaken[] = [];
  for (let n = 0; n < edits; n++) taken.push(await school.edit(meter, school.workbooks[n % COLLEGES] ?? ''));
  return taken;
}

/** Every message that needs nothing is recognised and judges nothing; every edit is judged once. */
function holdToLaw(ofNight: Tally, edits: readonly EditTaken[]): void {
  for (const tally of [ofNight, ...edits.map(({ echoes }) => echoes)]) {
    const { invocations = 0, echoes = 0 } = tally.get('process-change') ?? {};
    const { judgements } = total(tally);
    if (echoes !== invocations || judgements > 0) throw new Error(`${echoes} of ${invocations} were recognised`);
  }
  for (const { judged } of edits) {
    const { judgements } = total(judged);
    if (judgements !== 1) throw new Error(`an edit took ${judgements} judgements`);
  }
}

function tellFigures({ first, another, echoes, edits, oldEchoes, oldEdits, packing }: Measured): void {
  const [begin, ...rest] = edits.map(({ judged }) => total(judged));
  if (begin === undefined) return;
  const later = times(sumOf(rest), 1 / Math.max(rest.length, 1));
  const unpacked = (work: Work): Work => withoutPacking(work, packing);
  const judgedBefore = unpacked(times(total(...oldEdits.map(({ judged }) => judged)), 1 / SAMPLE));
  tell(`${COLLEGES} colleges of ${STUDENTS} students: first night`, total(first).gigabyteSeconds, 'GB-s');
  tell('night of two days later', total(another).gigabyteSeconds, 'GB-s');
  const bothNights = [total(echoes), unpacked(times(total(oldEchoes), COLLEGES / Math.min(SAMPLE, COLLEGES)))] as const;
  compare('the echoes of a night', 'GB-s', (work) => work.gigabyteSeconds, bothNights, BOUND);
  const bothDays = [
    total(...edits.flatMap((one) => [one.judged, one.echoes])),
    unpacked(times(total(...oldEdits.flatMap((one) => [one.judged, one.echoes])), EDITS / SAMPLE)),
  ] as const;
  const name = `a day of ${EDITS} edits`;
  compare(name, 'judgements', (work) => work.judgements, bothDays);
  compare(name, 'colleges judged', (work) => work.judgedAnew, bothDays);
  compare(name, 'GB-s', (work) => work.gigabyteSeconds, bothDays);
  compare(name, 's of a processor', (work) => work.processor, bothDays);
  compare(name, 'requests to Google', (work) => work.googleReads + work.googleWrites, bothDays);
  compare(name, 'write units', (work) => work.writeUnits, bothDays);
  compare(name, 'read units', (work) => work.readUnits, bothDays);
  compare(name, 'cents', (work) => 100 * costOf(work), bothDays);
  tell('most memory of an edit, the first one of a day', begin.peak, 'MB');
  tell('judging the first edit of a day', begin.gigabyteSeconds, 'GB-s');
  tell('judging a later edit', later.gigabyteSeconds, 'GB-s');
  tell('judging an edit before', judgedBefore.gigabyteSeconds, 'GB-s');
  tell('judging a later edit / before', later.gigabyteSeconds / judgedBefore.gigabyteSeconds, '×');
  tell('packing what is kept, taken off each judgement before', packing, 's');
  const kept = total(another);
  tell('write units of what a night keeps', kept.keptWrites, 'units');
  tell('write units of what a later edit keeps', later.keptWrites, 'units');
  tell('read units of what a later edit finds kept', later.keptReads, 'units');
  const from = paysFrom(kept, later, judgedBefore);
  if (from === null) process.stdout.write('keeping does not pay here, however many edits there are\n');
  else tell('edits a day from which keeping pays', from, 'edits');
}

function compare(
  what: string,
  unit: string,
  of: (work: Work) => number,
  [after, before]: readonly [after: Work, before: Work],
  bound?: number,
): void {
  tell(`${what}, before`, of(before), unit);
  tell(`${what}, after`, of(after), unit);
  tell(`${what}, after / before (${unit})`, of(after) / of(before), '×', bound);
}

function withoutPacking(work: Work, packing: number): Work {
  const packed = (work.judgements * packing * memoryOf('process-change', COLLEGES * STUDENTS)) / 1_024;
  const processor = work.processor - work.judgements * packing;
  return { ...work, processor, gigabyteSeconds: work.gigabyteSeconds - packed };
}

/** US dollars: Lambda by the second, and units of the table. */
function costOf({
  gigabyteSeconds,
  readUnits,
  writeUnits,
}: Pick<Work, 'gigabyteSeconds' | 'readUnits' | 'writeUnits'>): number {
  return (
    gigabyteSeconds * PRICES.gigabyteSecond +
    (readUnits * PRICES.millionReads + writeUnits * PRICES.millionWrites) / 1e6
  );
}

/** The night pays for what it keeps; each edit saves a part of a judgement, and reads and renews what is kept. */
function paysFrom(night: Work, edit: Work, before: Work): number | null {
  const saved = costOf(before) - costOf(edit);
  const spent = costOf({ gigabyteSeconds: 0, readUnits: 0, writeUnits: night.keptWrites });
  return saved > 0 ? Math.ceil(spent / saved) : null;
}
