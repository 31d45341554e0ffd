/**
 * Faults of the embedded store of this process: import this module before anything that opens it. Transactions and single
 * reads are numbered 1, 2, 3, …; at one of them the process is killed or the call fails.
 */
import { DatabaseSync } from 'node:sqlite';
import type { Way } from './faulty-files.ts';

export interface DatabasePlan {
  /** Number of the call that fails; `null` = none. */
  readonly number: number | null;
  /** `away`: from that call on all of them fail. Every other fault before a transaction strikes at its last step. */
  readonly way: Way | 'away';
}

let plan: DatabasePlan | null = null;
let seen: string[] = [];
let transaction: number | null = null;

/** Starts a new plan and numbers from 1 again; `null`: nothing is counted. */
export function planDatabase(next: DatabasePlan | null): void {
  plan = next;
  seen = [];
}

/** Names of the counted calls since the last plan. */
export function databaseCalls(): readonly string[] {
  return seen;
}

/** Busy, full, and broken, as SQLite says it. */
const CODES = [5, 13, 10] as const;

function failure(number: number): Error {
  return Object.assign(new Error('planted'), { code: 'ERR_SQLITE_ERROR', errcode: CODES[number % CODES.length] });
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function isStruck(number: number, way: DatabasePlan['way']): boolean {
  if (plan === null || plan.number === null || plan.way !== way) return false;
  return way === 'away' ? number >= plan.number : number === plan.number;
}

function before(number: number): void {
  if (isStruck(number, 'kill-before')) die();
  if (isStruck(number, 'fail-before') || isStruck(number, 'away')) throw failure(number);
}

function after(number: number): void {
  if (isStruck(number, 'kill-after')) die();
  if (isStruck(number, 'fail-after')) throw failure(number);
}

const exec = DatabaseSync.prototype.exec;
DatabaseSync.prototype.exec = function (sql) {
  if (plan === null) return exec.call(this, sql);
  if (sql === 'BEGIN IMMEDIATE') {
    transaction = seen.push('Transaction');
    if (transaction % 2 === 0) before(transaction);
  }
  const own = transaction;
  if (sql === 'COMMIT' && own !== null && own % 2 === 1) before(own);
  exec.call(this, sql);
  if (sql !== 'COMMIT' && sql !== 'ROLLBACK') return;
  transaction = null;
  if (sql === 'COMMIT' && own !== null) after(own);
};

const statement = Object.getPrototypeOf(new DatabaseSync(':memory:').prepare('SELECT 1')) as Record<
  'get' | 'all',
  (...parameters: unknown[]) => unknown
>;
for (const name of ['get', 'all'] as const) {
  const own = statement[name];
  statement[name] = function (...parameters) {
    if (plan !== null && transaction === null) before(seen.push('Select'));
    return own.apply(this, parameters);
  };
}
