import type { School } from '../domain/assembled.ts';
import type { Parameters } from '../domain/parameters.ts';
import { isRegistered } from '../domain/roster.ts';
import type { Organization } from '../domain/school.ts';
import { OrgKind } from '../domain/vocabulary.ts';
import type { OpenFinding } from './scored.ts';

/** The value of an indicator for an organization: `done` of `due`; nothing due counts in full. */
export interface Share {
  readonly done: number;
  readonly due: number;
}

/** The data from which every indicator of one run is computed. */
export interface IndicatorContext {
  readonly school: School;
  readonly parameters: Parameters;
  /** Whether an unwaived finding of the rule with this first subject is open. */
  isBroken(rule: string, subject: string): boolean;
  readonly open: readonly OpenFinding[];
  /** Totals of the 团支部 by their 指导党支部; empty until all of these are scored. */
  readonly guided: ReadonlyMap<string, readonly number[]>;
}

/** Nothing is due yet, or there is nothing to judge. */
export const NOTHING_DUE: Share = { done: 0, due: 0 };

/** The class itself, or the 在册 classes that an organization covers. */
export function classesOf(school: School, org: Organization, id: string): readonly string[] {
  if (org.kind === OrgKind.schoolClass) return [id];
  return school.coverage
    .classesOf(id)
    .filter(isRegistered)
    .map((schoolClass) => schoolClass.id as string);
}
