import * as z from 'zod';

/** One measured figure; ratios are within one run, so that they say the same on every machine. */
export const figureSchema = z.object({
  what: z.string(),
  value: z.number(),
  /** `×`, `MB`, `requests`, `units`, `s`, `GB-s` or what is counted. */
  unit: z.string(),
  /** At most this much is wanted; without one the figure is there to be compared. */
  bound: z.number().optional(),
});
export type Figure = z.infer<typeof figureSchema>;

/** Hands a figure to `main.ts`: one line of JSON on standard output. */
export function tell(what: string, value: number, unit: string, bound?: number): void {
  const figure: Figure = { what, value, unit, ...(bound === undefined ? {} : { bound }) };
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}

/** Middle of an odd number of measurements. */
export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Milliseconds that `work` takes, begun after a collection where node allows one. */
export async function timed(work: () => unknown): Promise<number> {
  globalThis.gc?.();
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/**
 * Median milliseconds of each task. The tasks take turns: what else the machine does meanwhile meets all of them.
 * @param rounds odd
 */
export async function inTurns<Name extends string>(
  tasks: Readonly<Record<Name, () => unknown>>,
  rounds: number,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(tasks) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of names) times.get(name)?.push(await timed(tasks[name]));
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

/** `--quick`: a minute for the whole run, on smaller schools. */
export const QUICK = process.argv.includes('--quick');
