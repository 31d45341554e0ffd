import { academicYearOf, type CalendarDay } from '../../../shared/domain/calendar.ts';
import { columnIndex } from '../../../shared/domain/place.ts';
import { Refused } from '../../../shared/ports.ts';
import { makeSample } from '../../sample/make-sample.ts';
import { schoolGuide } from '../../template/guide.ts';
import { collegeOutputs, schoolOutputs } from '../../template/output-tabs.ts';
import { type RegistrationRow, type SchoolRows, schoolWorkbook } from '../../template/school-workbook.ts';
import type { SheetPlan, WorkbookPlan } from '../../template/sheet-plan.ts';
import { blankRegistrations, collegeTemplate } from '../../template/template.ts';
import { UsageError } from '../../usage-error.ts';
import type { OpenGoogle } from '../../wiring.ts';
import type { InitProgress } from './google-progress.ts';

/** `init google:`: the same workbooks as in a folder, at Google. */

type NewSheet = Parameters<OpenGoogle['setup']['fill']>[1][number];
type NewColumn = NewSheet['columns'][number];

export interface GoogleInitOptions {
  /** Ids of blank workbooks to be filled, the school's first; if empty, new ones are made. */
  readonly ids: readonly string[];
  /** Accounts of people that each workbook is shared with. */
  readonly share: readonly string[];
  readonly colleges: number | null;
  readonly sample: string | null;
  readonly studentsPerCollege: number | null;
  readonly faults: boolean;
  readonly asOf: CalendarDay;
  /** What earlier runs began. */
  readonly begun: InitProgress;
  readonly progress?: (progress: { readonly done: number; readonly total: number; readonly name: string }) => void;
}

export interface GoogleInitReport {
  readonly school: string;
  readonly workbooks: readonly { readonly name: string; readonly id: string }[];
}

const SAMPLE_COLLEGES = 3;
const SAMPLE_STUDENTS = 350;

export async function initGoogle(google: OpenGoogle, options: GoogleInitOptions): Promise<GoogleInitReport> {
  const { begun } = options;
  const [schoolId, ...collegeIds] = options.ids;
  const count = options.colleges ?? (options.sample === null ? Math.max(1, collegeIds.length) : SAMPLE_COLLEGES);
  if (schoolId !== undefined && collegeIds.length !== count)
    throw new UsageError(
      `给出了 ${collegeIds.length} 个学院表格 id，需要 ${count} 个。请写成 google:<校级总表 id>,<学院表格 id>,…，或用 --colleges 改数量。`,
    );
  const workbooks: { name: string; id: string }[] = [];
  const known =
    begun.resumes && schoolId === undefined ? await google.setup.made(begun.token) : new Map<string, string>();
  const put = async (plan: WorkbookPlan, id: string | undefined, tabs: ReturnType<typeof schoolOutputs>) => {
    const name = plan.file.replace(/\.xlsx$/u, '');
    const made = id ?? known.get(name) ?? (await make(google, name, begun));
    await putWorkbook(google, plan, made, tabs, begun);
    for (const email of options.share) await google.setup.share(made, email);
    workbooks.push({ name, id: made });
    options.progress?.({ done: workbooks.length, total: count + 1, name });
    return made;
  };
  const rows = await collegeWorkbooks(options, count, (plan, at, registration) =>
    put(plan, collegeIds[at], collegeOutputs(registration, options.asOf)),
  );
  // The school workbook comes last: it exists only once everything that it names does.
  const school = await put(schoolWorkbook(rows, [schoolGuide()]), schoolId, schoolOutputs('全校', options.asOf));
  return { school, workbooks };
}

/** Any failure short of a clear refusal may still have made the workbook. */
async function make({ setup }: OpenGoogle, name: string, begun: InitProgress): Promise<string> {
  begun.begin(name);
  try {
    return await setup.create(name, begun.token);
  } catch (error) {
    if (error instanceof Refused) begun.takeBack(name);
    throw error;
  }
}

type PutCollege = (plan: WorkbookPlan, at: number, registration: RegistrationRow) => Promise<string>;

/** Makes the colleges' workbooks and returns the rows of the school workbook, which name them by id. */
async function collegeWorkbooks(options: GoogleInitOptions, count: number, put: PutCollege): Promise<SchoolRows> {
  if (options.sample === null) {
    const registrations: RegistrationRow[] = [];
    for (const [at, registration] of blankRegistrations(count).entries())
      registrations.push({ ...registration, workbook: await put(collegeTemplate(registration), at, registration) });
    return { registrations };
  }
  const { sample: seed, asOf, faults, studentsPerCollege } = options;
  const students = studentsPerCollege ?? SAMPLE_STUDENTS;
  const year = academicYearOf(asOf);
  const sample = makeSample({ seed, colleges: count, studentsPerCollege: students, asOf, year, faults });
  const ids = new Map<string, string>();
  let step = sample.next();
  for (let at = 0; !step.done; at++, step = sample.next()) {
    const { plan, profile } = step.value;
    const registration = { id: profile.id, name: profile.name, workbook: '', email: null };
    ids.set(plan.file, await put(plan, at, registration));
  }
  const registrations = step.value.registrations.map((row) => ({
    ...row,
    workbook: ids.get(row.workbook) ?? row.workbook,
  }));
  return { ...step.value, registrations };
}

async function putWorkbook(
  { setup, workbooks }: OpenGoogle,
  plan: WorkbookPlan,
  id: string,
  tabs: ReturnType<typeof schoolOutputs>,
  begun: InitProgress,
): Promise<void> {
  const sheets = plan.sheets.map((sheet) => newSheet(sheet, plan.accent));
  await setup.fill(id, sheets, begun.hasBegun(id) ? null : () => begun.begin(id));
  await workbooks.publish(id, { tabs, notes: 'asTheyStand' });
}

/** Empty rows below the filled ones, ready for typing. */
const SPARE_ROWS = 500;

function newSheet(plan: SheetPlan, headingColor: string): NewSheet {
  const { title, rows, headingRow, merges, tabColor, frozenColumns } = plan;
  return {
    title,
    rows,
    rowCount: rows.length + (headingRow === null ? 0 : SPARE_ROWS),
    headingRow,
    merges,
    columns: plan.columns.map((_, at) => newColumn(plan, at)),
    tabColor: tabColor ?? null,
    headingColor,
    frozenColumns: frozensWithin(merges, frozenColumns ?? 0),
  };
}

/** Google refuses to freeze up to a border that cuts a merged cell. */
function frozensWithin(merges: SheetPlan['merges'], columns: number): number {
  return merges.some(({ left, right }) => left < columns && right >= columns) ? 0 : columns;
}

function newColumn({ columns, required, validations }: SheetPlan, at: number): NewColumn {
  const { width, look } = columns[at]!;
  const rule = validations?.find(({ range }) => columnIndex(/^[A-Z]+/u.exec(range)?.[0] ?? '') === at);
  const options = rule?.type !== 'list' ? null : rule.values ? [...rule.values] : (rule.formula1 ?? null);
  return { width, look, required: required?.includes(at) ?? false, help: rule?.inputMessage ?? null, options };
}
