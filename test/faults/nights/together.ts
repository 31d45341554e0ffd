import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CommandRunner, type Ending, openCommandRunner } from '../../support/command-runner.ts';
import { openEngine } from '../../support/engine-process.ts';
import { COLLEGES, edit, makeSchool, notesOf, YEAR } from './nights.ts';
import { folderPlace, googlePlace, type TestPlace } from './place.ts';
import { storedState } from './stored-state.ts';
import { embeddedStore, serviceStore, type TestStore } from './test-store.ts';

/** Nights, runs after a change and command lines of one school at once, while people work on its workbooks. */

export interface TogetherInput {
  /** What the store is: SQLite in each command's process, or one DynamoDB-compatible engine. */
  readonly store: 'embedded' | 'service';
  readonly places: readonly TestPlace['kind'][];
  /** How often at each kind of place. */
  readonly rounds: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface TogetherReport {
  readonly rounds: number;
  readonly runs: number;
  readonly edits: number;
  /** Runs that gave up since others were faster, and said so. */
  readonly gaveUp: number;
  readonly differences: readonly string[];
}

const AS_OF = '2026-07-15';
const EDITS = 4;
/** Milliseconds within which everybody starts, and between two edits. */
const SPREAD = 1_500;

export async function together(input: TogetherInput): Promise<TogetherReport> {
  const root = mkdtempSync(join(tmpdir(), 'xietong-together-'));
  const engine = input.store === 'service' ? await openEngine() : null;
  const openStore = async (): Promise<TestStore> =>
    engine === null ? embeddedStore(root) : await serviceStore(engine.endpoint);
  const report = { rounds: 0, runs: 0, edits: 0, gaveUp: 0, differences: [] as string[] };
  const school = join(root, 'school');
  const runners: CommandRunner[] = [];
  try {
    await makeSchool(school);
    for (let count = 0; count < crowd('').length; count++) runners.push(openCommandRunner(root));
    const random = randomFrom(input.seed);
    for (const kind of input.places)
      for (let round = 1; round <= input.rounds; round++) {
        const name = `${kind}, round ${round} of seed ${input.seed}`;
        const desk = join(root, `${kind}-${round}`);
        mkdirSync(desk);
        if (kind === 'folder') cpSync(school, desk, { recursive: true });
        const place = kind === 'folder' ? folderPlace(desk, root) : await googlePlace(school, new Map(), desk);
        const [store, anew] = [await openStore(), await openStore()];
        const around = { place, store, anew, runners, random, elsewhere: join(root, `new-${kind}-${round}`) };
        const found = await oneRound(around, report);
        report.differences.push(...found.map((difference) => `${name}: ${difference}`));
        for (const difference of found) input.say(`${name}: ${difference}`);
        report.rounds += 1;
        input.say(`${name}: done`);
        await Promise.all([place.close(), store.close(), anew.close()]);
      }
    return report;
  } finally {
    for (const runner of runners) runner.stop();
    await engine?.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

interface Around {
  readonly place: TestPlace;
  readonly store: TestStore;
  /** Another one, for a run that knows nothing. */
  readonly anew: TestStore;
  readonly runners: readonly CommandRunner[];
  readonly random: () => number;
  /** A place that somebody sets up meanwhile. */
  readonly elsewhere: string;
}

/** Whoever is at work at once: two nights, a run for each college, a rehearsal, a trial run, and a new place. */
function crowd(place: string, elsewhere = ''): readonly (readonly string[])[] {
  const day = ['--as-of', AS_OF, '--quiet'];
  return [
    ['audit', place, ...day],
    ['audit', place, ...day],
    ['audit', place, '--only', 'JSJ', ...day],
    ['audit', place, '--only', 'JX', ...day],
    ['year-end', place, '--rehearse', '--year', '2025-2026', ...day],
    ['audit', place, '--dry-run', ...day],
    ['init', elsewhere, '--colleges', '2', '--quiet'],
  ];
}

type Counts = { runs: number; edits: number; gaveUp: number };

async function oneRound(around: Around, counts: Counts): Promise<readonly string[]> {
  const { place, store, runners, random, elsewhere } = around;
  // Filling makes a table anew: only then is its name known.
  await store.fill([]);
  const environment = { ...place.environment, ...store.environment() };
  const run = (at: number, argv: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ending> =>
    runners[at]!.run({ argv, environment: { ...environment, ...more }, files: null });
  const normal = ['audit', place.argument, '--as-of', AS_OF, '--quiet'];
  const failed: string[] = [];
  const judge = (ending: Ending, argv: readonly string[]): void => {
    counts.runs += 1;
    // Exit code 1: somebody had a workbook open just then.
    if (typeof ending !== 'string' && ending.code <= 1) return;
    // Whoever gives up says what to do; anything else is a fault.
    if (typeof ending !== 'string' && /请重新运行|重试|稍后/.test(ending.said)) counts.gaveUp += 1;
    else
      failed.push(
        `${argv.join(' ')} ended with ${typeof ending === 'string' ? ending : `${ending.code} ${ending.said}`}`,
      );
  };
  judge(await run(0, normal), normal);
  const typed = new Map<string, string>();
  const people = (async () => {
    for (let count = 1; count <= EDITS; count++) {
      await sleep(random() * SPREAD);
      for (const [id, text] of await edit(place, random, count)) typed.set(id, text);
      counts.edits += 1;
    }
  })();
  const machines = crowd(place.argument, elsewhere).map(async (argv, at) => {
    await sleep(random() * SPREAD);
    judge(await run(at, argv), argv);
    if (argv[0] === 'init') return;
    await sleep(random() * SPREAD);
    judge(await run(at, argv), argv);
  });
  await Promise.all([people, ...machines]);
  return [...failed, ...(await afterwards(around, { run: (more) => run(0, normal, more), typed, judge }))];
}

interface Aftermath {
  readonly run: (more?: Readonly<Record<string, string>>) => Promise<Ending>;
  /** Notes that people have typed: 问题编号 -> text. */
  readonly typed: ReadonlyMap<string, string>;
  readonly judge: (ending: Ending, argv: readonly string[]) => void;
}

/** One more run, for what has not been read since the last edit; a second one must find nothing to do. */
async function afterwards(
  { place, store, anew }: Around,
  { run, typed, judge }: Aftermath,
): Promise<readonly string[]> {
  judge(await run(), ['the run after']);
  const after = await store.read((own) => storedState(own, YEAR));
  judge(await run(), ['one more run']);
  const twice = await store.read((own) => storedState(own, YEAR));
  const found = [...after.breaches];
  for (const [what, text] of Object.entries(twice.places))
    if (after.places[what] !== text) found.push(`${what} changes once more, to ${text}`);
  found.push(...(await lostNotes(place, typed, twice.places)));
  await anew.fill([]);
  judge(await run(anew.environment()), ['a first run with an empty store']);
  const fresh = await anew.read((own) => storedState(own, YEAR));
  for (const [what, text] of Object.entries(fresh.places))
    if (OF_THE_READING.test(what) && twice.places[what] !== text)
      found.push(`${what} is ${twice.places[what]} for ${text}`);
  return found;
}

/** What depends on the workbooks alone, and on no history. */
const OF_THE_READING = /^(?:balance|in force|ranking|head)/;

/** A note stands beside its violation, or is kept with it for the day on which it recurs. */
async function lostNotes(
  place: TestPlace,
  typed: ReadonlyMap<string, string>,
  stored: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const standing = new Map<string, string>();
  for (const file of COLLEGES) for (const [id, text] of await notesOf(place, file)) standing.set(id, text);
  return [...typed].flatMap(([id, text]) => {
    // Beside a violation that is listed it must stand, even where it is kept as well.
    if (standing.has(id)) return standing.get(id) === text ? [] : [`the note “${text}” stands no more`];
    const kept = Object.entries(stored).some(
      ([what, record]) => what.startsWith('violation ') && what.endsWith(` ${id}`) && record.includes(text),
    );
    return kept ? [] : [`the note “${text}” is lost`];
  });
}

/** 0 ≤ x < 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
