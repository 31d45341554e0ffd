import type { AcademicYear } from './calendar.ts';
import { type Cell, isGiven } from './cell.ts';
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

/** Rows by academic year and whom they are about: asked for once a person and rule. */
class ByYear<Row extends { readonly academicYear: Cell<AcademicYear> }> {
  readonly #years = new Map<Cell<AcademicYear>, Map<string, Row[]>>();

  add(id: string, row: Row): void {
    const rows = this.#years.get(row.academicYear) ?? new Map<string, Row[]>();
    this.#years.set(row.academicYear, rows);
    push(rows, id, row);
  }

  of(id: string, year: AcademicYear): readonly Row[] {
    return this.#years.get(year)?.get(id) ?? NO_ROWS;
  }
}

const NO_ROWS: readonly never[] = [];

/** @param elsewhere decisions with unreadable names, from colleges whose tables are not here */
export function buildRecords(tables: readonly Tables[], elsewhere: readonly DecisionFacts[] = []): Records {
  const developments = new Map<string, Development>();
  const pledges = new ByYear<Pledge>();
  const plans = new ByYear<Plan>();
  const planItems = new Map<string, PlanItem[]>();
  const tallies = new ByYear<Tally>();
  const decisions = new Map<string, Decision[]>();
  const unreadableNames: Decision[] = [];
  for (const table of tables) {
    for (const row of table.developments) {
      if (isGiven(row.studentId) && !developments.has(row.studentId)) developments.set(row.studentId, row);
    }
    for (const row of table.pledges) if (isGiven(row.studentId)) pledges.add(row.studentId, row);
    for (const row of table.plans) if (isGiven(row.orgId)) plans.add(row.orgId, row);
    for (const row of table.planItems) if (isGiven(row.orgId)) push(planItems, row.orgId, row);
    for (const row of table.tallies) if (isGiven(row.studentId)) tallies.add(row.studentId, row);
    for (const row of table.decisions) {
      for (const id of row.studentIds.items) push(decisions, id, row);
      if (row.studentIds.partial) unreadableNames.push(row);
    }
  }
  const unreadableAnywhere = elsewhere.length === 0 ? unreadableNames : [...unreadableNames, ...elsewhere];
  return {
    developmentOf: (id) => developments.get(id),
    pledgesOf: (id, year) => pledges.of(id, year),
    plansOf: (id, year) => plans.of(id, year),
    planItemsOf: (id) => planItems.get(id) ?? [],
    talliesOf: (id, year) => tallies.of(id, year),
    decisionsNaming: (id) => decisions.get(id) ?? [],
    decisionsWithUnreadableNames: () => unreadableAnywhere,
    ownDecisionsWithUnreadableNames: () => unreadableNames,
  };
}
