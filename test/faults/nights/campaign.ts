import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ending } from '../../support/command-runner.ts';
import { type Engine, openEngine } from '../../support/engine-process.ts';
import type { Workbook } from '../../support/google-server/model.ts';
import {
  commandBefore,
  editOnce,
  hourOfEdits,
  makeSchool,
  NIGHTS,
  type NightName,
  SENDINGS,
  workOnWorkbooks,
} from './nights.ts';
import { folderPlace, googlePlace, type Picture, type TestPlace } from './place.ts';
import { type Fault, KINDS, type Sort, sortOf, waysOf } from './plant.ts';
import { type Outcome, openSlot, type Slot, type Trial } from './slot.ts';
import { embeddedStore, type StoredItems, serviceStore } from './test-store.ts';

/** A fault at every external call of every night at every kind of place, each followed by a normal run. */

export type StoreKind = 'embedded' | 'service';
export const STORE_KINDS: readonly StoreKind[] = ['embedded', 'service'];
export type PlaceKind = TestPlace['kind'];
export const PLACE_KINDS: readonly PlaceKind[] = ['folder', 'google'];

export interface CampaignInput {
  /** What the store is: SQLite in the command's process, or a DynamoDB-compatible engine. */
  readonly store: StoreKind;
  readonly places: readonly PlaceKind[];
  readonly nights: readonly NightName[];
  /** Every k-th trial only, beginning with the `offset`-th. */
  readonly every: number;
  readonly offset: number;
  /** Trials side by side. */
  readonly slots: number;
  readonly say: (line: string) => void;
}

export interface CampaignReport {
  /** Trials by place, night, sort of call and way. */
  readonly counts: ReadonlyMap<string, number>;
  /** Trials by sort of call. */
  readonly sorts: ReadonlyMap<Sort, number>;
  readonly trials: number;
  /** Messages that nobody heard, so that the night came first. */
  readonly unheard: number;
  /** What was not as without the fault: trial, place, what. */
  readonly differences: readonly string[];
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** What was kept of the store before each night, and what comes of it without a fault. */
interface Prepared {
  readonly items: ReadonlyMap<NightName, StoredItems>;
  readonly expected: ReadonlyMap<NightName, Trial>;
  /** What a night makes of the edit of which nobody was told; `null` where nobody is told at all. */
  readonly untold: Trial | null;
}

export async function campaign(input: CampaignInput): Promise<CampaignReport> {
  const root = mkdtempSync(join(tmpdir(), 'xietong-faults-'));
  const engine = input.store === 'service' ? await openEngine() : null;
  const report: Report = { counts: new Map(), sorts: new Map(), trials: 0, unheard: 0, differences: [] };
  try {
    const school = join(root, 'school');
    await makeSchool(school);
    for (const kind of input.places) await atPlaces(kind, input, { root, school, engine }, report);
    return report;
  } finally {
    await engine?.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

interface Surroundings {
  readonly root: string;
  readonly school: string;
  /** `null`: the store is embedded. */
  readonly engine: Engine | null;
}

interface Report extends CampaignReport {
  readonly counts: Map<string, number>;
  readonly sorts: Map<Sort, number>;
  trials: number;
  unheard: number;
  readonly differences: string[];
}

async function atPlaces(kind: PlaceKind, input: CampaignInput, around: Surroundings, report: Report): Promise<void> {
  const slots = await openSlots(kind, input.slots, around);
  // A folder has no webhook, and the functions of the cloud have no embedded store.
  const isTold = kind === 'google' && around.engine !== null;
  const nights = input.nights.filter((night) => isTold || SENDINGS[night] === undefined);
  try {
    const prepared = await prepare(slots[0]!, nights);
    const todo = nights.flatMap((night) => faultsOf(prepared.expected.get(night)!).map((fault) => ({ night, fault })));
    const sortAt = ({ night, fault: { kind, number } }: (typeof todo)[number]): Sort =>
      sortOf(kind, prepared.expected.get(night)!.calls[kind][number - 1]!);
    const chosen = todo.filter((_, at) => at % input.every === input.offset % input.every);
    // However many calls a night has, one of each sort is among the chosen.
    const keyOf = (one: (typeof todo)[number]): string => `${one.night} ${sortAt(one)}`;
    const sorts = new Set(chosen.map(keyOf));
    for (const one of todo) {
      if (!sorts.has(keyOf(one))) chosen.push(one);
      sorts.add(keyOf(one));
    }
    input.say(`${kind}: ${todo.length} faults, ${chosen.length} of them tried`);
    let next = 0;
    const work = async (slot: Slot): Promise<void> => {
      for (let at = next++; at < chosen.length; at = next++) {
        const { night, fault } = chosen[at]!;
        const trial = await slot.trial(night, prepared.items.get(night)!, fault);
        report.trials += 1;
        const expected = prepared.expected.get(night)!;
        const call = expected.calls[fault.kind][fault.number - 1]!;
        const sort = sortOf(fault.kind, call);
        add(report.counts, `${kind} ${night} ${sort} ${fault.way}`);
        add(report.sorts, sort);
        const name = `${kind}, ${night}, ${fault.kind} ${fault.number} (${call}) ${fault.way}`;
        const [actual, wanted] = hasEnded(trial) ? [compared(trial), compared(expected)] : [trial, expected];
        const found =
          trial.told === null
            ? differences(actual, wanted)
            : toldDifferences(trial, expected, prepared.untold!, SENDINGS[night] === 1);
        if (trial.told?.first.heard === false) report.unheard += 1;
        for (const difference of found) {
          report.differences.push(`${name}: ${difference}`);
          input.say(`${name}: ${difference}`);
        }
        if (report.trials % 100 === 0) input.say(`${report.trials} trials`);
      }
    };
    await Promise.all(slots.map(work));
  } finally {
    await Promise.all(slots.map((slot) => slot.close()));
  }
}

async function openSlots(kind: PlaceKind, count: number, { root, school, engine }: Surroundings): Promise<Slot[]> {
  const kept = new Map<string, readonly Workbook[]>();
  return await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const desk = join(root, `${kind}-${at}`);
      mkdirSync(desk);
      if (kind === 'folder') cpSync(school, desk, { recursive: true });
      const place = kind === 'folder' ? folderPlace(desk, join(root, 'kept')) : await googlePlace(school, kept, desk);
      const store = engine === null ? embeddedStore(root) : await serviceStore(engine.endpoint);
      return await openSlot(place, store, hourOfEdits() - Date.now());
    }),
  );
}

