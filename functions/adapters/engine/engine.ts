import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { findBinary } from './binary.ts';
import { endLeftovers, leasePath } from './leftovers.ts';
import { WORDS } from './words.ts';

/** File of the database inside the state folder. */
export const DATABASE_FILE = 'dynamodb.db';

const SUPERVISOR = fileURLToPath(new URL('./supervisor.ts', import.meta.url));
/** The database holds personal data of students: a folder that we make is its owner's only. */
const PRIVATE = 0o700;
/** Milliseconds that an engine may take until it listens; it takes some 50 on an idle machine. */
const START_LIMIT = 15_000;
/** Another program may take the free port first, another process may be migrating the same new database. */
const ATTEMPTS = 8;
const WORTH_ANOTHER_TRY = /in use|locked|busy/iu;

export interface EngineOptions {
  /** Folder of the database file, made when missing; `null` keeps everything in memory. */
  readonly stateFolder: string | null;
  /** Sentences for the user that are no errors. */
  readonly log?: (sentence: string) => void;
}

/** A running engine of this process. */
export interface Engine {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** Resolves when the engine has ended; further calls do nothing. Not calling it is safe: it ends with this process. */
  stop(): Promise<void>;
}

/**
 * Starts a DynamoDB-compatible engine on loopback. Every process starts its own; engines on one state folder share the
 * database file, whose write lock makes conditional writes and transactions of all of them exact.
 * @throws {Refused} when the program is missing, or the state folder or file cannot be used
 * @throws {TryLater} when the engine does not get ready
 */
export async function openEngine({ stateFolder, log = () => {} }: EngineOptions): Promise<Engine> {
  const program = await findBinary();
  const folder = stateFolder === null ? null : resolve(stateFolder);
  const database = folder === null ? null : join(folder, DATABASE_FILE);
  if (folder !== null && database !== null) {
    for (const pid of await prepareFolder(folder, database)) log(WORDS.leftover(pid));
  }
  let failure: string = WORDS.silent;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = await freePort();
    const lease = folder === null ? '' : leasePath(folder, randomUUID().slice(0, 8));
    const child = spawnEngine(program, port, database, lease);
    const outcome = await untilListening(child);
    if (outcome === 'listening') return running(child, port, log);
    failure = outcome;
    if (!WORTH_ANOTHER_TRY.test(failure)) break;
  }
  if (database !== null && /database|I\/O|disk/iu.test(failure)) throw new Refused(WORDS.database(database, failure));
  throw new TryLater(WORDS.notReady(failure), 5);
}

async function prepareFolder(folder: string, database: string): Promise<readonly number[]> {
  try {
    await makeFolder(folder, PRIVATE);
    await access(folder, constants.W_OK | constants.R_OK);
    return await endLeftovers(folder, database);
  } catch (error) {
    throw new Refused(WORDS.folder(folder, codeOf(error)), { cause: error });
  }
}

/** Not `recursive: true`: on a file system that makes no folders (`/proc`) that one never returns. */
async function makeFolder(folder: string, mode?: number): Promise<void> {
  const options = mode === undefined ? {} : { mode };
  try {
    await mkdir(folder, options);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder, options).catch((again) => {
      if (codeOf(again) !== 'EEXIST') throw again;
    });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function spawnEngine(program: string, port: number, database: string | null, lease: string): ChildProcess {
  const file = database === null ? [] : ['--db-path', database];
  const command = [program, 'serve', '--host', '127.0.0.1', '--port', String(port), ...file];
  // A group of its own: Ctrl-C in a terminal reaches us only, and our last writes still find the engine.
  return spawn(process.execPath, [SUPERVISOR, lease, ...command], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
    windowsHide: true,
    // Options of ours (a debugger's port, a loader) are not for the supervisor.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

/** `listening`, or what the engine said instead. It says so only once the port is its own. */
function untilListening(child: ChildProcess): Promise<string> {
  return new Promise((tell) => {
    let said = '';
    const limit = setTimeout(() => {
      child.stdin?.end();
      tell(said.trim() || WORDS.silent);
    }, START_LIMIT);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-2_000);
      if (!/listening on/iu.test(said)) return;
      clearTimeout(limit);
      tell('listening');
    });
    child.once('error', (error) => tell(error.message));
    child.once('close', () => {
      clearTimeout(limit);
      tell(
        said
          .trim()
          .split('\n')
          .at(-1)
          ?.replace(/^error: /u, '') || WORDS.silent,
      );
    });
  });
}

function running(child: ChildProcess, port: number, log: (sentence: string) => void): Engine {
  let stopping = false;
  const ended = new Promise<void>((done) => {
    child.once('exit', (code) => {
      if (!stopping) log(WORDS.ended(code));
      done();
    });
  });
  // Nothing of the engine keeps this process alive.
  child.unref();
  for (const stream of [child.stdin, child.stderr]) (stream as Socket | null)?.unref();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      stopping = true;
      child.ref();
      child.stdin?.end();
      await ended;
    },
  };
}
