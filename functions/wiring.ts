import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Ports, Refused, type Store, type StoreRequests, type Workbooks } from '../shared/ports.ts';
import { changeNotes } from '../shared/run/changes.ts';
import type { RawWorkbook } from '../shared/sheet/raw.ts';
import { isLoopback } from './adapters/aws/on-loopback.ts';
import type { GoogleSetup } from './adapters/google/setup.ts';
import { DATABASE_FILE, ENGINE_FILE } from './adapters/sqlite/files.ts';
import type { OpenTable } from './adapters/sqlite/store.ts';
import { WORDS } from './adapters/sqlite/words.ts';
import { archiveLines, type Moved, restore } from './adapters/store/archive.ts';
import { storeIn } from './adapters/store/store.ts';
import {
  type Gate,
  type SignedMessage,
  type Verdict,
  verifyMessage,
  workbookSecret,
} from './adapters/webhook/verify.ts';
import { xlsxWorkbooks } from './adapters/xlsx/workbooks.ts';
import { moments, systemClock } from './clock.ts';
import { DEFAULT_TABLE, type Environment } from './env.ts';
import type { SchoolPlace } from './school-place.ts';

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
export async function openPorts(
  place: SchoolPlace,
  environment: Environment,
  options: OpenOptions,
): Promise<OpenPorts> {
  // An unusable place is reported before any state is made for it.
  const early = place.kind === 'remote' ? null : await workbooksOf(place, environment, options.say);
  const { store, close } = await openStore(place.stateFolder, environment, options);
  try {
    const workbooks = early ?? (await remoteWorkbooksOf(place, environment, store, options));
    return { ports: { workbooks, store, clock: systemClock }, close };
  } catch (error) {
    await close();
    throw error;
  }
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
  options: OpenOptions,
): Promise<OpenStore> {
  offerEngineFile(stateFolder, environment);
  const { table, close } = await openTable(stateFolder, environment, options);
  const store = storeIn(table);
  // What opening took is not counted.
  const before = store.requests();
  const requests = (): StoreRequests => ({
    read: store.requests().read - before.read,
    write: store.requests().write - before.write,
  });
  return { store: { ...store, requests }, close };
}

/** A store that is opened to be moved as a whole. */
export interface OpenArchive {
  /** Everything in it, a line an item. */
  lines(): Promise<Generator<string, Moved>>;
  /** Puts the lines of another store into this one. */
  restore(lines: readonly string[]): Promise<Moved>;
  close(): Promise<void>;
}

export async function openArchive(
  stateFolder: string,
  environment: Environment,
  options: OpenOptions,
): Promise<OpenArchive> {
  const { table, close } = await openTable(stateFolder, environment, options);
  return {
    lines: async () => archiveLines(await table.all(), table.where),
    restore: (lines) => restore(table, lines),
    close,
  };
}

/** The lines of a file of the former embedded store. Throws `Refused` for any other file. */
export async function engineFileLines(file: string): Promise<readonly string[]> {
  const { engineItems } = await import('./adapters/sqlite/engine-file.ts');
  return [...archiveLines(engineItems(file), `“${file}”`)];
}

/** A table of DynamoDB where one is named, else the embedded one; on this machine it is made when missing. */
async function openTable(stateFolder: string, environment: Environment, { readOnly }: OpenOptions): Promise<OpenTable> {
  if (isElsewhere(environment)) return await openDynamoTable(environment);
  // Node says what it is that it lacks where it is older than this: only those who need it load it.
  const [{ openSqlite }, { openLater }] = await Promise.all([
    import('./adapters/sqlite/store.ts'),
    import('./adapters/sqlite/open-later.ts'),
  ]);
  if (existsSync(join(stateFolder, DATABASE_FILE))) return await openSqlite({ stateFolder, readOnly });
  return readOnly ? await openSqlite({ stateFolder: null }) : await openLater(stateFolder);
}