/** Makes what stands before each night, and runs each of them undisturbed. */
async function prepare(slot: Slot, nights: readonly NightName[]): Promise<Prepared> {
  const { place } = slot;
  const items = new Map<NightName, StoredItems>([['first', []]]);
  await slot.fill([]);
  place.keep('first');
  done(await slot.run(commandBefore(place)), 'the night before');
  await workOnWorkbooks(place);
  place.keep('changed');
  place.keep('seal');
  items.set('changed', await slot.items()).set('seal', await slot.items());
  const isTold = nights.some((night) => SENDINGS[night] !== undefined);
  const before = isTold ? await prepareTelling(slot) : [];
  items.set('told', before).set('unrepeated', before);
  const untold = isTold ? await slot.untold(before) : null;
  const expected = new Map<NightName, Trial>();
  for (const night of NIGHTS.filter((name) => nights.includes(name))) {
    const trial = await slot.trial(night, items.get(night)!, null);
    done(trial.night, night);
    const unheard = [trial, untold].flatMap((one) => (one === null ? [] : toldTwiceDifferences(one, one)));
    if (trial.told?.first.heard === false || unheard.length > 0) throw new Error(`nobody hears: ${unheard.join()}`);
    if (trial.outcome.stored.breaches.length > 0) throw new Error(trial.outcome.stored.breaches.join('\n'));
    expected.set(night, trial);
  }
  return { items, expected, untold };
}

/** A night, and then an edit in one workbook. */
async function prepareTelling(slot: Slot): Promise<StoredItems> {
  const { place } = slot;
  place.restore('first');
  await slot.fill([]);
  done(await slot.runByDay(commandBefore(place)), 'the night before the edit');
  await editOnce(place);
  place.keep('told');
  place.keep('unrepeated');
  return await slot.items();
}

function done(ending: Ending, what: string): void {
  if (typeof ending === 'string' || ending.code !== 0)
    throw new Error(`${what}: ${typeof ending === 'string' ? ending : `exit ${ending.code}, ${ending.said}`}`);
}

