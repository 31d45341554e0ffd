import type { AcademicYear } from './calendar.ts';
import { isGiven } from './cell.ts';
import type { DecisionFacts } from './decisions.ts';
import { push } from './roster.ts';
import type { Decision, Development, Plan, PlanItem, Pledge, Tables, Tally } from './school.ts';

/** Records of the whole school, by the person or organization that they are about. */
export interface Records {
  /** The record in 发展台账; if there are several, the first. */
  developmentOf(studentId: string): Development | undefined;
  /** Rows of 承诺考评 of a student and year, whatever their 身份. */
  pledgesOf(studentId: string, year: AcademicYear): readonly Pledge[];
  /** Rows of 工作计划 of an organization and year. */
  plansOf(orgId: string, year: AcademicYear): readonly Plan[];
  /** Rows of 计划事项 of an organization, of every year. */
  planItemsOf(orgId: string): readonly PlanItem[];
  /** Rows of 述责测评 of a student and year. */
  talliesOf(studentId: string, year: AcademicYear): readonly Tally[];
  /** Rows of 议事决策 that name a student. */
  decisionsNaming(studentId: string): readonly Decision[];
  /** Rows of 议事决策 with an unreadable item in 涉及学号: they may name anybody. */
  decisionsWithUnreadableNames(): readonly DecisionFacts[];
  /** The ones among them whose tables are here. */
  ownDecisionsWithUnreadableNames(): readonly Decision[];
}

/** @param elsewhere decisions with unreadable names, from colleges whose tables are not here */
export function buildRecords(tables: readonly Tables[], elsewhere: readonly DecisionFacts[] = []): Records {
  const developments = new Map<string, Development>();
  const pledges = new Map<string, Pledge[]>();
  const plans = new Map<string, Plan[]>();
  const planItems = new Map<string, PlanItem[]>();
  const tallies = new Map<string, Tally[]>();
  const decisions = new Map<string, Decision[]>();
  const unreadableNames: Decision[] = [];
  for (const table of tables) {
    for (const row of table.developments) {
      if (isGiven(row.studentId) && !developments.has(row.studentId)) developments.set(row.studentId, row);
    }
    for (const row of table.pledges) if (isGiven(row.studentId)) push(pledges, row.studentId, row);
    for (const row of table.plans) if (isGiven(row.orgId)) push(plans, row.orgId, row);
    for (const row of table.planItems) if (isGiven(row.orgId)) push(planItems, row.orgId, row);
    for (const row of table.tallies) if (isGiven(row.studentId)) push(tallies, row.studentId, row);
    for (const row of table.decisions) {
      for (const id of row.studentIds.items) push(decisions, id, row);
      if (row.studentIds.partial) unreadableNames.push(row);
    }
  }
  const unreadableAnywhere = elsewhere.length === 0 ? unreadableNames : [...unreadableNames, ...elsewhere];
  return {
    developmentOf: (id) => developments.get(id),
    pledgesOf: (id, year) => (pledges.get(id) ?? []).filter(({ academicYear }) => academicYear === year),
    plansOf: (id, year) => (plans.get(id) ?? []).filter(({ academicYear }) => academicYear === year),
    planItemsOf: (id) => planItems.get(id) ?? [],
    talliesOf: (id, year) => (tallies.get(id) ?? []).filter(({ academicYear }) => academicYear === year),
    decisionsNaming: (id) => decisions.get(id) ?? [],
    decisionsWithUnreadableNames: () => unreadableAnywhere,
    ownDecisionsWithUnreadableNames: () => unreadableNames,
  };
}
