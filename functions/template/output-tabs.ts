import { academicYearOf, type CalendarDay } from '../../shared/domain/calendar.ts';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import {
  COLLEGE_OUTPUT_TABS,
  type CollegeTabFacts,
  drawTabs,
  SCHOOL_OUTPUT_TABS,
  type SchoolTabFacts,
} from '../../shared/report/output-tabs.ts';
import { RULES } from '../../shared/rules/index.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import type { WorkbookImage } from '../../shared/sheet/image.ts';
import { assembleSchool } from '../../shared/workbook/assemble-school.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { planPublish } from '../adapters/xlsx/publish/plan-publish.ts';
import type { RegistrationRow } from './school-workbook.ts';

/** The output tabs of a workbook that nobody has checked yet: there, protected, and empty. */

export function withCollegeOutputs(
  workbook: Buffer,
  registration: RegistrationRow,
  asOf: CalendarDay,
): Promise<Buffer> {
  return publish(workbook, collegeOutputs(registration, asOf));
}

export function withSchoolOutputs(workbook: Buffer, name: string, asOf: CalendarDay): Promise<Buffer> {
  return publish(workbook, schoolOutputs(name, asOf));
}

export function collegeOutputs(registration: RegistrationRow, asOf: CalendarDay): WorkbookImage['tabs'] {
  const school = emptySchool(registration, asOf);
  return school.colleges.flatMap((college) =>
    drawTabs<CollegeTabFacts>(COLLEGE_OUTPUT_TABS, {
      always: {
        school,
        college,
        overview: { name: registration.name, checkedAt: null },
        due: [],
        violations: [],
        standings: [],
        positions: [],
        lines: DEFAULT_PARAMETERS,
      },
      ranking: { standings: [], college: college.id },
    }),
  );
}

export function schoolOutputs(name: string, asOf: CalendarDay): WorkbookImage['tabs'] {
  const school = emptySchool({ id: '', name, workbook: '', email: null }, asOf);
  return drawTabs<SchoolTabFacts>(SCHOOL_OUTPUT_TABS, {
    always: {
      school,
      overview: { name, checkedAt: null },
      violations: [],
      rules: RULES,
      parameters: DEFAULT_PARAMETERS,
    },
    ranking: { standings: [], names: new Map() },
  });
}

/** A school without any rows: its tabs are drawn as a run draws them. */
function emptySchool({ id, name }: RegistrationRow, asOf: CalendarDay) {
  const parsed = parseWorkbook({ version: '', tabs: [] }, 0, []);
  return assembleSchool({
    colleges: [{ id, name, parsed, stale: false }],
    complete: true,
    parameters: DEFAULT_PARAMETERS,
    scheme: DEFAULT_SCHEME,
    asOf,
    year: academicYearOf(asOf),
  });
}

async function publish(workbook: Buffer, tabs: WorkbookImage['tabs']): Promise<Buffer> {
  const { chunks } = await planPublish(workbook, { tabs, notes: null });
  return chunks === null ? workbook : Buffer.concat(chunks);
}
