import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Channels, type Ports, type TimeLeft, TryLater, type Workbooks } from '../../shared/ports.ts';
import type { RawWorkbook } from '../../shared/sheet/raw.ts';
import { dynamoStore } from '../adapters/dynamodb/store.ts';
import { googleChannels } from '../adapters/google/channels.ts';
import { type GoogleClient, openClient } from '../adapters/google/client.ts';
import { type Pace, Setback } from '../adapters/google/pace.ts';
import { googleWorkbooks } from '../adapters/google/workbooks.ts';
import { systemClock } from '../clock.ts';
import { DEFAULT_TABLE, type Environment, NotDeployed, readEnvironment } from '../env.ts';
import { openTelemetry, type Telemetry } from '../telemetry.ts';

/** What happened at Google since the last call. */
export interface Seen {
  readonly throttled: number;
  readonly rowsRead: number;
  /** A workbook that could not be read or written now: the walk reports it by name, the state machine may try it again. */
  readonly busy: TryLater | null;
}

/** Everything that a function on Lambda works with during one event. */
export interface Wired {
  readonly ports: Ports;
  readonly channels: Channels;
  readonly environment: Environment;
  readonly schoolWorkbook: string;
  readonly telemetry: Telemetry;
  /** Returns what happened since the last call. */
  seen(): Seen;
}

/**
 * From the environment to ports: a DynamoDB table and workbooks at Google. No spreadsheet library, no engine.
 * @param timeLeft asked before every call of the store and of Google
 * @returns makes what one event works with. Clients are made once; workbooks for each event, because they remember what
 *   they have read until they write it: a function that only reads would in the end remember the whole school
 */
export function wireLambda(variables: Readonly<Record<string, string | undefined>>, timeLeft: TimeLeft): () => Wired {
  const environment = readEnvironment(variables);
  const schoolWorkbook = environment.XIETONG_SCHOOL_WORKBOOK;
  if (schoolWorkbook === undefined) throw new NotDeployed('XIETONG_SCHOOL_WORKBOOK');
  const { XIETONG_TABLE: table = DEFAULT_TABLE, DYNAMODB_ENDPOINT: endpoint } = environment;
  const store = dynamoStore({ table, endpoint, timeLeft });
  const counts: Counts = { throttled: 0, rowsRead: 0, busy: null };
  const client = openClient({
    credentials: credentialsOf(environment),
    api: environment.XIETONG_GOOGLE_API ?? null,
    perMinute: environment.XIETONG_GOOGLE_PER_MINUTE,
    timeLeft,
  });
  const quota = countingQuota(client, counts);
  const rest = {
    channels: googleChannels(client, Date.now),
    environment,
    schoolWorkbook,
    telemetry: openTelemetry(environment.XIETONG_SCHOOL, (line) => process.stdout.write(line), Date.now),
    seen: () => {
      const seen = { ...counts };
      Object.assign(counts, { throttled: 0, rowsRead: 0, busy: null });
      return seen;
    },
  };
  return () => ({
    ...rest,
    ports: { workbooks: counted(googleWorkbooks(quota), counts), store, clock: systemClock },
  });
}

interface Counts {
  throttled: number;
  rowsRead: number;
  busy: TryLater | null;
}

/** The adapter wants a file; a function has a variable and a folder of its own. Nothing in it is secret. */
function credentialsOf({ XIETONG_GOOGLE_CREDENTIALS, XIETONG_GOOGLE_FEDERATION }: Environment): string | null {
  if (XIETONG_GOOGLE_FEDERATION === undefined) return XIETONG_GOOGLE_CREDENTIALS ?? null;
  const file = join(tmpdir(), 'google-federation.json');
  if (!existsSync(file)) writeFileSync(file, XIETONG_GOOGLE_FEDERATION, { mode: 0o600 });
  return file;
}

function countingQuota(client: GoogleClient, counts: Counts): GoogleClient {
  const turn: Pace['turn'] = async (kind, call) => {
    try {
      return await client.pace.turn(kind, call);
    } catch (error) {
      if (error instanceof Setback && error.kind === 'quota') counts.throttled++;
      throw error;
    }
  };
  return { ...client, pace: { ...client.pace, turn } };
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
