import type { AcademicYear, CalendarDay } from '../../shared/domain/calendar.ts';
import { PoliticalStatus } from '../../shared/domain/vocabulary.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import type { RegistrationRow, SchoolRows } from '../template/school-workbook.ts';
import { makeCollege } from './college.ts';
import { draftsOf } from './college-drafts.ts';
import { collegeFile, type LaidWorkbook, layCollege } from './college-workbook.ts';
import { openSite, type SchoolFaults, type Site } from './faults/site.ts';
import { dealFaults, type Planting } from './faults.ts';
import { type CollegeModel, everybodyIn } from './model.ts';
import { isPresent } from './people.ts';
import { type PlantedFault, UNKNOWN_WAIVER, UNREADABLE_PARAMETER } from './planted-page.ts';
import { createRandom } from './random.ts';
import { COLLEGES, type CollegeProfile } from './university.ts';

export interface SampleOptions {
  readonly seed: string;
  /** 1–30. */
  readonly colleges: number;
  /** Students of each college, 20 at least. */
  readonly studentsPerCollege: number;
  /** The day on which the sample has no faults but the planted ones. */
  readonly asOf: CalendarDay;
  /** The audited year. */
  readonly year: AcademicYear;
  readonly faults: boolean;
}

/** One college of the sample, ready to be written. */
export interface SampleCollege extends LaidWorkbook {
  readonly profile: CollegeProfile;
  readonly planted: readonly PlantedFault[];
}

/** What the colleges before have left for the school workbook. */
export interface SampleSchool extends SchoolRows {
  readonly faults: SchoolFaults;
}

/** Makes the colleges one after another, so that no more than one is held at a time; then says what the school workbook needs. */
export function* makeSample(options: SampleOptions): Generator<SampleCollege, SampleSchool> {
  const { seed, colleges, studentsPerCollege, asOf, year } = options;
  const random = createRandom(`${seed}/${year}`);
  const school: SchoolFaults = { parameters: {}, waivers: [] };
  const plant = dealFaults(colleges);
  let stranger: Site['stranger'] = null;
  const registrations: RegistrationRow[] = [];
  for (const [index, profile] of COLLEGES.slice(0, colleges).entries()) {
    const college = makeCollege(random.fork(profile.id), profile, index, studentsPerCollege, { asOf, year });
    const site = openSite(college, draftsOf(college), school, stranger);
    const plantings = options.faults ? plant(site) : [];
    const laid = layCollege(college, site.drafts, site.tweaks);
    stranger ??= strangerFrom(college);
    registrations.push({
      id: profile.id,
      name: profile.name,
      workbook: collegeFile(profile.name),
      email: `${profile.id.toLowerCase()}@qiming.example`,
    });
    yield { ...laid, profile, planted: plantings.flatMap((one) => placesOf(one, profile, laid)) };
  }
  if (options.faults) plantInSchool(school);
  return { registrations, parameters: school.parameters, waivers: school.waivers, faults: school };
}

/** Somebody whom a later college enters in its own register by mistake: an ordinary League member. */
function strangerFrom(college: CollegeModel): Site['stranger'] {
  const found = everybodyIn(college).find(
    (one) => one.political === PoliticalStatus.leagueMember && one.record === null && isPresent(one),
  );
  return found ? { id: found.id, name: found.name } : null;
}

function plantInSchool({ parameters, waivers }: SchoolFaults): void {
  parameters[UNREADABLE_PARAMETER.name] = UNREADABLE_PARAMETER.value;
  waivers.push({
    violationId: UNKNOWN_WAIVER,
    reason: '已经党委研究同意',
    approver: '学生工作部',
    approvedOn: '2026-03-01',
    validUntil: '2026-12-31',
  });
}

function placesOf({ fault, marks }: Planting, { id }: CollegeProfile, { tabs }: LaidWorkbook): PlantedFault[] {
  return marks.map(({ rule, tab, draft, field, inSchool }) => ({
    rule: rule ?? fault.rule,
    college: inSchool === undefined ? id : null,
    tab: inSchool ?? TABS[tab].title,
    row: draft === null ? null : (tabs[tab]?.rowOf(draft) ?? null),
    column: field === null ? null : (tabs[tab]?.columnOf(field) ?? null),
    note: fault.note,
  }));
}
