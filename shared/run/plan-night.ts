import * as z from 'zod';
import type { AcademicYear, CalendarDay } from '../domain/calendar.ts';
import { canonicalJson, sha256 } from '../domain/identity.ts';
import type { Registration, Scheme, SchemeItem, Settings } from '../domain/settings.ts';
import { PeriodKind, ScoredKind, Section, Way } from '../domain/vocabulary.ts';
import type { Runs } from '../ports.ts';
import { DEFAULT_SCHEME } from '../scoring/default-scheme.ts';

/** What every step of a night needs to know. */
export interface Night {
  readonly runId: string;
  readonly startedAt: string;
  readonly trigger: 'schedule' | 'webhook' | 'command' | 'watch';
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
  /** Id of the school workbook. */
  readonly schoolWorkbook: string;
  /** 学院编号 of the only college to read and publish; `null` = all. */
  readonly only: string | null;
  /** Writes nothing anywhere. */
  readonly dryRun: boolean;
  /** A forced sealing settles a year again although it is sealed. */
  readonly reseals?: boolean;
}

/** Enabled colleges in the order of 学院登记. */
export function enabledColleges({ registrations }: Settings): readonly Registration[] {
  return registrations.filter(({ enabled }) => enabled);
}

/** Activity types that the school's own scheme adds to the list (workbooks.md §2). */
export function activityTypesOf(items: readonly SchemeItem[]): readonly string[] {
  return [...new Set(items.filter(({ way }) => way === Way.activity).flatMap(({ basis }) => basis))];
}

/** A scheme with its version: a hash of its normalised content. */
export function versionedScheme(items: readonly SchemeItem[]): Scheme {
  return { version: sha256(canonicalJson(items)).slice(0, 12), items };
}

const LAST_GOOD = 'scheme/last-good';
const fraction = z.object({ numerator: z.number(), denominator: z.number() });
const storedScheme = z.array(
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
 * The scheme in force: that of 积分规则; while a row of it does not parse, the last good one; the default one where
 * there is none (points.md §3: nothing is booked by half a scheme).
 */
export async function schemeInForce({ scheme, schemeBroken }: Settings, runs: Runs): Promise<Scheme> {
  if (scheme === null) return versionedScheme(DEFAULT_SCHEME);
  if (!schemeBroken) return versionedScheme(scheme);
  const stored = await runs.note(LAST_GOOD);
  return versionedScheme(stored === null ? DEFAULT_SCHEME : storedScheme.parse(JSON.parse(stored)));
}

/** Remembers a good scheme of the sheet, for the day on which somebody breaks a row of it. */
export async function rememberScheme({ scheme, schemeBroken }: Settings, runs: Runs): Promise<void> {
  if (scheme !== null && !schemeBroken) await runs.putNote(LAST_GOOD, JSON.stringify(scheme));
}
