import { createPace, type Pace, Setback } from '../../../functions/adapters/google/pace.ts';
import { inParallel } from '../../../shared/in-parallel.ts';
import { TryLater } from '../../../shared/ports.ts';
import { type Random, randomFrom } from '../../faults/garbage/random.ts';
import { type Quota, quotaOf } from './quota.ts';
import { type VirtualTime, virtualTime } from './virtual-time.ts';

/** Nights of many schools as they run in the cloud: the state machine, functions with their own pace, Google's quota. */

export interface Scenario {
  readonly name: string;
  readonly schools: number;
  /** College workbooks of a school; its own workbook comes on top. */
  readonly workbooks: number;
  readonly accounts: number;
  /** Schools that an account serves at the same time. */
  readonly together?: number;
  readonly projects: number;
  /** MaxConcurrency of the maps. */
  readonly parallel: number;
  /** Reads, and writes, a minute that each instance of a function allows itself. */
  readonly share: number;
  readonly times: Times;
  /** One process with one pace, as the command line runs; otherwise each function instance has its own. */
  readonly inOneProcess?: boolean;
  readonly quota?: { readonly perAccount: number; readonly perProject: number };
}

/** Milliseconds. */
export interface Times {
  /** Medians of Google's answers; one in two lies between 0.7 and 1.5 times that. */
  readonly read: number;
  readonly write: number;
  /** For a function that starts anew. */
  readonly coldStart: number;
  /** Assessing a school: this, and so much more for each workbook. */
  readonly assess: number;
  readonly assessEach: number;
  /** Share of requests that Google fails to answer. */
  readonly lost: number;
}

export interface Outcome {
  /** Milliseconds until the last school is done. */
  readonly duration: number;
  /** Of the median school, from its own beginning. */
  readonly schoolDuration: number;
  readonly reads: number;
  readonly writes: number;
  readonly refused: number;
  readonly lost: number;
  readonly failedWorkbooks: number;
  readonly invocations: number;
  readonly transitions: number;
  /** Milliseconds that functions ran, waiting included. */
  readonly functionTime: number;
  readonly mostFunctions: number;
  /** Milliseconds waited, by where. */
  readonly waits: Readonly<Record<'ownPace' | 'backOff' | 'retryOfState' | 'functions', number>>;
}

const LAMBDA_CONCURRENCY = 1_000;
const GOOGLE = { perAccount: 60, perProject: 300 };
/** Google says no faster than it says yes. */
const REFUSAL = 100;
/** `BUSY` of the state machine's definition. */
const RETRIES = 5;
const FIRST_RETRY = 60_000;
const LONGEST_RETRY = 600_000;
/** An instance that nobody needed for so long is gone. */
const KEPT_WARM = 600_000;

interface Instance {
  readonly pace: Pace;
  freeSince: number;
}

interface World {
  readonly scenario: Scenario;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly quota: Quota;
  readonly seen: { -readonly [Name in Exclude<keyof Outcome, 'waits' | 'duration' | 'schoolDuration'>]: number };
  readonly waits: { -readonly [Name in keyof Outcome['waits']]: number };
  running: number;
  readonly queue: (() => void)[];
}

/** Where a school's requests go. */
interface Lane {
  readonly account: number;
  readonly project: number;
  /** Instances that are free, by function. */
  readonly pools: Map<string, Instance[]>;
}

export async function simulate(scenario: Scenario, seed = 1): Promise<Outcome> {
  const time = virtualTime();
  const { perAccount, perProject } = scenario.quota ?? GOOGLE;
  const world: World = {
    scenario,
    time,
    random: randomFrom(seed),
    quota: quotaOf(perAccount, perProject, time.now),
    seen: {
      reads: 0,
      writes: 0,
      refused: 0,
      lost: 0,
      failedWorkbooks: 0,
      invocations: 0,
      transitions: 0,
      functionTime: 0,
      mostFunctions: 0,
    },
    waits: { ownPace: 0, backOff: 0, retryOfState: 0, functions: 0 },
    running: 0,
    queue: [],
  };
  const durations: number[] = [];
  const count = scenario.accounts * (scenario.together ?? 1);
  const lanes = Array.from({ length: count }, async (_, lane) => {
    const account = lane % scenario.accounts;
    const schools = Math.floor((scenario.schools + count - 1 - lane) / count);
    for (let school = 0; school < schools; school++) {
      const began = time.now();
      await night(world, { account, project: account % scenario.projects, pools: new Map() });
      durations.push(time.now() - began);
    }
  });
  await time.until(Promise.all(lanes));
  durations.sort((a, b) => a - b);
  return {
    ...world.seen,
    waits: world.waits,
    duration: time.now(),
    schoolDuration: durations[durations.length >> 1] ?? 0,
  };
}

