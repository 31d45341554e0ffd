import { makeActivities } from './activities.ts';
import { planItemRows } from './agenda.ts';
import { pledgeRows } from './assessments.ts';
import { type Drafts, noDrafts } from './draft.ts';
import type { CollegeModel } from './model.ts';
import { decisionRows, honorRows, planRows } from './papers.ts';
import { developmentRows, organizationRows, studentRows, tenureRows } from './register.ts';
import { baseRows, outcomeRows, tallyRows } from './results.ts';

/** All rows of a college's workbook, faultless on the as-of day. */
export function draftsOf(college: CollegeModel): Drafts {
  const activities = makeActivities(college);
  const decisions = decisionRows(college);
  return {
    ...noDrafts(),
    organizations: organizationRows(college),
    students: studentRows(college),
    tenures: tenureRows(college),
    developments: developmentRows(college),
    activities,
    plans: planRows(college),
    decisions,
    pledges: pledgeRows(college),
    honors: honorRows(college),
    planItems: planItemRows(college, activities),
    bases: baseRows(college),
    tallies: tallyRows(college),
    outcomes: outcomeRows(college, decisions),
  };
}
