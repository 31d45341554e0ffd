import * as z from 'zod';
import { type CalendarDay, formatAcademicYear } from '../domain/calendar.ts';
import { canonicalJson, sha256 } from '../domain/identity.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { People } from '../domain/people.ts';
import type { Waiver } from '../domain/settings.ts';
import { ViolationState } from '../domain/vocabulary.ts';
import type { ViolationBook } from '../ports.ts';
import type { Standing } from '../ranking/rank.ts';
import type { TabCells } from '../sheet/raw.ts';
import type { Violation } from '../violations/lifecycle.ts';
import { masked, type SealedPeople, sealedText } from './sealed-people.ts';

const tabHashes = z.object({
  college: z.string(),
  workbook: z.string(),
  snapshot: z.string(),
  tabs: z.record(z.string(), z.string()),
});
const balance = z.object({
  organization: z.string(),
  kind: z.string(),
  sections: z.record(z.string(), z.number()),
  adjustments: z.number(),
  total: z.number(),
});
const standing = z.object({
  pool: z.string(),
  rank: z.number().nullable(),
  tied: z.boolean(),
  organization: z.string(),
  total: z.number(),
  grade: z.string().nullable(),
  note: z.string().nullable(),
});

const content = z.object({
  /** `1`: with 学号 unmasked, in the order of 问题清单. */
  schema: z.enum(['xietong/manifest/1', 'xietong/manifest/2']),
  kind: z.enum(['sealed', 'final']),
  academicYear: z.string(),
  asOf: z.string(),
  ruleSet: z.string(),
  scheme: z.object({ version: z.string(), items: z.array(z.unknown()) }),
  parameters: z.record(z.string(), z.unknown()),
  /** School workbook (college '') first, then the colleges in the order of 学院登记. */
  workbooks: z.array(tabHashes),
  balances: z.array(balance),
  ranking: z.array(standing),
  /** Rule, college, severity, waived or not, then the subject, in which a digest stands for a person (sealed-people.ts). */
  violations: z.array(z.tuple([z.string(), z.string().nullable(), z.string(), z.boolean()]).rest(z.string())),
  /**
   * 问题编号 that 豁免 names, of violations that ever were in the school: number, college, rule, fingerprint (a digest if it
   * is about a person). The only part of the violations' history that the result depends on.
   */
  numbers: z.array(z.tuple([z.string(), z.string(), z.string(), z.string()])),
  /** Granted appeals; empty until the year is final. */
  adjustments: z.array(
    z.object({ organization: z.string(), hundredths: z.number(), raisedOn: z.string(), explanation: z.string() }),
  ),
});

/** Everything that a sealed year consists of; canonical, so that equal results have equal hashes. */
export type ManifestContent = z.output<typeof content>;

/** A manifest as kept and handed out. */
export interface Manifest {
  readonly content: ManifestContent;
  /** SHA-256 over the canonical JSON of `content`. */
  readonly hash: string;
}

export interface SealedParts {
  readonly schema: ManifestContent['schema'];
  readonly kind: 'sealed' | 'final';
  readonly year: number;
  /** As text. */
  readonly asOf: string;
  readonly ruleSet: string;
  readonly scheme: ManifestContent['scheme'];
  readonly parameters: ManifestContent['parameters'];
  readonly workbooks: ManifestContent['workbooks'];
  readonly standings: readonly Standing[];
  readonly violations: ManifestContent['violations'];
  readonly numbers: ManifestContent['numbers'];
  readonly adjustments: ManifestContent['adjustments'];
}

/** Makes the manifest of a year. The same parts give the same hash on every machine. */
export function makeManifest(parts: SealedParts): Manifest {
  const byId = [...parts.standings].sort((a, b) => (a.organization < b.organization ? -1 : 1));
  return hashed({
    schema: parts.schema,
    kind: parts.kind,
    academicYear: formatAcademicYear(parts.year),
    asOf: parts.asOf,
    ruleSet: parts.ruleSet,
    scheme: parts.scheme,
    parameters: parts.parameters,
    workbooks: parts.workbooks,
    balances: byId.map(({ organization, balance: { kind, sections, adjustments, total } }) => ({
      organization,
      kind,
      sections: { ...sections },
      adjustments,
      total,
    })),
    ranking: parts.standings.map(({ pool, rank, tied, organization, balance: { total }, grade, note }) => ({
      pool,
      rank,
      tied,
      organization,
      total,
      grade,
      note,
    })),
    violations: parts.violations,
    numbers: parts.numbers,
    adjustments: parts.adjustments,
  });
}

