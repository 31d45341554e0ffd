// Generated file, do not edit: npm run generate.
import type { TabKey } from '../../domain/school.ts';
import type { TabSpec } from '../column.ts';
import { activities } from './activities.ts';
import { bases } from './bases.ts';
import { decisions } from './decisions.ts';
import { developments } from './developments.ts';
import { honors } from './honors.ts';
import { organizations } from './organizations.ts';
import { outcomes } from './outcomes.ts';
import { planItems } from './plan-items.ts';
import { plans } from './plans.ts';
import { pledges } from './pledges.ts';
import { students } from './students.ts';
import { tallies } from './tallies.ts';
import { tenures } from './tenures.ts';

/** Input tabs of a college workbook, in the order of their places. */
export const TABS: { readonly [Tab in TabKey]: TabSpec<Tab> } = {
  organizations,
  students,
  tenures,
  developments,
  activities,
  plans,
  decisions,
  pledges,
  honors,
  planItems,
  bases,
  tallies,
  outcomes,
};
