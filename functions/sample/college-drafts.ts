import { makeActivities } from './activities.ts';
import { pledgeRows } from './assessments.ts';
import { type Drafts, noDrafts } from './draft.ts';
import type { CollegeModel } from './model.ts';
import { decisionRows, honorRows, planRows } from './papers.ts';
import { developmentRows, organizationRows, studentRows, tenureRows } from './register.ts';

/** All rows of a college's workbook, faultless on the as-of day. */
export function draftsOf(college: CollegeModel): Drafts {
  return {
    ...noDrafts(),
    organizations: organizationRows(college),
    students: studentRows(college),
    tenures: tenureRows(college),
    developments: developmentRows(college),
    activities: makeActivities(college),
    plans: planRows(college),
    decisions: decisionRows(college),
    pledges: pledgeRows(college),
    honors: honorRows(college),
  };
}
