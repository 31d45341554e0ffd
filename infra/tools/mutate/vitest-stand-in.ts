import { isDeepStrictEqual } from 'node:util';

/** The part of vitest that rule tests use, without a runner. */
interface Case {
  readonly name: string;
  run(): unknown;
}

let cases: Case[] = [];

/** The cases collected since the last call. */
export function takeCases(): readonly Case[] {
  const taken = cases;
  cases = [];
  return taken;
}

type Block = (...args: unknown[]) => unknown;

function caseOf(name: string, ...rest: readonly unknown[]): void {
  const run = rest.find((part): part is Block => typeof part === 'function');
  if (run) cases.push({ name, run: () => run() });
}

function each(table: readonly unknown[]) {
  return (name: string, block: Block): void => {
    for (const row of table)
      cases.push({ name, run: () => (Array.isArray(row) ? block(...(row as unknown[])) : block(row)) });
  };
}

export const it = Object.assign(caseOf, { each });
export const test = it;
export const describe = Object.assign(
  (_: string, ...rest: readonly unknown[]): void => {
    const block = rest.find((part): part is Block => typeof part === 'function');
    block?.();
  },
  {
    each: (table: readonly unknown[]) => (_: string, block: Block) => {
      for (const row of table) Array.isArray(row) ? block(...(row as unknown[])) : block(row);
    },
  },
);
export const beforeAll = (): void => {};
export const afterAll = beforeAll;
export const beforeEach = beforeAll;
export const afterEach = beforeAll;

/** Compares as `toEqual` does: an undefined property counts as absent. */
function defined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(defined);
  if (typeof value !== 'object' || value === null || value instanceof Map || value instanceof Set) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([key, part]) => [key, defined(part)]),
  );
}

function matches(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(actual) && actual.length === wanted.length && wanted.every((part, at) => matches(actual[at], part))
    );
  if (typeof wanted !== 'object' || wanted === null) return Object.is(actual, wanted);
  return (
    typeof actual === 'object' &&
    actual !== null &&
    Object.entries(wanted).every(([key, part]) => matches((actual as Record<string, unknown>)[key], part))
  );
}

export function expect(actual: unknown) {
  const matchers = (isNot: boolean) => {
    const judge = (holds: boolean): void => {
      if (holds === isNot) throw new Error(`expected otherwise: ${JSON.stringify(actual)?.slice(0, 200)}`);
    };
    const list = actual as readonly unknown[] & string;
    return {
      toBe: (wanted: unknown) => judge(Object.is(actual, wanted)),
      toEqual: (wanted: unknown) => judge(isDeepStrictEqual(defined(actual), defined(wanted))),
      toStrictEqual: (wanted: unknown) => judge(isDeepStrictEqual(actual, wanted)),
      toMatchObject: (wanted: unknown) => judge(matches(actual, wanted)),
      toContain: (wanted: never) => judge(list.includes(wanted)),
      toHaveLength: (wanted: number) => judge(list.length === wanted),
      toHaveProperty: (name: string) => judge(typeof actual === 'object' && actual !== null && name in actual),
      toBeNull: () => judge(actual === null),
      toBeDefined: () => judge(actual !== undefined),
      toBeUndefined: () => judge(actual === undefined),
      toMatch: (wanted: RegExp | string) =>
        judge(typeof wanted === 'string' ? list.includes(wanted) : wanted.test(list)),
    };
  };
  return { ...matchers(false), not: matchers(true) };
}
