import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { schoolWorkbookId } from '../functions/env.ts';
import { deployedFor } from './tools/bundle.ts';

/** The deployment: `context.xietong` of cdk.json, the only place that an operator edits. Nothing in it is secret. */

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .transform((text) => ({ text, hour: text.slice(0, 2), minute: text.slice(3) }));

const google = z.strictObject({
  /** Number (not id) of the Google project that has the pool. */
  projectNumber: z.string().regex(/^\d{6,20}$/),
  /** Ids of the workload identity pool and of its AWS provider. */
  pool: z.string().regex(/^[a-z0-9-]{4,32}$/),
  provider: z.string().regex(/^[a-z0-9-]{4,32}$/),
  /** Account with which the workbooks are shared. */
  serviceAccount: z.string().regex(/^[a-z0-9-]{6,30}@[a-z0-9-]{6,30}\.iam\.gserviceaccount\.com$/),
  /** Reads, and writes, that Google allows the account per minute; the functions that run in parallel share it. */
  perMinute: z.int().min(12).max(6000).default(60),
});

/** The school's own name for the webhook, instead of one that changes when the stack is deployed anew. */
const domain = z.strictObject({
  name: z.string().regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/),
  /** ARN of its certificate, in the school's region. */
  certificate: z.string().regex(/^arn:aws(-cn)?:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/),
});

/** Hosts that cannot be found from outside a campus or a machine: functions run outside every campus. */
const INSIDE =
  /^(localhost|.*\.local|\[.*\]|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|169\.254\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+)$/;

/** Address of a folder on a campus disk, without parts that lead out of it or are secret. */
function isDisk(text: string): boolean {
  const url = /^dav\+https:\/\//.test(text) ? URL.parse(text.slice('dav+'.length)) : null;
  if (url === null || INSIDE.test(url.hostname)) return false;
  return [url.username, url.password, url.search, url.hash].every((part) => part === '') && text.endsWith('/');
}

/**
 * A folder in a bucket. Its characters are those that stand for themselves in an IAM policy, which allows no character
 * beyond U+00FF, and in which `*`, `?` and `$` are patterns.
 */
const BUCKET = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/(?:(?!\.{1,2}\/)[\w.-]+\/)+$/;

const place = z
  .string()
  .max(500)
  .refine((text) => BUCKET.test(text) || isDisk(text));

/**
 * The number of 学院编号 that states pass on in lists: test/infra/night-definition.test.ts keeps this many below half of
 * 256 KB.
 */
const MOST_COLLEGES = 3_000;
/**
 * Students that one function can judge within 15 minutes and 3,008 MB, including a first night's settling: 200 colleges
 * of 1,500.
 */
export const MOST_STUDENTS = 300_000;
/**
 * Students whose edits one processor of Lambda judges, with the memory that goes with it (`ONE_PROCESSOR`): 67 colleges
 * of 1,500.
 */
export const STUDENTS_ON_ONE_PROCESSOR = 100_000;
/** Students per college if the school's number of students is not given. */
const STUDENTS_OF_A_COLLEGE = 1_500;
/**
 * Colleges of that size that one function can judge. A school with more, smaller ones sets `colleges` and `students`.
 */
export const MOST_USUAL_COLLEGES = MOST_STUDENTS / STUDENTS_OF_A_COLLEGE;

const anySchool = z.strictObject({
  /** Names the stacks, the functions' roles, logs and metrics: never changed after the first deployment. */
  id: z.string().regex(/^[a-z][a-z0-9-]{1,19}$/),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
  /** When the night begins, in Asia/Shanghai. */
  night: time.prefault('02:00'),
  /**
   * When the year that ended is sealed, in Asia/Shanghai: on 1 September, else on the first possible day; `null` = by
   * hand.
   */
  yearEnd: time.nullable().prefault('03:00'),
  /** Whether the morning's digests go out to the groups and mailboxes that the school workbook names. */
  notify: z.boolean().default(false),
  /** Whether pages of the school and of each college are written to a bucket after the night. */
  pages: z.boolean().default(false),
  /** Workbooks that are read, or written, at the same time. */
  parallel: z.int().min(1).max(40).default(3),
  /**
   * Workbooks of colleges, and students in all of them: numbers that one function cannot judge are refused here, not in
   * a night.
   */
  colleges: z.int().min(1).max(MOST_COLLEGES).default(30),
  students: z.int().min(1).optional(),
  /** Whether there is a dashboard: 3 USD a month. */
  dashboard: z.boolean().default(false),
  /** Days for which logs are kept. */
  logDays: z.literal([7, 14, 30, 60, 90, 180, 365]).default(90),
});