/** Every call of an undisturbed night, disturbed in every way. */
function faultsOf({ calls }: Trial): readonly Fault[] {
  return KINDS.flatMap((kind) =>
    calls[kind].flatMap((call, at) => waysOf(kind, call).map((way) => ({ kind, number: at + 1, way }))),
  );
}

/** The disturbed run came to its end all the same, and said that a workbook could not be read or written. */
function hasEnded({ night }: Trial): boolean {
  return typeof night !== 'string' && night.code === 1;
}

/**
 * A trial without what depends on how many runs have told of a workbook: what 概览 compares with, and the numbers of looks,
 * of which each writing of a workbook may add some.
 */
function compared(trial: Trial): Trial {
  const { workbooks, stored } = trial.outcome;
  const places = Object.entries(stored.places).filter(([place]) => !place.startsWith('note compared/'));
  return {
    ...trial,
    outcome: {
      workbooks: Object.fromEntries(
        Object.entries(workbooks)
          .filter(([place]) => !place.endsWith('xl/styles.xml'))
          .map(([place, text]) => [place, text.replace(COMPARISON, '').replace(LOOK, '')]),
      ),
      stored: { ...stored, places: Object.fromEntries(places) },
    },
  };
}

const COMPARISON = /（(?:比上次|与上次|已整改|新增)[^（）]*）/gu;
const LOOK = / s="\d+"/g;

function differences(trial: Trial, expected: Trial, once: Picture = {}): readonly string[] {
  const found: string[] = [];
  if (trial.night === 'hung' || trial.after === 'hung') found.push('a run hung');
  const codes = [trial, expected].map(({ after }) => (typeof after === 'string' ? after : after.code));
  // A year that could not be sealed by the disturbed run is sealed by the one after it.
  if (codes[0] !== codes[1] && codes[0] !== 0)
    found.push(
      `the run after ended with ${codes[0]} ${typeof trial.after === 'string' ? '' : trial.after.said.trim()}`,
    );
  return [...found, ...outcomeDifferences(trial.outcome, expected.outcome, once)];
}

/**
 * A message that was heard leads to what it would have led to undisturbed, one that was not to what the night makes of
 * the edit. Either way the next edit is heard. A
 * sender that comes again must be let in, unless its message is in the queue already.
 */
function toldDifferences(trial: Trial, delivered: Trial, untold: Trial, mayBeLost: boolean): readonly string[] {
  const { heard, answers } = trial.told!.first;
  const expected = heard ? delivered : untold;
  const other = heard ? untold : delivered;
  const found = [
    ...differences(trial, expected, other.outcome.workbooks),
    ...toldTwiceDifferences(trial, expected, other),
  ];
  return heard || mayBeLost ? found : [...found, `nobody heard, the sender got ${answers.join(', ')}`];
}

function toldTwiceDifferences({ told }: Trial, expected: Trial, other = expected): readonly string[] {
  if (told === null || expected.told === null) return [];
  const { next, outcome } = told;
  const found = outcomeDifferences(outcome, expected.told.outcome, other.told?.outcome.workbooks);
  const deaf = next.heard && next.answers.join() === '202' ? [] : [`the next message got ${next.answers.join(', ')}`];
  return [...deaf, ...found.map((difference) => `after the next edit ${difference}`)];
}

/**
 * Places that differ, each with the first text that does.
 * @param once what the workbooks may show instead: whether a message or the night brought an edit is told in 概览
 */
export function outcomeDifferences(actual: Outcome, expected: Outcome, once: Picture = {}): readonly string[] {
  return [
    ...placesThatDiffer(actual.workbooks, expected.workbooks, once),
    ...placesThatDiffer(actual.stored.places, expected.stored.places, {}),
    ...actual.stored.breaches,
  ];
}

function placesThatDiffer(
  actual: Readonly<Record<string, string>>,
  expected: Readonly<Record<string, string>>,
  once: Readonly<Record<string, string>>,
): readonly string[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...names].flatMap((name) => {
    const [is, was] = [actual[name], expected[name]];
    if (is === was || (is !== undefined && is === once[name])) return [];
    if (is === undefined || was === undefined) return [`${name} is ${is === undefined ? 'missing' : 'too much'}`];
    const at = [...is].findIndex((letter, index) => letter !== was[index]);
    const from = Math.max(0, at - 30);
    return [`${name} has “${is.slice(from, at + 60)}” for “${was.slice(from, at + 60)}”`];
  });
}
