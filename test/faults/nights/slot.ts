import { randomUUID } from 'node:crypto';
import { type CommandRunner, type Ending, openCommandRunner } from '../../support/command-runner.ts';
import type { Way } from '../../support/faulty-files.ts';
import { type FaultyProxy, openFaultyProxy, type Fault as StoreFault } from '../../support/faulty-proxy.ts';
import type { Fault as GoogleFault } from '../../support/google-server/server.ts';
import { commandOf, type NightName, YEAR } from './nights.ts';
import type { Picture, TestPlace } from './place.ts';
import { type StoredState, storedState } from './stored-state.ts';
import { dropTable, itemsOf, makeTable, type StoredItems } from './table-copy.ts';

/** What may be disturbed: requests to the store, requests to Google, calls of the file system. */
export const KINDS = ['store', 'google', 'files'] as const;
export type Kind = (typeof KINDS)[number];

/** `away`: from this call on nothing of this kind answers any more, until the run has ended. */
export type Disturbance = Way | 'away';

export interface Fault {
  readonly kind: Kind;
  /** 1 = the first call of this kind in the night. */
  readonly number: number;
  readonly way: Disturbance;
}

/** Everything that people can see after a night and a normal run. */
export interface Outcome {
  readonly workbooks: Picture;
  readonly stored: StoredState;
}

/** A night, disturbed or not, and the normal run after it. */
export interface Trial {
  /** How the disturbed night ended. */
  readonly night: Ending;
  /** How the run after it ended. */
  readonly after: Ending;
  /** Calls of the disturbed night, by kind. */
  readonly calls: Readonly<Record<Kind, readonly string[]>>;
  /** The workbooks between the two. */
  readonly once: Picture;
  readonly outcome: Outcome;
}

/** One place with a proxy before the store and a process for commands: what one trial after another is made in. */
export interface Slot {
  readonly place: TestPlace;
  /** Runs a command on what stands now, with no fault. */
  run(argv: readonly string[]): Promise<Ending>;
  /** Puts workbooks and store back to what was kept before the night, disturbs it, and runs it again undisturbed. */
  trial(night: NightName, kept: StoredItems, fault: Fault | null): Promise<Trial>;
  /** One more normal run after a trial. */
  again(night: NightName): Promise<Outcome>;
  /** Gives the slot's store other contents. */
  fill(items: StoredItems): Promise<void>;
  items(): Promise<StoredItems>;
  close(): Promise<void>;
}

export async function openSlot(place: TestPlace, engine: string): Promise<Slot> {
  const proxy = await openFaultyProxy(engine);
  const runner = openCommandRunner(place.desk);
  let table = '';
  const fill = async (items: StoredItems): Promise<void> => {
    if (table !== '') await dropTable(engine, table);
    table = `faults-${randomUUID()}`;
    await makeTable(engine, table, items);
  };
  const order = (argv: readonly string[], fault: Fault | null) => ({
    argv,
    environment: { ...place.environment, DYNAMODB_ENDPOINT: proxy.endpoint, XIETONG_TABLE: table },
    files: {
      folder: place.desk,
      number: fault?.kind === 'files' ? fault.number : null,
      way: fault === null || fault.way === 'away' ? ('kill-before' as const) : fault.way,
    },
  });
  const outcome = async (): Promise<Outcome> => ({
    workbooks: place.picture(),
    stored: await storedState(engine, table, YEAR),
  });
  return {
    place,
    run: (argv) => runner.run(order(argv, null)),
    async trial(night, kept, fault) {
      place.restore(night);
      await fill(kept);
      const argv = commandOf(night, place);
      plant(proxy, place, runner, fault);
      const first = await runner.run(order(argv, fault));
      const calls = {
        store: proxy.operations(),
        google: (place.server?.log ?? []).map(({ method, path }) => `${method} ${path.replace(/sheet-\w+/, '')}`),
        files: typeof first === 'string' ? [] : first.calls,
      };
      plant(proxy, place, runner, null);
      const once = fault === null ? place.picture() : {};
      const after = await runner.run(order(argv, null));
      return { night: first, after, calls, once, outcome: await outcome() };
    },
    async again(night) {
      await runner.run(order(commandOf(night, place), null));
      return await outcome();
    },
    fill,
    items: () => itemsOf(engine, table),
    async close() {
      runner.stop();
      await proxy.close();
      await place.close();
    },
  };
}

function plant(proxy: FaultyProxy, { server }: TestPlace, runner: CommandRunner, fault: Fault | null): void {
  proxy.plan(({ number }) => (fault?.kind === 'store' ? storeFault(fault, number, runner) : null));
  server?.plan(({ number }) => (fault?.kind === 'google' ? googleFault(fault, number, runner) : null));
}

/** Milliseconds in which the store has carried out what was sent; a process that is dead by then could see no answer. */
const CARRIED_OUT = 15;

function storeFault({ number, way }: Fault, now: number, runner: CommandRunner): StoreFault | null {
  if (now < number || (now > number && !isLasting(way))) return null;
  if (way === 'away') return 'cut-before';
  if (now > number) return 'hang';
  if (way === 'kill-before') runner.kill();
  if (way === 'kill-after') setTimeout(() => runner.kill(), CARRIED_OUT);
  return storeFaults(way)[number % 3]!;
}

/** Nothing more gets through after a kill: the process may have other calls under way. */
function isLasting(way: Disturbance): boolean {
  return way === 'away' || way.startsWith('kill');
}

function storeFaults(way: Way): readonly StoreFault[] {
  const broken = { status: 500, type: 'InternalServerError' };
  const busy = { status: 400, type: 'ThrottlingException' };
  if (way === 'fail-before') return ['cut-before', broken, busy];
  if (way === 'fail-after') return ['cut-after', { ...broken, applied: true }, 'cut-after'];
  return way === 'kill-before' ? ['hang', 'hang', 'hang'] : ['cut-after', 'cut-after', 'cut-after'];
}

function googleFault({ number, way }: Fault, now: number, runner: CommandRunner): GoogleFault | null {
  if (now < number || (now > number && !isLasting(way))) return null;
  if (way === 'away') return 503;
  if (now > number) return 'cut-before';
  if (way.startsWith('kill')) setTimeout(() => runner.kill(), way === 'kill-before' ? 0 : CARRIED_OUT);
  return googleFaults(way)[number % 3]!;
}

function googleFaults(way: Way): readonly GoogleFault[] {
  if (way === 'fail-before') return ['cut-before', 503, 429];
  if (way === 'fail-after') return ['cut-after', 'timeout', 'half'];
  return way === 'kill-before' ? ['cut-before', 'cut-before', 'cut-before'] : ['timeout', 'timeout', 'timeout'];
}
