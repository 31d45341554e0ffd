import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Refused } from '../../../shared/ports.ts';
import { makeFolder } from '../../make-folder.ts';
import { type Location, translated } from './errors.ts';
import { DATABASE_FILE } from './files.ts';
import { type OneMachine, openOnOneMachine } from './one-machine.ts';
import { WORDS } from './words.ts';

/** The contents are about students, so only the owner may read folder and file. */
const OWN_FOLDER = 0o700;
const OWN_FILE = 0o600;
/** Milliseconds that one process waits for the write of another one. */
const BUSY_TIMEOUT = 20_000;
/** Several processes may be making the same new database. */
const ATTEMPTS = 20;

/** Shape of the table; a database with a higher number was written by a newer version. */
const SHAPE = 1;
const TABLE = `CREATE TABLE IF NOT EXISTS items (
  pk TEXT NOT NULL,
  sk TEXT NOT NULL,
  item TEXT NOT NULL,
  expires INTEGER,
  PRIMARY KEY (pk, sk)
) STRICT`;

/** A database that is open, and what has to be done before each write. */
export interface Database extends Location {
  readonly sqlite: DatabaseSync;
  readonly machine: OneMachine;
}

export interface DatabaseOptions {
  /** Folder of the file, made when missing; `null` keeps everything in memory. */
  readonly stateFolder: string | null;
  /** Nothing is written; the file must be there. */
  readonly readOnly?: boolean;
}

/**
 * Opens the database of a state folder. Any number of processes of one machine may do so at once.
 * @throws {Refused} when folder or file cannot be used
 * @throws {TryLater} when another machine is at work there, the disk is full, or the database stays busy
 */
export async function openDatabase({ stateFolder, readOnly = false }: DatabaseOptions): Promise<Database> {
  if (stateFolder === null) return prepared(new DatabaseSync(':memory:'), NOBODY_ELSE, IN_MEMORY);
  const folder = resolve(stateFolder);
  const file = join(folder, DATABASE_FILE);
  const location = { where: WORDS.where(file), folder };
  try {
    if (!readOnly) makeOwn(folder, file);
    const machine = openOnOneMachine(folder, readOnly);
    try {
      return await openFile(file, location, machine, readOnly);
    } catch (error) {
      machine.close();
      throw error;
    }
  } catch (error) {
    const known = translated(error, location);
    if (known !== error || !(error instanceof Error) || !('syscall' in error)) throw known;
    throw new Refused(WORDS.folder(folder, String('code' in error ? error.code : error.message)), { cause: error });
  }
}

const NOBODY_ELSE: OneMachine = { hold: () => {}, close: () => {} };
const IN_MEMORY: Location = { where: WORDS.where(null), folder: null };

async function openFile(file: string, location: Location, machine: OneMachine, readOnly: boolean): Promise<Database> {
  for (let attempt = 1; ; attempt++) {
    let sqlite: DatabaseSync | undefined;
    try {
      sqlite = readOnly ? openToRead(file) : new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
      if (readOnly && isBlank(sqlite)) {
        sqlite.close();
        return prepared(new DatabaseSync(':memory:'), machine, location);
      }
      return prepared(sqlite, machine, location, readOnly);
    } catch (error) {
      sqlite?.close();
      // Changing to a write-ahead log does not wait for other processes by itself.
      if (attempt === ATTEMPTS || !/locked|busy/iu.test(String(error))) throw error;
      await sleep(25 * attempt);
    }
  }
}

/** The process that made it was killed before it had its table: it is as empty as a missing one. */
function isBlank(sqlite: DatabaseSync): boolean {
  return Number(Object.values(sqlite.prepare('SELECT count(*) FROM sqlite_schema').get() ?? {})[0]) === 0;
}

/** In a read-only folder the log beside the file cannot be shared, so the file is read without it. */
function openToRead(file: string): DatabaseSync {
  const options = { readOnly: true, timeout: BUSY_TIMEOUT };
  const sqlite = new DatabaseSync(file, options);
  try {
    sqlite.prepare('SELECT count(*) FROM sqlite_schema').get();
    return sqlite;
  } catch (error) {
    sqlite.close();
    const asItStands = openAsItStands(file);
    if (asItStands === null) throw error;
    return asItStands;
  }
}

/** A file without a log needs no companions, and gets none; `null` where a log beside it holds more. */
export function openAsItStands(file: string): DatabaseSync | null {
  if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) return null;
  const address = pathToFileURL(file);
  address.searchParams.set('immutable', '1');
  return new DatabaseSync(address, { readOnly: true });
}

function prepared(sqlite: DatabaseSync, machine: OneMachine, location: Location, readOnly = false): Database {
  const shape = Number(Object.values(sqlite.prepare('PRAGMA user_version').get() ?? {})[0]);
  if (shape > SHAPE) throw new Refused(WORDS.newer(location.where));
  if (!readOnly) {
    sqlite.exec('PRAGMA journal_mode = WAL');
    // Each commit is on the disk before the workbooks are written that show it; what is forgotten leaves no traces.
    sqlite.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
    if (shape < SHAPE) sqlite.exec(`BEGIN IMMEDIATE; ${TABLE}; PRAGMA user_version = ${SHAPE}; COMMIT`);
    sqlite.prepare('DELETE FROM items WHERE expires < ?').run(Math.floor(Date.now() / 1_000));
  }
  return { sqlite, machine, ...location };
}

/** The database itself gives its rights to the files beside it (`-wal`, `-shm`). */
function makeOwn(folder: string, file: string): void {
  makeFolder(folder, OWN_FOLDER);
  closeSync(openSync(file, 'a', OWN_FILE));
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, OWN_FILE);
}
