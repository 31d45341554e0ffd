import { type Channels, type Ports, type Store, type TimeLeft, TryLater, type Workbooks } from '../../shared/ports.ts';
import type { RawWorkbook } from '../../shared/sheet/raw.ts';
import { dynamoStore } from '../adapters/dynamodb/store.ts';
import { systemClock } from '../clock.ts';
import { DEFAULT_TABLE, type Environment, readEnvironment } from '../env.ts';
import { openTelemetry, type Telemetry } from '../telemetry.ts';
import type { LambdaPlace } from './place.ts';

/** What happened at the workbooks' place since the last call. */
export interface Seen {
  readonly throttled: number;
  readonly rowsRead: number;
  /**
   * A workbook that could not be read or written now: the walk reports it by name, and the state machine may try again.
   */
  readonly busy: TryLater | null;
}

/** Everything that a function on Lambda works with during one event. */
export interface Wired {
  readonly ports: Ports;
  /** `null`: the school's place has none. */
  readonly channels: Channels | null;
  readonly environment: Environment;
  readonly schoolWorkbook: string;
  readonly telemetry: Telemetry;
  /** Returns what happened since the last call. */
  seen(): Seen;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Loads the code for the school's place, a separate part of the bundle: a school at Google does not pay for files, nor
 * the other way round.
 */
export async function loadPlace({ XIETONG_PLACE: place }: Variables): Promise<void> {
  if (place === undefined || place === '') await loadGoogle();
  else await Promise.all([loadRemote(), loadFiles().then(({ loadClient }) => loadClient(place))]);
}

const loadGoogle = () => import('./google-place.ts');
const loadRemote = () => import('./remote-place.ts');
const loadFiles = () => import('../open-remote-files.ts');

/**
 * From the environment to ports: a DynamoDB table, and workbooks at Google, on a campus disk or in a bucket.
 * @param timeLeft asked before every call to the store and to the place
 * @returns makes what one event works with. Clients are made once; workbooks are made for each event, because they
 *   remember what they have read until they write it: a function that only reads would end up remembering the whole
 *   school
 */
export async function wireLambda(variables: Variables, timeLeft: TimeLeft): Promise<() => Wired> {
  const environment = readEnvironment(variables);
  const { XIETONG_TABLE: table = DEFAULT_TABLE, DYNAMODB_ENDPOINT: endpoint } = environment;
  const counts: Counts = { throttled: 0, rowsRead: 0, busy: null };
  const store = dynamoStore({ table, endpoint, timeLeft });
  const place = await openPlace(environment, store, timeLeft, () => counts.throttled++);
  const rest = {
    channels: place.channels,
    environment,
    schoolWorkbook: place.schoolWorkbook,
    telemetry: openTelemetry(environment.XIETONG_SCHOOL, (line) => process.stdout.write(line), Date.now),
    seen: () => {
      const seen = { ...counts };
      Object.assign(counts, { throttled: 0, rowsRead: 0, busy: null });
      return seen;
    },
  };
  return () => ({
    ...rest,
    ports: { workbooks: counted(place.workbooks(), counts), store, clock: systemClock },
  });
}

async function openPlace(
  environment: Environment,
  store: Store,
  timeLeft: TimeLeft,
  onThrottled: () => void,
): Promise<LambdaPlace> {
  const place = environment.XIETONG_PLACE;
  if (place === undefined) return (await loadGoogle()).googlePlace(environment, timeLeft, onThrottled);
  return await (await loadRemote()).remotePlace(place, environment, store, timeLeft);
}

interface Counts {
  throttled: number;
  rowsRead: number;
  busy: TryLater | null;
}

function counted(workbooks: Workbooks, counts: Counts): Workbooks {
  const noting = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    try {
      return await call();
    } catch (error) {
      if (error instanceof TryLater) counts.busy = error;
      throw error;
    }
  };
  return {
    ...workbooks,
    read: (id, wants) =>
      noting(async (): Promise<RawWorkbook> => {
        const raw = await workbooks.read(id, wants);
        for (const { rows, output } of raw.tabs)
          if (output === undefined) counts.rowsRead += Math.max(0, rows.length - 1);
        return raw;
      }),
    publish: (id, image, keep) => noting(() => workbooks.publish(id, image, keep)),
  };
}
