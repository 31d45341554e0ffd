import { AGENDA_FAULTS } from './faults/agenda.ts';
import { DATA_FAULTS } from './faults/data.ts';
import { DECISION_FAULTS } from './faults/decision.ts';
import { DEVELOPMENT_FAULTS } from './faults/development.ts';
import { EDUCATION_FAULTS } from './faults/education.ts';
import { EVALUATION_FAULTS } from './faults/evaluation.ts';
import { MECHANISM_FAULTS } from './faults/mechanism.ts';
import { ORGANIZATION_FAULTS } from './faults/organization.ts';
import { POST_FAULTS } from './faults/posts.ts';
import { PRACTICE_FAULTS } from './faults/practice.ts';
import { RESULT_FAULTS } from './faults/results.ts';
import type { Mistake, PlantedPlace, Site } from './faults/site.ts';

/**
 * Every fault that a sample has, at least one for each rule. In a sample of several colleges they take turns; one for
 * which a college has no place (too small, too early in the year) is offered to the next.
 */
export const FAULTS: readonly Mistake[] = [
  // Whole-tab and whole-class faults come first, while there is room for them.
  ...DATA_FAULTS,
  ...ORGANIZATION_FAULTS,
  ...POST_FAULTS,
  ...MECHANISM_FAULTS,
  ...AGENDA_FAULTS,
  ...EDUCATION_FAULTS,
  ...DEVELOPMENT_FAULTS,
  ...DECISION_FAULTS,
  ...EVALUATION_FAULTS,
  ...PRACTICE_FAULTS,
  ...RESULT_FAULTS,
];

/** A fault that has been put in, not yet laid out. */
export interface Planting {
  readonly fault: Mistake;
  readonly marks: readonly PlantedPlace[];
}

/** Deals the faults out: each college plants what an earlier one could not, then its own share. */
export function dealFaults(colleges: number): (site: Site) => readonly Planting[] {
  const common = FAULTS.filter(({ rare }) => rare !== true);
  let waiting = FAULTS.filter(({ rare }) => rare === true);
  return (site) => {
    const { index } = site.college;
    const share = common.filter((_, i) => i % colleges === index % colleges);
    const plantings: Planting[] = [];
    const left: Mistake[] = [];
    for (const fault of index < colleges ? [...waiting, ...share] : []) {
      const marks = fault.plant(site);
      if (marks) plantings.push({ fault, marks });
      else left.push(fault);
    }
    waiting = left;
    return plantings;
  };
}
