import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { schoolWorkbookId } from '../functions/env.ts';

/** What is deployed: `context.xietong` of cdk.json, the only place that an operator edits. Nothing in it is secret. */

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .transform((text) => ({ text, hour: text.slice(0, 2), minute: text.slice(3) }));

const google = z.strictObject({
  /** Number (not id) of the Google project with the pool. */
  projectNumber: z.string().regex(/^\d{6,20}$/),
  /** Ids of the workload identity pool and of its AWS provider. */
  pool: z.string().regex(/^[a-z0-9-]{4,32}$/),
  provider: z.string().regex(/^[a-z0-9-]{4,32}$/),
  /** Account that the workbooks are shared with. */
  serviceAccount: z.string().regex(/^[a-z0-9-]{6,30}@[a-z0-9-]{6,30}\.iam\.gserviceaccount\.com$/),
  /** Reads, and writes, a minute that Google allows the account; the functions that run side by side share it. */
  perMinute: z.int().min(12).max(6000).default(60),
});

const school = z.strictObject({
  /** Names the stacks, the functions' roles, logs and metrics: never changed after the first deployment. */
  id: z.string().regex(/^[a-z][a-z0-9-]{1,19}$/),
  /** Id of the school workbook: the part of its address after `/d/`. */
  workbook: schoolWorkbookId,
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
  google,
  /** When the night begins, in Asia/Shanghai. */
  night: time.prefault('02:00'),
  /** When the year that ended is sealed, in Asia/Shanghai: on 1 September, else on the first day on which it can be; `null` = by hand. */
  yearEnd: time.nullable().prefault('03:00'),
  /** Whether Drive is asked to tell of changes. The Apps Script works without. */
  watch: z.boolean().default(true),
  /** Whether the morning's digests go out to the groups and mailboxes that the school workbook names. */
  notify: z.boolean().default(false),
  /** Workbooks that are read, or written, at the same time. */
  parallel: z.int().min(1).max(40).default(3),
  /** Days that logs are kept. */
  logDays: z.literal([7, 14, 30, 60, 90, 180, 365]).default(90),
});

const config = z.strictObject({
  /** Who gets the alarms. */
  operators: z.array(z.email()).min(1),
  schools: z
    .array(school)
    .min(1)
    .refine((schools) => new Set(schools.map(({ id }) => id)).size === schools.length, { error: 'twice' }),
});

export type Config = z.output<typeof config>;
export type SchoolConfig = z.output<typeof school>;

/** A configuration that cannot be deployed: the message names the field, what stands there and what should. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig';
}

const HINTS: Readonly<Record<string, string>> = {
  operators: 'a list with at least one e-mail address that gets the alarms',
  schools: 'a list with at least one school, each id once',
  id: '2 to 20 small letters, digits or hyphens that begin with a letter',
  workbook: 'the id of the school workbook: the part of its address after /d/',
  region: 'a region of AWS, such as ap-southeast-1 or cn-northwest-1',
  google: 'an object with projectNumber, pool, provider and serviceAccount',
  projectNumber: 'the number of the Google project as a text of digits (its id does not do)',
  pool: 'the id of the workload identity pool, 4 to 32 small letters, digits or hyphens',
  provider: 'the id of the AWS provider in the pool, 4 to 32 small letters, digits or hyphens',
  serviceAccount: 'the e-mail address of the service account: <name>@<project>.iam.gserviceaccount.com',
  perMinute: 'a whole number from 12 to 6000 (Google gives 60 unless it has raised the quota)',
  night: 'a time in Asia/Shanghai as HH:MM, such as 02:00',
  yearEnd: 'a time in Asia/Shanghai as HH:MM, such as 03:00, or null to seal by hand',
  watch: 'true or false',
  parallel: 'a whole number from 1 to 40',
  logDays: 'one of 7, 14, 30, 60, 90, 180, 365',
};

/** Checks what stands under `context.xietong`. Throws `BadConfig` that lists everything that is wrong. */
export function parseConfig(raw: unknown): Config {
  const parsed = config.safeParse(raw);
  if (parsed.success) return checked(parsed.data);
  throw new BadConfig(parsed.error.issues.map((issue) => problemOf(issue, raw)).join('\n'));
}

/** What no field shows by itself. */
function checked(given: Config): Config {
  for (const [
    at,
    {
      google: { perMinute },
      parallel,
    },
  ] of given.schools.entries()) {
    if (shareOf(perMinute, parallel) >= 2) continue;
    throw new BadConfig(
      `context.xietong.schools[${at}].parallel is ${parallel}, too many for perMinute ${perMinute}: each workbook needs 2 a minute; at most ${Math.floor(perMinute / 2)} then`,
    );
  }
  return given;
}

/** Requests a minute for each of so many functions that run side by side. */
export function shareOf(perMinute: number, parallel: number): number {
  return Math.floor(perMinute / parallel);
}

function problemOf(issue: z.core.$ZodIssue, raw: unknown): string {
  const where = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') return `${where} has no field ${issue.keys.join(', ')}: remove it`;
  const field = issue.path.findLast((part) => typeof part === 'string');
  const value = issue.path.reduce<unknown>(step, raw);
  const found = value === undefined ? 'is missing' : `is ${JSON.stringify(value).slice(0, 80)}`;
  return `${where} ${found}: it should be ${HINTS[String(field)] ?? 'an object with operators and schools'}`;
}

function step(value: unknown, part: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
    'context.xietong',
  );
}

/** Reads cdk.json. Throws `BadConfig`. */
export function readConfig(file: URL | string): Config {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BadConfig(`cdk.json cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return parseConfig(step(step(content, 'context'), 'xietong'));
}
