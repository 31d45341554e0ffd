import { type Ending, openCommandRunner } from '../../support/command-runner.ts';
import { idOfFile } from '../../support/google-server/copy-folder.ts';
import { commandOf, editAgain, type NightName, SENDINGS, TOLD, YEAR } from './nights.ts';
import type { Picture, TestPlace } from './place.ts';
import { type Fault, googleCalls, type Kind, plant, type Victims } from './plant.ts';
import { type StoredState, storedState } from './stored-state.ts';
import type { StoredItems, TestStore } from './test-store.ts';
import { type Chain, openChain, type Told } from './told.ts';

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
  readonly outcome: Outcome;
  /** What became of the message and of the next one; `null` = it was a night. */
  readonly told: ToldTwice | null;
}

export interface ToldTwice {
  readonly first: Told;
  /** Of the same user's next edit, by which nothing is disturbed. */
  readonly next: Told;
  readonly outcome: Outcome;
}

/** One place with a proxy before the store and a process for commands: what one trial after another is made in. */
export interface Slot {
  readonly place: TestPlace;
  /** Runs a command on what stands now, with no fault. */
  run(argv: readonly string[]): Promise<Ending>;
  /** The same at the hour at which workbooks are edited. */
  runByDay(argv: readonly string[]): Promise<Ending>;
  /** Puts workbooks and store back to what was kept before the night, disturbs it, and runs it again undisturbed. */
  trial(night: NightName, kept: StoredItems, fault: Fault | null): Promise<Trial>;
  /** What a night alone makes of an edit of which nobody is told. */
  untold(kept: StoredItems): Promise<Trial>;
  /** Gives the slot's store other contents. */
  fill(items: StoredItems): Promise<void>;
  items(): Promise<StoredItems>;
  close(): Promise<void>;
}

/** @param ahead milliseconds by which the clocks of functions are ahead of the machine's */
export async function openSlot(place: TestPlace, store: TestStore, ahead: number): Promise<Slot> {
  const chain = place.server === null ? null : await openChain(place, ahead);
  const runner = openCommandRunner(place.desk);
  const { fill } = store;
  const ofStore = () => store.environment();
  const order = (argv: readonly string[], fault: Fault | null) => ({
    argv,
    environment: { ...place.environment, ...ofStore() },
    files: {
      folder: place.desk,
      number: fault?.kind === 'files' ? fault.number : null,
      way: fault === null || fault.way === 'away' ? ('kill-before' as const) : fault.way,
    },
    database:
      store.proxy === null
        ? { number: fault?.kind === 'store' ? fault.number : null, way: fault?.way ?? ('kill-before' as const) }
        : null,
  });
  const outcome = async (): Promise<Outcome> => ({
    workbooks: place.picture(),
    stored: await store.read((own) => storedState(own, YEAR)),
  });
  const runByDay = (argv: readonly string[]): Promise<Ending> => runner.run({ ...order(argv, null), ahead });
  const kill = (): void => {
    runner.kill();
    chain?.kill();
  };
  const victims: Victims = { store: store.proxy, queue: chain?.proxy ?? null, google: place.server, kill };
  const calls = (first: Ending): Trial['calls'] => ({
    store: store.proxy?.operations() ?? (typeof first === 'string' ? [] : first.stored),
    google: googleCalls(place.server),
    queue: chain?.proxy.operations() ?? [],
    files: typeof first === 'string' ? [] : first.calls,
  });
  const tell = (sendings: number, onEnd: (name: string) => void): Promise<Told> =>
    openedChain(chain).tell(idOfFile(TOLD), sendings, ofStore(), onEnd);
  /** The next message, and a night where the first one was not heard. */
  const afterTelling = async (first: Told, made: Trial['calls']): Promise<Trial> => {
    const night: Ending = { code: 0, calls: [], stored: [], said: '' };
    const after = first.heard ? night : await runByDay(commandOf('told', place));
    const reached = await outcome();
    await editAgain(place);
    const next = await tell(1, () => {});
    const told = { first, next, outcome: await outcome() };
    return { night, after, calls: made, outcome: reached, told };
  };
  const toldTrial = async (sendings: number, fault: Fault | null): Promise<Trial> => {
    let received: Trial['calls'] | null = null;
    const struck = plant(victims, fault);
    // What is away comes back, and who was killed is another process, when the function has ended.
    const told = await tell(sendings, () => {
      received ??= structuredClone(calls('killed'));
      if (struck()) plant(victims, null);
    });
    // A message that is sent once can be lost only before it is in the queue.
    const made = sendings === 1 && received !== null ? received : calls('killed');
    plant(victims, null);
    return await afterTelling(told, made);
  };
  return {
    place,
    run: (argv) => runner.run(order(argv, null)),
    runByDay,
    async untold(kept) {
      place.restore('told');
      await fill(kept);
      plant(victims, null);
      return await afterTelling({ answers: [], heard: false }, calls('killed'));
    },
    async trial(night, kept, fault) {
      place.restore(night);
      await fill(kept);
      const sendings = SENDINGS[night];
      if (sendings !== undefined) return await toldTrial(sendings, fault);
      const argv = commandOf(night, place);
      plant(victims, fault);
      const first = await runner.run(order(argv, fault));
      const made = calls(first);
      plant(victims, null);
      const after = await runner.run(order(argv, null));
      return { night: first, after, calls: made, outcome: await outcome(), told: null };
    },
    fill,
    items: store.items,
    async close() {
      runner.stop();
      await Promise.all([store.close(), chain?.close()]);
      await place.close();
    },
  };
}

function openedChain(chain: Chain | null): Chain {
  if (chain === null) throw new Error('nobody is told of a workbook in a folder');
  return chain;
}