/** Parameters as a manifest keeps them: an address that messages go to is a secret, and affects no result. */
export function sealedSettings({ officeAddresses: _, ...parameters }: Parameters): ManifestContent['parameters'] {
  return parameters;
}

/** The shape of new manifests. */
export const CURRENT_SCHEMA = 'xietong/manifest/2';

/** Violations as a manifest of that shape keeps them, in an order independent of who the people are. */
export function sealedViolations(
  violations: readonly Violation[],
  people: SealedPeople,
  schema: ManifestContent['schema'] = CURRENT_SCHEMA,
): ManifestContent['violations'] {
  const sealed = violations.map(
    ({ rule, college, severity, state, subject }): ManifestContent['violations'][number] => [
      rule,
      college,
      severity,
      state === ViolationState.waived,
      ...subject.map((part) => sealedText(people, part)),
    ],
  );
  return schema === CURRENT_SCHEMA ? inOrder(sealed) : sealed;
}

function inOrder(violations: ManifestContent['violations']): ManifestContent['violations'] {
  const texts = violations.map((violation) => ({ violation, text: JSON.stringify(violation) }));
  return texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)).map(({ violation }) => violation);
}

/**
 * Hash of a manifest in which no person can be told from another: the part that can still be checked if the table of
 * digests is not available. Numbers of waivers are handled separately.
 */
export function maskedHash(content: ManifestContent, people: People): string {
  const violations = content.violations.map(
    ([rule, college, severity, waived, ...subject]): ManifestContent['violations'][number] => [
      rule,
      college,
      severity,
      waived,
      ...masked(subject, people),
    ],
  );
  return hashed({ ...content, violations: inOrder(violations) }).hash;
}

/** The numbers that waivers name, as a manifest keeps them. */
export function sealedNumbers(
  books: readonly ViolationBook[],
  waivers: readonly Waiver[],
  people: SealedPeople,
): ManifestContent['numbers'] {
  const waived = new Set(waivers.map(({ violationId }) => violationId));
  return books
    .flatMap(({ college, records }) =>
      records
        .filter(({ id }) => waived.has(id))
        .map(({ id, rule, fingerprint }): [string, string, string, string] => [
          id,
          college,
          rule,
          sealedText(people, fingerprint),
        ]),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The books for recomputing a sealed result: nothing but numbers, those that waivers name and those of violations about
 * people who were forgotten.
 */
export function booksOf(numbers: ManifestContent['numbers'], asOf: CalendarDay): readonly ViolationBook[] {
  return [...Map.groupBy(numbers, ([, college]) => college)].map(([college, own]) => ({
    college,
    version: 0,
    reading: 0,
    records: own.map(([id, , rule, fingerprint]) => ({
      id,
      fingerprint,
      rule,
      subject: [],
      firstSeenOn: asOf,
      recurredOn: null,
      fixedOn: asOf,
      notes: null,
    })),
  }));
}

/** A manifest with its hash, after its content was completed or changed. */
function hashed(manifest: ManifestContent): Manifest {
  return { content: manifest, hash: sha256(canonicalJson(manifest)) };
}

/**
 * Reads a manifest's text. Throws `z.ZodError` or `SyntaxError` if it is none; checks that the hash matches the
 * content.
 */
export function readManifest(text: string): Manifest & { readonly isIntact: boolean } {
  const { content: parsed, hash } = z.object({ content, hash: z.string() }).parse(JSON.parse(text));
  return { content: parsed, hash, isIntact: hashed(parsed).hash === hash };
}

/** Hash of each tab as read, by title: shows which tabs were edited after the sealing. */
export function tabHashesOf(tabs: readonly TabCells[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tabs.map(({ title, rows, merges }) => [title, sha256(JSON.stringify([rows, merges])).slice(0, 16)]),
  );
}
