import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { schoolWorkbookId } from '../functions/env.ts';
import { FUNCTIONS } from './tools/bundle.ts';

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

/** A name of the school's own for the webhook, instead of one that changes when the stack is deployed anew. */
const domain = z.strictObject({
  name: z.string().regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/),
  /** ARN of its certificate, in the region of the school. */
  certificate: z.string().regex(/^arn:aws(-cn)?:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/),
});

/** Lists of 学院编号 that states hand on: test/infra/night-definition.test.ts holds so many below half of 256 KB. */
const MOST_COLLEGES = 3_000;
/** Students whom one function judges within 15 minutes and 3,008 MB, a first night's settling included: 200 colleges of 1,500. */
export const MOST_STUDENTS = 300_000;
/** Students of a college where nobody has said how many the school has. */
const STUDENTS_OF_A_COLLEGE = 1_500;
/** Colleges of that size whom one function judges. A school of more, smaller ones says so in `colleges` and `students`. */
export const MOST_USUAL_COLLEGES = MOST_STUDENTS / STUDENTS_OF_A_COLLEGE;

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
  /** Whether pages of the school and of each college are written into a bucket after the night. */
  pages: z.boolean().default(false),
  /** Workbooks that are read, or written, at the same time. */
  parallel: z.int().min(1).max(40).default(3),
  /** Workbooks of colleges, and students in all of them: what one function cannot judge is refused here, not in a night. */
  colleges: z.int().min(1).max(MOST_COLLEGES).default(30),
  students: z.int().min(1).optional(),
  domain: domain.optional(),
  /** Whether there is a page of graphs: 3 USD a month. */
  dashboard: z.boolean().default(false),
  /** Days that logs are kept. */
  logDays: z.literal([7, 14, 30, 60, 90, 180, 365]).default(90),
});

const config = z.strictObject({
  /** Who gets the alarms. */
  operators: z.array(z.email()).min(1),
  /** Roles that the account may have; 1,000 unless AWS has raised it. */
  roles: z.int().min(100).max(5_000).default(1_000),
  schools: z
    .array(school)
    .min(1)
    .refine((schools) => new Set(schools.map(({ id }) => id)).size === schools.length, { error: 'twice' }),
});

export type Config = z.output<typeof config>;
export type SchoolConfig = z.output<typeof school>;

/** A configuration that cannot be deployed: the message names the field, its value and the allowed values. */
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
  colleges: `a whole number from 1 to ${MOST_COLLEGES}: larger lists do not fit between the steps of a night`,
  students: 'a whole number from 1 on: all students of the school',
  domain: 'an object with name and certificate',
  name: 'the name of the webhook in small letters, such as xietong.example.edu.cn',
  certificate:
    'the ARN of a certificate of ACM in the region of the school: arn:aws:acm:<region>:<account>:certificate/<id>',
  dashboard: 'true or false',
  roles: 'a whole number from 100 to 5000: the roles that the account may have (1000 unless AWS has raised it)',
  notify: 'true or false',
  pages: 'true or false',
  logDays: 'one of 7, 14, 30, 60, 90, 180, 365',
};

/** Checks the value of `context.xietong`. Throws `BadConfig`, which lists everything that is wrong. */
export function parseConfig(raw: unknown): Config {
  const parsed = config.safeParse(raw);
  if (parsed.success) return checked(parsed.data);
  throw new BadConfig(parsed.error.issues.map((issue) => problemOf(issue, raw)).join('\n'));
}

/** What no field shows by itself. */
function checked(given: Config): Config {
  const problems = [...given.schools.flatMap(problemsOfSchool), ...problemsOfAccount(given)];
  if (problems.length > 0) throw new BadConfig(problems.join('\n'));
  return given;
}

function problemsOfSchool(
  { google: { perMinute }, parallel, colleges, students, domain: own, region }: SchoolConfig,
  at: number,
): readonly string[] {
  const where = `context.xietong.schools[${at}]`;
  const problems: string[] = [];
  if (shareOf(perMinute, parallel) < 2)
    problems.push(
      `${where}.parallel is ${parallel}, too many for perMinute ${perMinute}: each workbook needs 2 a minute; at most ${Math.floor(perMinute / 2)} then`,
    );
  const judged = students ?? colleges * STUDENTS_OF_A_COLLEGE;
  if (judged > MOST_STUDENTS)
    problems.push(
      students === undefined
        ? `${where}.colleges is ${colleges}, too many for one school: with ${STUDENTS_OF_A_COLLEGE} students each they have ${judged}, and one function judges ${MOST_STUDENTS} in 15 minutes and 3,008 MB; say in students how many there are, or make it two schools`
        : `${where}.students is ${students}, too many for one school: one function judges ${MOST_STUDENTS} in 15 minutes and 3,008 MB; make it two schools`,
    );
  if (own !== undefined && own.certificate.split(':')[3] !== region)
    problems.push(
      `${where}.domain.certificate is of ${own.certificate.split(':')[3]}: it must be of ${region}, where the school is`,
    );
  return problems;
}

/** Roles of a school: of each function, of the two state machines, and of all its schedules together. */
export const ROLES_OF_A_SCHOOL = FUNCTIONS.length + 2 + 1;
/** Roles that the bootstrap of CDK makes in a region. */
const ROLES_OF_A_REGION = 5;

function problemsOfAccount({ schools, roles }: Config): readonly string[] {
  const regions = new Set(schools.map(({ region }) => region)).size;
  const needed = schools.length * ROLES_OF_A_SCHOOL + regions * ROLES_OF_A_REGION;
  if (needed <= roles) return [];
  const most = Math.floor((roles - regions * ROLES_OF_A_REGION) / ROLES_OF_A_SCHOOL);
  return [
    `context.xietong.schools has ${schools.length} schools, which need ${needed} roles (${ROLES_OF_A_SCHOOL} each), and the account may have ${roles}: at most ${most} then; ask AWS for more and write them to roles, or give the others an account of their own`,
  ];
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
