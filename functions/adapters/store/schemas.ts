import * as z from 'zod';
import type { AccountManifest, Balance, Entry, Settlement } from '../../../shared/domain/position.ts';
import { ScoredKind, Section } from '../../../shared/domain/vocabulary.ts';
import { type Head, Refused, type RunRecord, type SealRecord, type ViolationBook } from '../../../shared/ports.ts';
import { WORDS } from './words.ts';

/** Stored values are checked on reading: an older or newer version, or a person, may have written them. */

const section = z.enum(Section);
const day = z.int();
const entry = z.object({
  kind: z.enum(['award', 'reversal', 'adjustment']),
  section,
  item: z.string(),
  itemName: z.string(),
  activity: z.string().nullable(),
  on: day.nullable(),
  title: z.string().nullable(),
  base: z.int(),
  factors: z.string(),
  hundredths: z.int(),
  counted: z.int(),
  reason: z.string().nullable(),
  source: z.object({ college: z.string(), tab: z.string(), row: z.int() }).nullable(),
}) satisfies z.ZodType<Entry>;

export const balanceSchema = z.object({
  organization: z.string(),
  year: z.int(),
  college: z.string(),
  kind: z.enum(ScoredKind),
  name: z.string(),
  pool: z.string(),
  ranked: z.boolean(),
  vetoed: z.boolean(),
  vetoedBy: z.exactOptional(z.object({ id: z.string(), others: z.int() })),
  attendance: z.string(),
  sections: z.record(section, z.int()),
  adjustments: z.int(),
  total: z.int(),
  version: z.int(),
  reading: z.int(),
  digest: z.string(),
  rewritten: z.exactOptional(z.int()),
}) satisfies z.ZodType<Balance>;

export const settlementSchema = z.object({
  organization: z.string(),
  year: z.int(),
  sequence: z.int(),
  runId: z.string(),
  time: z.string(),
  schemeVersion: z.string(),
  ruleSet: z.string(),
  asOf: day,
  entries: z.array(entry),
}) satisfies z.ZodType<Settlement>;

export const manifestSchema = z.object({
  organization: z.string(),
  version: z.int(),
  inForce: z.array(entry),
}) satisfies z.ZodType<AccountManifest>;

export const bookSchema = z.object({
  college: z.string(),
  version: z.int(),
  reading: z.int(),
  records: z.array(
    z.object({
      id: z.string(),
      fingerprint: z.string(),
      rule: z.string(),
      subject: z.array(z.string()),
      firstSeenOn: day,
      recurredOn: day.nullable(),
      fixedOn: day.nullable(),
      notes: z.record(z.string(), z.string()).nullable(),
    }),
  ),
}) satisfies z.ZodType<ViolationBook>;

export const headSchema = z.object({
  college: z.string(),
  workbook: z.string(),
  hash: z.string(),
  version: z.string(),
  readAt: z.string(),
  changes: z.int(),
}) satisfies z.ZodType<Head>;

export const runSchema = z.object({
  runId: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  trigger: z.enum(['schedule', 'webhook', 'command', 'watch']),
  asOf: day,
  year: z.int(),
  ruleSet: z.string(),
  schemeVersion: z.string(),
  awards: z.int(),
  reversals: z.int(),
  violations: z.int(),
  failed: z.array(z.string()),
}) satisfies z.ZodType<RunRecord>;

export const sealSchema = z.object({
  year: z.int(),
  kind: z.enum(['sealed', 'final']),
  sequence: z.int(),
  hash: z.string(),
  sealedAt: z.string(),
  sealedOn: z.exactOptional(day),
  reason: z.string().nullable(),
  manifest: z.string(),
  purgedAt: z.exactOptional(z.string()),
  people: z.exactOptional(z.record(z.string(), z.string())),
}) satisfies z.ZodType<SealRecord>;

/** A stored thing for messages: what it is, and the table that holds it. */
export interface Stored {
  readonly what: string;
  readonly where: string;
}

/**
 * A stored text as the value it was.
 * @throws {Refused} when the text is not what the schema says
 */
export function decoded<T>(schema: z.ZodType<T>, text: string, { what, where }: Stored): T {
  try {
    return compiled(schema).parse(JSON.parse(text));
  } catch (error) {
    throw new Refused(WORDS.unreadable(what, where, firstProblem(error)), { cause: error });
  }
}

const ready = new WeakMap<z.ZodType, z.ZodType>();

/** Compiled on the first use: a function that starts has no time for all of them. */
function compiled<T>(schema: z.ZodType<T>): z.ZodType<T> {
  const known = ready.get(schema) ?? z.compile(schema);
  ready.set(schema, known);
  return known as z.ZodType<T>;
}

function firstProblem(error: unknown): string {
  // What the parser says quotes the text, and messages go into logs.
  if (error instanceof SyntaxError) return WORDS.notJson;
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return issue ? `${issue.path.join('.')} ${issue.message}` : error.message;
  }
  return error instanceof Error ? error.message : String(error);
}
