import {
  type AcademicYear,
  academicYearOf,
  type CalendarDay,
  formatAcademicYear,
  formatDay,
} from '../../../shared/domain/calendar.ts';
import { SCHOOL_WORKBOOK } from '../../../shared/domain/vocabulary.ts';
import { collegeFile } from '../../sample/college-workbook.ts';
import { makeSample } from '../../sample/make-sample.ts';
import { PLANTED_FILE, type PlantedFault, plantedInSchool, plantedPage } from '../../sample/planted-page.ts';
import { COLLEGES, UNIVERSITY } from '../../sample/university.ts';
import { schoolGuide } from '../../template/guide.ts';
import { withCollegeOutputs, withSchoolOutputs } from '../../template/output-tabs.ts';
import { schoolWorkbook } from '../../template/school-workbook.ts';
import type { WorkbookPlan } from '../../template/sheet-plan.ts';
import { blankRegistrations, collegeTemplate } from '../../template/template.ts';
import { writeWorkbook } from '../../template/write-workbook.ts';
import { type OpenFolder, openFolder } from './open-folder.ts';

export interface NewFolderOptions {
  /** Created if it does not exist. */
  readonly folder: string;
  /** 1–30; `null`: one for blank templates, three for a sample. */
  readonly colleges: number | null;
  /** Seed of the sample; `null`: blank templates. */
  readonly sample: string | null;
  /** `null`: a number small enough for a quick look. */
  readonly studentsPerCollege: number | null;
  /** Whether the sample has planted faults. */
  readonly faults: boolean;
  /** The day on which the sample has no faults but planted ones. */
  readonly asOf: CalendarDay;
  /** Audited year of the sample; by default the one that includes the as-of day. */
  readonly year?: AcademicYear;
  readonly progress?: (progress: FileProgress) => void;
}

export interface FileProgress {
  readonly done: number;
  readonly total: number;
  /** The file just written. */
  readonly name: string;
}

export interface InitReport {
  /** Names of the files written, in the folder. */
  readonly files: readonly string[];
  /** What `audit` has to find in the sample. */
  readonly planted: readonly PlantedFault[];
}

const SAMPLE_COLLEGES = 3;
const SAMPLE_STUDENTS = 350;

/**
 * `init`: makes the school workbook and the college workbooks of a folder, one file after another. It never overwrites:
 * if one of the files already exists, nothing at all is written. An interrupted `init` is completed by running it
 * again.
 */
export async function initPlace(options: NewFolderOptions): Promise<InitReport> {
  const { sample, colleges } = options;
  return sample === null
    ? await initBlank(options, colleges ?? 1)
    : await initSample(options, sample, colleges ?? SAMPLE_COLLEGES);
}

async function initBlank(options: NewFolderOptions, count: number): Promise<InitReport> {
  const registrations = blankRegistrations(count);
  const files = [...registrations.map(({ workbook }) => workbook), SCHOOL_WORKBOOK];
  const folder = await begin(options, files, count);
  for (const registration of registrations) {
    const plan = collegeTemplate(registration);
    await folder.put(plan.file, await withCollegeOutputs(await writeWorkbook(plan), registration, options.asOf));
  }
  const plan = schoolWorkbook({ registrations }, [schoolGuide()]);
  await folder.put(plan.file, await withSchoolOutputs(await writeWorkbook(plan), '全校', options.asOf));
  await folder.finish();
  return { files, planted: [] };
}

async function initSample(options: NewFolderOptions, seed: string, count: number): Promise<InitReport> {
  const { asOf, year = academicYearOf(asOf), faults, studentsPerCollege } = options;
  const files = [
    ...COLLEGES.slice(0, count).map(({ name }) => collegeFile(name)),
    SCHOOL_WORKBOOK,
    ...(faults ? [PLANTED_FILE] : []),
  ];
  const folder = await begin(options, files, count);
  const planted: PlantedFault[] = [];
  const sample = makeSample({
    seed,
    colleges: count,
    studentsPerCollege: studentsPerCollege ?? SAMPLE_STUDENTS,
    asOf,
    year,
    faults,
  });
  let step = sample.next();
  for (; !step.done; step = sample.next()) {
    await putWorkbook(folder, step.value.plan);
    for (const fault of step.value.planted) planted.push(fault);
  }
  const rows = step.value;
  const plan = schoolWorkbook(rows);
  if (faults) for (const fault of plantedInSchool(plan, rows.faults)) planted.push(fault);
  await putWorkbook(folder, { ...plan, subject: `${UNIVERSITY}党团班协同校级总表` });
  if (faults) await folder.put(PLANTED_FILE, Buffer.from(plantedPage(seed, asOf, planted)));
  await folder.finish();
  return { files, planted };
}

async function putWorkbook({ put }: OpenFolder, plan: WorkbookPlan): Promise<void> {
  await put(plan.file, await writeWorkbook(plan));
}

/** Returns the function that writes one file after another and reports progress. */
async function begin(options: NewFolderOptions, files: readonly string[], count: number): Promise<OpenFolder> {
  const { folder, progress } = options;
  const opened = await openFolder(folder, files, commandOf(options, count));
  let done = 0;
  return {
    ...opened,
    async put(file, contents) {
      await opened.put(file, contents);
      done++;
      progress?.({ done, total: files.length, name: file });
    },
  };
}

/** The options that make the same files. */
function commandOf({ sample, studentsPerCollege, faults, asOf, year }: NewFolderOptions, count: number): string {
  const colleges = `--colleges ${count}`;
  // Blank workbooks have no days.
  if (sample === null) return colleges;
  const students = studentsPerCollege === null ? [] : [`--students ${studentsPerCollege}`];
  const years = year === undefined ? [] : [`--year ${formatAcademicYear(year)}`];
  const planted = faults ? [] : ['--no-faults'];
  return [colleges, `--sample ${sample}`, ...students, ...planted, `--as-of ${formatDay(asOf)}`, ...years].join(' ');
}
