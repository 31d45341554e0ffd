import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type AcademicYear, academicYearOf, type CalendarDay } from '../../../shared/domain/calendar.ts';
import { SCHOOL_WORKBOOK } from '../../../shared/domain/vocabulary.ts';
import { createFile } from '../../adapters/xlsx/disk.ts';
import { collegeFile } from '../../sample/college-workbook.ts';
import { makeSample, type PlantedFault } from '../../sample/make-sample.ts';
import { PLANTED_FILE, plantedInSchool, plantedPage } from '../../sample/planted-page.ts';
import { COLLEGES, UNIVERSITY } from '../../sample/university.ts';
import { schoolGuide } from '../../template/guide.ts';
import { withCollegeOutputs, withSchoolOutputs } from '../../template/output-tabs.ts';
import { schoolWorkbook } from '../../template/school-workbook.ts';
import type { WorkbookPlan } from '../../template/sheet-plan.ts';
import { blankRegistrations, collegeTemplate } from '../../template/template.ts';
import { writeWorkbook } from '../../template/write-workbook.ts';
import { UsageError } from '../../usage-error.ts';

export interface InitOptions {
  /** Made where it is not there. */
  readonly folder: string;
  /** 1–30; `null`: one for blank templates, three for a sample. */
  readonly colleges: number | null;
  /** Seed of the sample; `null`: blank templates. */
  readonly sample: string | null;
  /** `null`: a sample that is quick to look at. */
  readonly studentsPerCollege: number | null;
  /** Whether the sample has planted faults. */
  readonly faults: boolean;
  /** The day on which the sample is to be faultless but for what is planted. */
  readonly asOf: CalendarDay;
  /** Audited year of the sample; by default the one that holds the as-of day. */
  readonly year?: AcademicYear;
  readonly progress?: (progress: InitProgress) => void;
}

export interface InitProgress {
  readonly done: number;
  readonly total: number;
  /** File that has just been written. */
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
 * `init`: makes the school workbook and the college workbooks of a folder, one file after another. It never
 * overwrites: where one of the files is there already nothing at all is written.
 */
export async function initPlace(options: InitOptions): Promise<InitReport> {
  const { sample, colleges } = options;
  return sample === null
    ? await initBlank(options, colleges ?? 1)
    : await initSample(options, sample, colleges ?? SAMPLE_COLLEGES);
}

async function initBlank(options: InitOptions, count: number): Promise<InitReport> {
  const registrations = blankRegistrations(count);
  const put = await openFolder(options, [...registrations.map(({ workbook }) => workbook), SCHOOL_WORKBOOK]);
  for (const registration of registrations) {
    const plan = collegeTemplate(registration);
    await put(plan.file, await withCollegeOutputs(await writeWorkbook(plan), registration, options.asOf));
  }
  const plan = schoolWorkbook({ registrations }, [schoolGuide()]);
  await put(plan.file, await withSchoolOutputs(await writeWorkbook(plan), '全校', options.asOf));
  return { files: [...registrations.map(({ workbook }) => workbook), plan.file], planted: [] };
}

async function initSample(options: InitOptions, seed: string, count: number): Promise<InitReport> {
  const { asOf, year = academicYearOf(asOf), faults, studentsPerCollege } = options;
  const files = [
    ...COLLEGES.slice(0, count).map(({ name }) => collegeFile(name)),
    SCHOOL_WORKBOOK,
    ...(faults ? [PLANTED_FILE] : []),
  ];
  const put = await openFolder(options, files);
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
    await putWorkbook(put, step.value.plan);
    for (const fault of step.value.planted) planted.push(fault);
  }
  const rows = step.value;
  const plan = schoolWorkbook(rows);
  if (faults) for (const fault of plantedInSchool(plan, rows.faults)) planted.push(fault);
  await putWorkbook(put, { ...plan, subject: `${UNIVERSITY}党团班协同校级总表` });
  if (faults) await put(PLANTED_FILE, Buffer.from(plantedPage(seed, asOf, planted)));
  return { files, planted };
}

type Put = (file: string, contents: Buffer) => Promise<void>;

async function putWorkbook(put: Put, plan: WorkbookPlan): Promise<void> {
  await put(plan.file, await writeWorkbook(plan));
}

/** Makes sure that nothing is in the way, then hands out the writing of one file after another. */
async function openFolder({ folder, progress }: InitOptions, files: readonly string[]): Promise<Put> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new UsageError(
      `无法建立文件夹“${folder}”：${error instanceof Error ? error.message : String(error)}。请换一个可以写的位置。`,
      { cause: error },
    );
  });
  for (const file of files) if (await exists(join(folder, file))) throw inTheWay(folder, file);
  let done = 0;
  return async (file, contents) => {
    if (!(await createFile(join(folder, file), contents))) throw inTheWay(folder, file);
    done++;
    progress?.({ done, total: files.length, name: file });
  };
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

function inTheWay(folder: string, file: string): UsageError {
  return new UsageError(`“${folder}”里已经有“${file}”，没有覆盖任何文件。请换一个空文件夹，或先把原来的文件移走。`);
}