/** A school whose workbooks are at Google, which reports changes. */
const googleSchool = anySchool.extend({
  kind: z.literal('google'),
  /** Id of the school workbook: the part of its address after `/d/`. */
  workbook: schoolWorkbookId,
  google,
  /** Whether Drive is asked to report changes. The Apps Script works without it. */
  watch: z.boolean().default(true),
  domain: domain.optional(),
});

/** A school whose workbooks are files on a campus disk or in a bucket, which is polled for changes. */
const filesSchool = anySchool.extend({
  kind: z.literal('files'),
  place,
  /**
   * Day on which the disk's password was typed in: with a new day, the next deployment passes the typed password on.
   */
  passwordOf: z.iso.date().optional(),
});

/** The kind need not be written: it follows from `place`. */
const school = z.preprocess(
  (raw) =>
    typeof raw === 'object' && raw !== null && !('kind' in raw)
      ? { ...raw, kind: step(raw, 'place') === undefined ? 'google' : 'files' }
      : raw,
  z.discriminatedUnion('kind', [googleSchool, filesSchool]),
);

const config = z.strictObject({
  /** Who gets the alarms. */
  operators: z.array(z.email()).min(1),
  /** Number of roles that the account may have; 1,000 unless AWS has raised it. */
  roles: z.int().min(100).max(5_000).default(1_000),
  schools: z
    .array(school)
    .min(1)
    .refine((schools) => new Set(schools.map(({ id }) => id)).size === schools.length, { error: 'twice' }),
});

export type Config = z.output<typeof config>;
export type SchoolConfig = z.output<typeof school>;
export type GoogleSchool = Extract<SchoolConfig, { readonly kind: 'google' }>;
export type FilesSchool = Extract<SchoolConfig, { readonly kind: 'files' }>;

/** A configuration that cannot be deployed: the message names the field, its value and the allowed values. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig';
}

const HINTS: Readonly<Record<string, string>> = {
  operators: 'a list with at least one e-mail address that gets the alarms',
  schools: 'a list with at least one school, each id once',
  id: '2 to 20 small letters, digits or hyphens that begin with a letter',
  workbook:
    'the id of the school workbook: the part of its address after /d/; a school on a campus disk or in a bucket has place instead',
  place:
    'dav+https://host/folder/ (without user, password or query, on a host that the internet reaches) or s3://bucket/folder/ (folders of letters, digits, _, . and -), with a slash at its end',
  passwordOf: 'the day on which the password of the disk was changed, such as 2026-11-30',
  kind: 'google or files; left out, it is told by whether there is a place',
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

/** Checks that involve several fields. */
function checked(given: Config): Config {
  const problems = [...given.schools.flatMap(problemsOfSchool), ...problemsOfAccount(given)];
  if (problems.length > 0) throw new BadConfig(problems.join('\n'));
  return given;
}

function problemsOfSchool(given: SchoolConfig, at: number): readonly string[] {
  const { colleges, students } = given;
  const where = `context.xietong.schools[${at}]`;
  const problems = given.kind === 'google' ? problemsAtGoogle(given, where) : [];
  const judged = studentsOf(given);
  if (judged > MOST_STUDENTS)
    problems.push(
      students === undefined
        ? `${where}.colleges is ${colleges}, too many for one school: with ${STUDENTS_OF_A_COLLEGE} students each they have ${judged}, and one function judges ${MOST_STUDENTS} in 15 minutes and 3,008 MB; say in students how many there are, or make it two schools`
        : `${where}.students is ${students}, too many for one school: one function judges ${MOST_STUDENTS} in 15 minutes and 3,008 MB; make it two schools`,
    );
  return problems;
}

