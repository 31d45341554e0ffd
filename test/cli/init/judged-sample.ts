import type { LaidTab } from '../../../functions/sample/lay-tab.ts';
import { makeSample, type SampleOptions } from '../../../functions/sample/make-sample.ts';
import type { PlantedFault } from '../../../functions/sample/planted-page.ts';
import { plantedInSchool } from '../../../functions/sample/planted-page.ts';
import { schoolWorkbook } from '../../../functions/template/school-workbook.ts';
import { toRawTab, type WorkbookPlan } from '../../../functions/template/sheet-plan.ts';
import { academicYearOf, type CalendarDay, parseIsoDay } from '../../../shared/domain/calendar.ts';
import type { Finding } from '../../../shared/rules/frame/rule.ts';
import { RULES } from '../../../shared/rules/index.ts';
import { assembleBoth, checkSchool } from '../../../shared/run/check-school.ts';
import { DEFAULT_SCHEME } from '../../../shared/scoring/default-scheme.ts';
import type { RawTab } from '../../../shared/sheet/raw.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { parseWorkbook } from '../../../shared/workbook/parse-workbook.ts';

/** A sample without the way through files. */
export interface Sample {
  readonly colleges: readonly {
    readonly id: string;
    readonly name: string;
    readonly plan: WorkbookPlan;
    readonly tabs: readonly LaidTab[];
  }[];
  readonly school: WorkbookPlan;
  readonly planted: readonly PlantedFault[];
}

export function dayOfText(text: string): CalendarDay {
  return parseIsoDay(text) as CalendarDay;
}

export function sampleOf(seed: string, asOf: string, options: Partial<SampleOptions> = {}): Sample {
  const day = dayOfText(asOf);
  const sample = makeSample({
    seed,
    colleges: 3,
    studentsPerCollege: 350,
    asOf: day,
    year: academicYearOf(day),
    faults: true,
    ...options,
  });
  const colleges: Sample['colleges'][number][] = [];
  const planted: PlantedFault[] = [];
  let step = sample.next();
  for (; !step.done; step = sample.next()) {
    const { profile, plan, tabs } = step.value;
    colleges.push({ id: profile.id, name: profile.name, plan, tabs: Object.values(tabs) });
    planted.push(...step.value.planted);
  }
  const school = schoolWorkbook(step.value);
  return { colleges, school, planted: [...planted, ...plantedInSchool(school, step.value.faults)] };
}

/** The findings of all rules on a sample, with the parameters that stand in its school workbook. */
export function judge(
  { colleges, school }: Sample,
  asOf: string,
  year?: number,
  reorder: (tab: RawTab, plan: WorkbookPlan) => RawTab = (tab) => tab,
): readonly Finding[] {
  const day = dayOfText(asOf);
  const ids = RULES.map(({ id }) => id);
  const { parameters, issues } = parseSettings({ version: '', tabs: school.sheets.map(toRawTab) }, ids);
  const read = colleges.map(({ id, name, plan }, index) => {
    const tabs = plan.sheets.map((sheet) => reorder(toRawTab(sheet), plan));
    return { id, name, stale: false, parsed: parseWorkbook({ version: '', tabs }, index, []) };
  });
  const input = {
    colleges: read,
    complete: true,
    parameters,
    scheme: DEFAULT_SCHEME,
    asOf: day,
    year: year ?? academicYearOf(day),
  };
  const { findings, defects } = checkSchool(assembleBoth(input), RULES, parameters, issues);
  if (defects.length > 0) throw defects[0]?.error;
  return findings;
}

/** Where somebody is sent: rule, college, tab, row and column. */
export function placeOf(one: Finding | PlantedFault): string {
  const { tab, row, column } = 'at' in one ? one.at : one;
  return [one.rule, one.college ?? '全校', tab, row, column].join(' ');
}
