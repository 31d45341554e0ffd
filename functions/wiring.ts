import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports, Store, StoreRequests, Workbooks } from '../shared/ports.ts';
import { changeNotes } from '../shared/run/changes.ts';
import { isLoopback } from './adapters/aws/on-loopback.ts';
import { type DynamoStore, dynamoStore } from './adapters/dynamodb/store.ts';
import { DATABASE_FILE, openEngine } from './adapters/engine/engine.ts';
import type { GoogleSetup } from './adapters/google/setup.ts';
import { type Gate, judge, type SignedMessage, type Verdict } from './adapters/webhook/verify.ts';
import { xlsxWorkbooks } from './adapters/xlsx/workbooks.ts';
import { moments, systemClock } from './clock.ts';
import type { Environment } from './env.ts';
import type { Place } from './place.ts';

/** Ports that are open and must be closed. */
export interface OpenPorts {
  readonly ports: Ports;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Nothing may be written: without stored state the engine keeps its own in memory. */
  readonly readOnly: boolean;
  /** Words for a person who waits for a service. */
  say?(line: string): void;
}

/** The only place that makes adapters: from a place and the environment to ports. */
export async function openPorts(place: Place, environment: Environment, options: OpenOptions): Promise<OpenPorts> {
  const workbooks = await workbooksOf(place, environment, options.say);
  const { store, close } = await openStore(place.stateFolder, environment, options);
  return { ports: { workbooks, store, clock: systemClock }, close };
}

/** A store that is open and must be closed. */
export interface OpenStore {
  readonly store: Store;
  close(): Promise<void>;
}

/** The store alone, for commands that read no workbook. */
export async function openStore(
  stateFolder: string,
  environment: Environment,
  { readOnly }: OpenOptions,
): Promise<OpenStore> {
  const table = environment.XIETONG_TABLE;
  const { DYNAMODB_ENDPOINT: endpoint } = environment;
  if (endpoint !== undefined) {
    return opened(dynamoStore({ table, endpoint }), endpoint, async () => {});
  }
  const inMemory = readOnly && !existsSync(join(stateFolder, DATABASE_FILE));
  const engine = await openEngine({ stateFolder: inMemory ? null : stateFolder });
  return opened(dynamoStore({ table, endpoint: engine.endpoint }), engine.endpoint, () => engine.stop());
}

/** A store that is ready: on this machine its table is made when missing, and what that took is not counted. */
async function opened(store: DynamoStore, endpoint: string, stop: () => Promise<void>): Promise<OpenStore> {
  try {
    if (isLoopback(endpoint)) await store.ensureTable();
  } catch (error) {
    await stop();
    throw error;
  }
  const before = store.requests();
  const requests = (): StoreRequests => ({
    read: store.requests().read - before.read,
    write: store.requests().write - before.write,
  });
  return { store: { ...store, requests }, close: stop };
}

async function workbooksOf(place: Place, environment: Environment, say?: (line: string) => void): Promise<Workbooks> {
  if (place.kind === 'folder') return xlsxWorkbooks(place.folder);
  return (await openGoogle(environment, say)).workbooks;
}

/** Google with everything that commands besides the walk need: making workbooks, sharing them, looking at them. */
export interface OpenGoogle {
  readonly workbooks: Workbooks;
  readonly setup: GoogleSetup;
}

/** Throws `Refused` that says what of the configuration is missing. */
export async function openGoogle(environment: Environment, say?: (line: string) => void): Promise<OpenGoogle> {
  // The client takes half a second to load: only places at Google pay for it.
  const [{ openGoogle: open }, { googleWorkbooks }, { googleSetup }, { driveVersions }] = await Promise.all([
    import('./adapters/google/client.ts'),
    import('./adapters/google/workbooks.ts'),
    import('./adapters/google/setup.ts'),
    import('./adapters/google/versions.ts'),
  ]);
  const client = open({
    credentials: environment.XIETONG_GOOGLE_CREDENTIALS ?? null,
    api: environment.XIETONG_GOOGLE_API ?? null,
    perMinute: environment.XIETONG_GOOGLE_PER_MINUTE,
    ...(say ? { progress: say } : {}),
  });
  const workbooks = { ...googleWorkbooks(client), versions: () => driveVersions(client) };
  return { workbooks, setup: googleSetup(client) };
}

/** Who lets messages in that say that a workbook has changed. */
export interface OpenGate {
  /** Without a secret nobody gets in. */
  judge(message: SignedMessage): Promise<Verdict>;
  /** A message has been handed on: it is let in no more. */
  take(nonce: string): Promise<void>;
}

export function openGate(environment: Environment, runs: Parameters<typeof changeNotes>[0]): OpenGate {
  const { begin, take } = changeNotes(runs, moments);
  const gate: Gate = { secret: environment.XIETONG_WEBHOOK_SECRET ?? null, now: () => Date.now(), begin };
  return { judge: (message) => judge(message, gate), take };
}