async function night(world: World, lane: Lane): Promise<void> {
  const { scenario, time, seen } = world;
  const { assess, assessEach } = scenario.times;
  const all = Array.from({ length: scenario.workbooks }, (_, at) => at);
  // Begin, the two choices, the two maps, Done.
  seen.transitions += 8;
  await task(world, lane, 'list', (pace) => pace.insist(() => request(world, lane, pace, 'read')));
  await inParallel(all, scenario.parallel, () =>
    task(world, lane, 'read', (pace) => pace.insist(() => request(world, lane, pace, 'read'))),
  );
  await task(world, lane, 'assess', () => time.sleep(assess + assessEach * scenario.workbooks));
  const publish = (): Promise<void> =>
    task(world, lane, 'publish', (pace) => pace.insist(() => readAndWrite(world, lane, pace)));
  await inParallel(all, scenario.parallel, publish);
  await publish();
}

async function readAndWrite(world: World, lane: Lane, pace: Pace): Promise<void> {
  await request(world, lane, pace, 'read');
  await request(world, lane, pace, 'write');
}

async function request(
  { scenario, time, random, quota, seen, waits }: World,
  lane: Lane,
  pace: Pace,
  kind: 'read' | 'write',
) {
  const asked = time.now();
  await pace.turn(kind, async () => {
    waits.ownPace += time.now() - asked;
    if (!quota.take(lane.account, lane.project, kind)) {
      seen.refused++;
      await time.sleep(REFUSAL);
      throw new Setback('quota', 'refused', null);
    }
    seen[kind === 'read' ? 'reads' : 'writes']++;
    // Half of the answers come within 0.7 to 1.5 times the median, one in forty takes 3.4 times as long or longer.
    await time.sleep(scenario.times[kind] * Math.exp(0.6 * normal(random)));
    if (random.chance(scenario.times.lost)) {
      seen.lost++;
      throw new Setback('away', 'lost', null);
    }
  });
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** A state of the machine: one invocation, and the retries of `BUSY`. */
async function task(world: World, lane: Lane, name: string, work: (pace: Pace) => Promise<void>): Promise<void> {
  const { time, random, seen, waits } = world;
  for (let tried = 0; ; tried++) {
    seen.transitions++;
    try {
      await invocation(world, lane, name, work);
      return;
    } catch (error) {
      if (!(error instanceof TryLater)) throw error;
      if (tried === RETRIES) {
        seen.failedWorkbooks++;
        return;
      }
      const wait = random.next() * Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** tried);
      waits.retryOfState += wait;
      await time.sleep(wait);
    }
  }
}

async function invocation(world: World, lane: Lane, name: string, work: (pace: Pace) => Promise<void>): Promise<void> {
  const { scenario, time, seen, waits } = world;
  const asked = time.now();
  if (world.running >= LAMBDA_CONCURRENCY) await new Promise<void>((go) => world.queue.push(go));
  else world.running++;
  waits.functions += time.now() - asked;
  seen.mostFunctions = Math.max(seen.mostFunctions, world.running);
  const began = time.now();
  const pool = lane.pools.get(scenario.inOneProcess ? 'process' : name) ?? [];
  lane.pools.set(scenario.inOneProcess ? 'process' : name, pool);
  const warm = scenario.inOneProcess ? pool[0] : pool.pop();
  const isWarm = warm !== undefined && (scenario.inOneProcess || time.now() - warm.freeSince < KEPT_WARM);
  const instance = isWarm ? warm : { pace: paceFor(world), freeSince: 0 };
  if (!isWarm) {
    if (scenario.inOneProcess) pool.push(instance);
    await time.sleep(scenario.times.coldStart);
  }
  try {
    await work(instance.pace);
  } finally {
    seen.invocations++;
    seen.functionTime += time.now() - began;
    instance.freeSince = time.now();
    if (!scenario.inOneProcess) pool.push(instance);
    const next = world.queue.shift();
    if (next) next();
    else world.running--;
  }
}

/** The project's own pacing, on the virtual clock. */
function paceFor({ scenario, time, random, waits }: World): Pace {
  let inTurn = 0;
  const pace = createPace({
    readsPerMinute: scenario.share,
    writesPerMinute: scenario.share,
    now: time.now,
    sleep: (milliseconds) => {
      if (inTurn === 0) waits.backOff += milliseconds;
      return time.sleep(milliseconds);
    },
    random: random.next,
  });
  return {
    ...pace,
    turn: (kind, call) => {
      // A turn sleeps, if at all, before it gives way to anybody: what sleeps outside of one backs off.
      inTurn++;
      const turn = pace.turn(kind, call);
      inTurn--;
      return turn;
    },
  };
}
