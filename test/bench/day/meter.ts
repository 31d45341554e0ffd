import { memoryOf } from '../../../infra/constructs/functions.ts';
import type { FunctionName } from '../../../infra/tools/bundle.ts';
import type { Lab } from '../../functions/a-lab.ts';
import { type Invocation, invoke } from '../../support/bundles.ts';
import { type CountedTable, openCountedTable, type TableRequest } from './counted-table.ts';

/** What a function took, in all its invocations. */
export interface Work {
  readonly invocations: number;
  /** Seconds of a processor, and of the clock, from the event to the answer. */
  readonly processor: number;
  readonly seconds: number;
  /** Seconds × the memory that it is deployed with. */
  readonly gigabyteSeconds: number;
  /** The most memory that one of its sandboxes has had until then, in MB. */
  readonly peak: number;
  readonly googleReads: number;
  readonly googleWrites: number;
  /** Requests about channels and files. */
  readonly driveRequests: number;
  readonly tableRequests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Units of what is kept for the next edit, contained in the above. */
  readonly keptReads: number;
  readonly keptWrites: number;
  /** Judgements, and how many colleges they judged anew. */
  readonly judgements: number;
  readonly judgedAnew: number;
  /** Messages that were recognised as about our own write, or about an edit that was already judged. */
  readonly echoes: number;
}

export type Tally = ReadonlyMap<FunctionName, Work>;

const NOTHING: Work = {
  invocations: 0,
  processor: 0,
  seconds: 0,
  gigabyteSeconds: 0,
  peak: 0,
  googleReads: 0,
  googleWrites: 0,
  driveRequests: 0,
  tableRequests: 0,
  readUnits: 0,
  writeUnits: 0,
  keptReads: 0,
  keptWrites: 0,
  judgements: 0,
  judgedAnew: 0,
  echoes: 0,
};
const FIELDS = Object.keys(NOTHING) as (keyof Work)[];

export function sumOf(works: Iterable<Work>): Work {
  const sum: { -readonly [Field in keyof Work]: Work[Field] } = { ...NOTHING };
  for (const work of works)
    for (const field of FIELDS)
      sum[field] = field === 'peak' ? Math.max(sum.peak, work.peak) : sum[field] + work[field];
  return sum;
}

export function times(work: Work, factor: number): Work {
  const product: { -readonly [Field in keyof Work]: Work[Field] } = { ...NOTHING };
  for (const field of FIELDS) product[field] = work[field] * (field === 'peak' ? 1 : factor);
  return product;
}

/** What all functions took together. */
export const total = (...tallies: readonly Tally[]): Work => sumOf(tallies.flatMap((tally) => [...tally.values()]));

export function joined(tallies: readonly Tally[]): Tally {
  const names = new Set(tallies.flatMap((tally) => [...tally.keys()]));
  return new Map([...names].map((name) => [name, sumOf(tallies.flatMap((tally) => tally.get(name) ?? []))]));
}

/** Sends events to the functions of a lab and counts what they take. */
export interface Meter {
  send(name: FunctionName, event: unknown): Promise<Invocation>;
  /** What the functions take while `work` runs. */
  during(work: () => Promise<unknown>): Promise<Tally>;
  close(): Promise<void>;
}

export interface MeterOptions {
  readonly lab: Lab;
  readonly engine: string;
  readonly colleges: number;
  readonly students: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Without what is remembered of own writes and of judged colleges: every message judges the whole school. */
  readonly forgets: boolean;
  /** Every event to a new sandbox, as on a day of few edits. */
  readonly cold: boolean;
}

const LEFT = 'left/';
const KEPT = 'IMAGE#kept#';

export function openMeter(options: MeterOptions): Meter {
  const { lab, engine, colleges, students, environment, forgets, cold } = options;
  let tally = new Map<FunctionName, Work>();
  const tables = new Map<FunctionName, Promise<CountedTable>>();
  let keptPuts = 0;
  const count = (name: FunctionName, work: Partial<Work>): void => {
    tally.set(name, sumOf([tally.get(name) ?? NOTHING, { ...NOTHING, ...work }]));
  };
  const seen = (name: FunctionName, { partition, readUnits, writeUnits, puts }: TableRequest): void => {
    const isKept = partition.startsWith(KEPT);
    if (isKept && puts) keptPuts += 1;
    const kept = isKept ? { keptReads: readUnits, keptWrites: writeUnits } : {};
    count(name, { tableRequests: readUnits + writeUnits > 0 ? 1 : 0, readUnits, writeUnits, ...kept });
  };
  const isForgotten = (partition: string, sort: string): boolean =>
    forgets && (partition.startsWith(KEPT) || (partition === 'NOTE' && sort.startsWith(LEFT)));
  const tableOf = (name: FunctionName): Promise<CountedTable> => {
    const table = tables.get(name) ?? openCountedTable(engine, { isForgotten, seen: (one) => seen(name, one) });
    tables.set(name, table);
    return table;
  };
  return {
    async send(name, event) {
      const { endpoint } = await tableOf(name);
      // The webhook asks nothing of Google; of the others only one kind runs at a time.
      if (name !== 'receive-change')
        lab.server.before(({ method, path }) => {
          const isWrite = method !== 'GET';
          if (path.startsWith('/drive/')) count(name, { driveRequests: 1 });
          else count(name, isWrite ? { googleWrites: 1 } : { googleReads: 1 });
        });
      const before = keptPuts;
      const more = { ...environment, DYNAMODB_ENDPOINT: endpoint };
      const invocation = cold
        ? await invoke(name, event, { ...lab.environment, ...more })
        : await lab.send(name, event, more);
      const { seconds, processor, peak, error, log } = invocation;
      if (error !== null) throw new Error(`${name}: ${error.type}: ${error.message}\n${log.join('\n')}`);
      const gigabyteSeconds = (seconds * memoryOf(name, students)) / 1_024;
      count(name, { invocations: 1, seconds, processor, gigabyteSeconds, peak });
      if (name === 'assess-school') count(name, { judgements: 1, judgedAnew: colleges });
      if (name === 'process-change') count(name, { ...judgementsOf(log), judgedAnew: keptPuts - before });
      return invocation;
    },
    async during(work) {
      tally = new Map();
      await work();
      return tally;
    },
    async close() {
      for (const table of tables.values()) await (await table).close();
    },
  };
}

function judgementsOf(log: readonly string[]): Pick<Work, 'judgements' | 'echoes'> {
  const lines = log.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  return {
    judgements: lines.filter(({ Lag }) => Lag !== undefined).length,
    echoes: lines.filter(({ Echoes }) => Echoes === 1).length,
  };
}