/** Whether one processor judges the edits of a school of so many students. */
export function needsOneProcessor(students: number): boolean {
  return students <= STUDENTS_ON_ONE_PROCESSOR;
}

/** Students of a school as stated, or as many as its colleges usually have. */
export function studentsOf({ colleges, students }: Pick<SchoolConfig, 'colleges' | 'students'>): number {
  return students ?? colleges * STUDENTS_OF_A_COLLEGE;
}

function problemsAtGoogle(
  { google: { perMinute }, parallel, domain: own, region }: GoogleSchool,
  where: string,
): string[] {
  const problems: string[] = [];
  if (shareOf(perMinute, parallel) < 2)
    problems.push(
      `${where}.parallel is ${parallel}, too many for perMinute ${perMinute}: each workbook needs 2 a minute; at most ${Math.floor(perMinute / 2)} then`,
    );
  if (own !== undefined && own.certificate.split(':')[3] !== region)
    problems.push(
      `${where}.domain.certificate is of ${own.certificate.split(':')[3]}: it must be of ${region}, where the school is`,
    );
  return problems;
}

/**
 * Number of roles of a school: one for each function, one for each of the two state machines, and one for all its
 * schedules together.
 */
export function rolesOf(kind: SchoolConfig['kind']): number {
  return deployedFor(kind).length + 2 + 1;
}
/** Roles that the CDK bootstrap creates in a region. */
const ROLES_OF_A_REGION = 5;

function problemsOfAccount({ schools, roles }: Config): readonly string[] {
  const regions = new Set(schools.map(({ region }) => region)).size;
  const ofSchools = schools.reduce((sum, { kind }) => sum + rolesOf(kind), 0);
  const needed = ofSchools + regions * ROLES_OF_A_REGION;
  if (needed <= roles) return [];
  const each = Math.ceil(ofSchools / schools.length);
  const most = Math.floor((roles - regions * ROLES_OF_A_REGION) / each);
  return [
    `context.xietong.schools has ${schools.length} schools, which need ${needed} roles (${each} each), and the account may have ${roles}: at most ${most} then; ask AWS for more and write them to roles, or give the others an account of their own`,
  ];
}

/** Requests per minute for each of this many functions that run in parallel. */
export function shareOf(perMinute: number, parallel: number): number {
  return Math.floor(perMinute / parallel);
}

function problemOf(issue: z.core.$ZodIssue, raw: unknown): string {
  const where = pathText(issue.path);
  if (issue.code === 'unrecognized_keys')
    return unknownFields(where, issue.keys, issue.path.reduce<unknown>(step, raw));
  const field = issue.path.findLast((part) => typeof part === 'string');
  const value = issue.path.reduce<unknown>(step, raw);
  const found = value === undefined ? 'is missing' : `is ${quoted(value)}`;
  return `${where} ${found}: it should be ${HINTS[String(field)] ?? 'an object with operators and schools'}`;
}

/** Fields that only a school at Google has. */
const ONLY_AT_GOOGLE: ReadonlySet<string> = new Set(['workbook', 'google', 'watch', 'domain']);

function unknownFields(where: string, keys: readonly string[], value: unknown): string {
  const own = keys.filter((key) => ONLY_AT_GOOGLE.has(key));
  if (own.length === 0 || step(value, 'place') === undefined)
    return `${where} has no field ${keys.join(', ')}: remove it`;
  return `${where} has place and ${own.join(', ')}: a school is on a disk or in a bucket, or at Google; remove one or the other`;
}

/** A value for a message: a password or token written into an address is not shown. */
function quoted(value: unknown): string {
  const text = JSON.stringify(value);
  return text
    .replace(/\/\/[^/"]*@/, '//…@')
    .replace(/\?[^"]*/, '?…')
    .slice(0, 80);
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
