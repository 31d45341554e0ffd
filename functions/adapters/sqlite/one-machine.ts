import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { TryLater } from '../../../shared/ports.ts';
import { WORDS } from './words.ts';

/**
 * Keeps a second machine away from a state folder on a shared disk: what SQLite's processes tell each other through
 * memory and locks reaches no other machine. Each process has a lease there, a file with the machine's name; it lives
 * while its process renews it. Ages are differences of two times of the file server, so no machine's clock matters.
 */
export interface OneMachine {
  /** Before every write. Throws `TryLater` where another machine has come meanwhile. */
  hold(): void;
  /** Gives the lease back. */
  close(): void;
}

const LEASE = /^lease-[0-9a-f-]+\.json$/u;
const leaseSchema = z.object({ host: z.string().min(1) });

/** Milliseconds after which a lease that is not renewed is void. */
const LIFE = 180_000;
const RENEW_EVERY = 30_000;

/**
 * Takes a lease, or, `readOnly`, only looks.
 * @throws {TryLater} with the name of the machine that is at work there
 */
export function openOnOneMachine(folder: string, readOnly: boolean, host = hostname()): OneMachine {
  if (readOnly) {
    lookForOthers(folder, host, Date.now());
    return { hold: () => {}, close: () => {} };
  }
  const own = join(folder, `lease-${randomUUID()}.json`);
  const close = (): void => rmSync(own, { force: true });
  let renewed = 0;
  const renew = (): void => {
    // Looking first: a machine that was asleep longer than its lease lives must not take it back from another one.
    if (renewed !== 0) lookForOthers(folder, host, serverTime(own));
    writeLease(own, host);
    renewed = Date.now();
  };
  try {
    renew();
    lookForOthers(folder, host, serverTime(own));
  } catch (error) {
    close();
    throw error;
  }
  // A failed renewal is reported at the next write.
  const timer = setInterval(() => attempt(renew), RENEW_EVERY).unref();
  return {
    hold() {
      if (Math.abs(Date.now() - renewed) >= RENEW_EVERY) renew();
    },
    close() {
      clearInterval(timer);
      close();
    },
  };
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // The caller says when it matters.
  }
}

function writeLease(file: string, host: string): void {
  writeFileSync(file, `${JSON.stringify({ host })}\n`, { mode: 0o600 });
}

/** The file server's time now, as it stamps a file that is touched. */
function serverTime(own: string): number {
  const probe = `${own}.now`;
  writeFileSync(probe, '', { mode: 0o600 });
  try {
    return statSync(probe).mtimeMs;
  } finally {
    rmSync(probe, { force: true });
  }
}

function lookForOthers(folder: string, host: string, now: number): void {
  for (const name of readdirSync(folder).filter((each) => LEASE.test(each))) {
    const file = join(folder, name);
    const lease = readLease(file);
    if (lease === null) continue;
    if (now - lease.at > LIFE) rmSync(file, { force: true });
    else if (lease.host !== host) throw new TryLater(WORDS.elsewhere(lease.host, minuteOf(lease.at)), LIFE / 1_000);
  }
}

/** `null` for one that is gone, or that is just being written. */
function readLease(file: string): { readonly host: string; readonly at: number } | null {
  try {
    const at = statSync(file).mtimeMs;
    return { host: leaseSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).host, at };
  } catch {
    return null;
  }
}

/** Eight hours ahead of UTC, to the minute. */
function minuteOf(milliseconds: number): string {
  return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