function isElsewhere({ XIETONG_TABLE, DYNAMODB_ENDPOINT }: Environment): boolean {
  return XIETONG_TABLE !== undefined || DYNAMODB_ENDPOINT !== undefined;
}

async function openDynamoTable({ XIETONG_TABLE, DYNAMODB_ENDPOINT: endpoint }: Environment): Promise<OpenTable> {
  const { openDynamo } = await import('./adapters/dynamodb/store.ts');
  const { table, ensureTable, close } = openDynamo({ table: XIETONG_TABLE ?? DEFAULT_TABLE, endpoint });
  if (isLoopback(endpoint)) await ensureTable();
  return { table, close: async () => close() };
}

/** Beginning anew beside the ledger of an earlier version would count everything a second time. */
function offerEngineFile(stateFolder: string, environment: Environment): void {
  const file = join(stateFolder, ENGINE_FILE);
  if (isElsewhere(environment) || existsSync(join(stateFolder, DATABASE_FILE)) || !existsSync(file)) return;
  throw new Refused(WORDS.offer(file));
}

async function remoteWorkbooksOf(
  place: SchoolPlace,
  environment: Environment,
  store: Store,
  { readOnly }: OpenOptions,
): Promise<Workbooks> {
  if (place.kind !== 'remote') return workbooksOf(place, environment);
  // The clients are loaded only for such places.
  const { openRemoteWorkbooks } = await import('./open-remote.ts');
  return openRemoteWorkbooks(place.address, environment, store, { isReadOnly: readOnly });
}

async function workbooksOf(
  place: SchoolPlace,
  environment: Environment,
  say?: (line: string) => void,
): Promise<Workbooks> {
  if (place.kind === 'folder') return xlsxWorkbooks(place.folder);
  return (await openGoogle(environment, say)).workbooks;
}

/** A workbook anywhere on this machine. Throws `Refused` or `TryLater` that names it. */
export async function readWorkbookFile(path: string): Promise<RawWorkbook> {
  return await xlsxWorkbooks(dirname(resolve(path))).read(basename(path));
}

/** Google with everything that commands besides the walk need: making workbooks, sharing them, looking at them. */
export interface OpenGoogle {
  readonly workbooks: Workbooks;
  readonly setup: GoogleSetup;
}

/** Throws `Refused` that says what of the configuration is missing. */
export async function openGoogle(environment: Environment, say?: (line: string) => void): Promise<OpenGoogle> {
  // The client takes half a second to load: only places at Google pay for it.
  const [{ openClient }, { googleWorkbooks }, { googleSetup }, { driveVersions }] = await Promise.all([
    import('./adapters/google/client.ts'),
    import('./adapters/google/workbooks.ts'),
    import('./adapters/google/setup.ts'),
    import('./adapters/google/versions.ts'),
  ]);
  const client = openClient({
    credentials: environment.XIETONG_GOOGLE_CREDENTIALS ?? null,
    api: environment.XIETONG_GOOGLE_API ?? null,
    perMinute: environment.XIETONG_GOOGLE_PER_MINUTE,
    ...(say ? { progress: say } : {}),
  });
  const workbooks = { ...googleWorkbooks(client), versions: () => driveVersions(client) };
  return { workbooks, setup: googleSetup(client) };
}

/** The secret of a workbook's script, out of the school's key. */
export function scriptSecret(key: string, workbook: string): string {
  return workbookSecret(key, workbook);
}

/** Who lets messages in that say that a workbook has changed. */
export interface OpenGate {
  /** Without a secret nobody gets in. */
  verify(message: SignedMessage): Promise<Verdict>;
  /** A message has been handed on: it is let in no more. */
  take(nonce: string): Promise<void>;
}

export function openGate(environment: Environment, runs: Parameters<typeof changeNotes>[0]): OpenGate {
  const { begin, take } = changeNotes(runs, moments);
  const gate: Gate = { key: environment.XIETONG_WEBHOOK_SECRET ?? null, now: () => Date.now(), begin };
  return { verify: (message) => verifyMessage(message, gate), take };
}
