import * as z from 'zod';
import { canonicalJson, sha256 } from '../domain/identity.ts';
import type { Scheme, SchemeItem, Settings } from '../domain/settings.ts';
import { PeriodKind, ScoredKind, Section, Way } from '../domain/vocabulary.ts';
import type { Runs } from '../ports.ts';
import { DEFAULT_SCHEME } from '../scoring/default-scheme.ts';

/** Activity types that the school's own scheme adds to the list (workbooks.md §2). */
export function activityTypesOf(items: readonly SchemeItem[]): readonly string[] {
  return [...new Set(items.filter(({ way }) => way === Way.activity).flatMap(({ basis }) => basis))];
}

/** A scheme with its version, a hash of its normalised content. */
export function versionedScheme(items: readonly SchemeItem[]): Scheme {
  return { version: sha256(canonicalJson(items)).slice(0, 12), items };
}

const LAST_GOOD = 'scheme/last-good';
const fraction = z.object({ numerator: z.number(), denominator: z.number() });
/** Items of a scheme as they are stored. */
export const schemeItems: z.ZodType<SchemeItem[]> = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    section: z.enum(Section),
    kinds: z.array(z.enum(ScoredKind)),
    way: z.enum(Way),
    basis: z.array(z.string()),
    value: z.number(),
    limit: z.number().nullable(),
    period: z.enum(PeriodKind).nullable(),
    cap: z.number().nullable(),
    jointFactor: fraction,
    jointBonus: fraction,
    guideFactor: fraction,
    capGroup: z.string().nullable(),
  }),
);

/**
 * The scheme in force: the one in 积分规则; while a row of that does not parse, the last good one; the default one if there
 * is none (points.md §3: nothing is booked by half a scheme).
 */
export async function schemeInForce({ scheme, schemeBroken }: Settings, runs: Runs): Promise<Scheme> {
  if (scheme === null) return versionedScheme(DEFAULT_SCHEME);
  if (!schemeBroken) return versionedScheme(scheme);
  const stored = await runs.note(LAST_GOOD);
  return versionedScheme(stored === null ? DEFAULT_SCHEME : schemeItems.parse(JSON.parse(stored)));
}

/** Remembers a good scheme of the sheet, for days on which a row of it is broken. */
export async function rememberScheme({ scheme, schemeBroken }: Settings, runs: Runs): Promise<void> {
  if (scheme !== null && !schemeBroken) await runs.putNote(LAST_GOOD, JSON.stringify(scheme));
}
