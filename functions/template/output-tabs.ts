import { academicYearOf, type CalendarDay } from '../../shared/domain/calendar.ts';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import { pointsTab } from '../../shared/report/points-tab.ts';
import { rankingTab, schoolRankingTab } from '../../shared/report/ranking-tab.ts';
import { schoolViolationsTab, violationsTab } from '../../shared/report/violations-tab.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import type { TabImage, WorkbookImage } from '../../shared/sheet/image.ts';
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
  const [college] = school.colleges;
  if (!college) return [];
  return [
    emptyOverview('overview', registration.name),
    violationsTab(school, college, []),
    pointsTab([], [], DEFAULT_PARAMETERS),
    rankingTab([], college.id),
  ];
}

export function schoolOutputs(name: string, asOf: CalendarDay): WorkbookImage['tabs'] {
  const school = emptySchool({ id: '', name, workbook: '', email: null }, asOf);
  return [emptyOverview('schoolOverview', name), schoolRankingTab([], new Map()), schoolViolationsTab(school, [])];
}

/** The very pictures that a run publishes, of a school without any rows. */
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

function emptyOverview(key: string, name: string): TabImage {
  return {
    key,
    title: '概览',
    plain: true,
    banner: [],
    columns: [
      { heading: '', width: 30, format: 'text', wrap: true },
      { heading: '', width: 26, format: 'text', wrap: true },
      { heading: '', width: 60, format: 'text', wrap: true },
    ],
    rows: [
      { tone: 'title', cells: [`${name} 党团班协同校验概览`] },
      { cells: ['上次检查', '还没有检查过'] },
      { cells: ['说明', '填好各表后，每晚自动检查；结果写在这里和后面几张表里。'] },
    ],
  };
}

async function publish(workbook: Buffer, tabs: WorkbookImage['tabs']): Promise<Buffer> {
  const { chunks } = await planPublish(workbook, { tabs, notes: null });
  return chunks === null ? workbook : Buffer.concat(chunks);
}
