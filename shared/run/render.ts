import type { College } from '../domain/assembled.ts';
import { cellNotes } from '../report/cell-notes.ts';
import {
  COLLEGE_OUTPUT_TABS,
  type CollegeTabFacts,
  drawTabs,
  SCHOOL_OUTPUT_TABS,
  type SchoolTabFacts,
} from '../report/output-tabs.ts';
import type { WorkbookImage } from '../sheet/image.ts';
import { collegeOverview, type OverviewInput, schoolOverview, type WholeSchool } from './overview-facts.ts';
import type { CollegeReading } from './read-school.ts';

/** The input for drawing the images of one night. */
export interface RenderInput extends OverviewInput {
  readonly whole: WholeSchool;
  /** Whether the rankings are shown now (排名发布). */
  readonly showsRanking: boolean;
}

/** All output tabs and notes of one college workbook. */
export function renderCollege(input: RenderInput, college: College): WorkbookImage {
  const { assessment } = input;
  const { judgement, standings } = assessment;
  const { violations, standings: ownStandings, positions } = input.whole.resultsOf(college.id);
  const tabs = drawTabs<CollegeTabFacts>(COLLEGE_OUTPUT_TABS, {
    always: {
      school: judgement.school,
      college,
      overview: collegeOverview(input, college, input.whole),
      due: judgement.due.filter((reminder) => reminder.college === college.id),
      violations,
      standings: ownStandings,
      positions,
      lines: judgement.parameters,
    },
    ...(input.showsRanking && { ranking: { standings, college: college.id } }),
  });
  // Cells may have moved since the displayed reading.
  if (college.heldBack) return { tabs, notes: 'asTheyStand' };
  return { tabs, notes: judgement.parameters.cellNotes ? cellNotes(college, violations) : null };
}

/**
 * All output tabs and notes of the school workbook; the results of the other workbooks are filled in once they are
 * known.
 */
export function renderSchool(input: RenderInput, readings: readonly CollegeReading[]): WorkbookImage {
  const { judgement, standings } = input.assessment;
  const names = new Map(judgement.school.colleges.map(({ id, name }) => [id, name]));
  const schoolWide = judgement.violations.filter(({ college }) => college === null);
  return {
    tabs: drawTabs<SchoolTabFacts>(SCHOOL_OUTPUT_TABS, {
      always: {
        school: judgement.school,
        overview: schoolOverview(input, readings, input.whole),
        violations: judgement.violations,
        rules: input.ruleSet.rules,
        parameters: judgement.parameters,
      },
      ...(input.showsRanking && { ranking: { standings, names } }),
    }),
    notes: judgement.parameters.cellNotes ? cellNotes(undefined, schoolWide) : null,
  };
}
