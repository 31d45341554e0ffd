import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const LEASE = /^engine-.+\.json$/u;
const leaseSchema = z.object({ supervisor: z.int(), engine: z.int() });

/** Lease file of an engine that this process starts; `attempt` keeps several apart. */
export function leasePath(stateFolder: string, attempt: string): string {
  return join(stateFolder, `engine-${process.pid}-${attempt}.json`);
}

/**
 * Ends engines on this database whose supervisor is dead (it was killed, so nobody stopped them), and removes what
 * they left. Never touches an engine whose supervisor lives: several processes share a database by design.
 * @returns the processes that were ended
 */
export async function endLeftovers(stateFolder: string, database: string): Promise<readonly number[]> {
  const ended: number[] = [];
  const names = await readdir(stateFolder);
  for (const name of names.filter((each) => LEASE.test(each))) {
    const path = join(stateFolder, name);
    const lease = await readLease(path);
    if (lease === null || isAlive(lease.supervisor)) continue;
    if (await isEngineOf(lease.engine, database)) {
      killIfAlive(lease.engine);
      ended.push(lease.engine);
    }
    await rm(path, { force: true });
  }
  return ended;
}

/** `null` for a lease that is gone or half written: its supervisor is just starting or leaving. */
async function readLease(path: string): Promise<z.infer<typeof leaseSchema> | null> {
  try {
    return leaseSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

/** True when the process runs an engine on this very database: process ids are used again after a restart. */
async function isEngineOf(pid: number, database: string): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const words = line.split('\0');
  return words.includes('--db-path') && words.includes(database);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went by itself.
  }
}
