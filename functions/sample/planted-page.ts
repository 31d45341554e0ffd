import { type CalendarDay, formatDay } from '../../shared/domain/calendar.ts';
import { columnLetter } from '../../shared/domain/place.ts';
import { SCHOOL_TABS } from '../../shared/workbook/tabs/school.ts';
import type { WorkbookPlan } from '../template/sheet-plan.ts';
import type { SchoolFaults } from './faults/site.ts';
import { COLLEGES, UNIVERSITY } from './university.ts';

/** The list of planted faults beside the workbooks, for people; the machine-readable one is in the report of `init`. */
export const PLANTED_FILE = '样例说明.md';

/** A parameter that does not parse, and a waiver of a violation that never was (CFG-01). */
export const UNREADABLE_PARAMETER = { name: '优秀线', value: '很高' } as const;
export const UNKNOWN_WAIVER = 'ORG-06-00000';

/** A fault and the place where `audit --json` must name it. */
export interface PlantedFault {
  readonly rule: string;
  /** 学院编号; `null` in the school workbook. */
  readonly college: string | null;
  readonly tab: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly note: string;
}

/** Where the faults of the school workbook stand. */
export function plantedInSchool({ sheets }: WorkbookPlan, { parameters, waivers }: SchoolFaults): PlantedFault[] {
  const place = (tab: 'parameters' | 'waivers', heading: string, key: string) => {
    const { title } = SCHOOL_TABS[tab];
    const rows = sheets.find((sheet) => sheet.title === title)?.rows ?? [];
    const column = rows[0]?.findIndex((cell) => String(cell).startsWith(heading)) ?? -1;
    return { tab: title, row: rows.findIndex(([first]) => first === key) + 1, column: columnLetter(column) };
  };
  const planted: PlantedFault[] = [];
  if (parameters[UNREADABLE_PARAMETER.name] !== undefined) {
    planted.push({
      rule: 'CFG-01',
      college: null,
      ...place('parameters', '值', UNREADABLE_PARAMETER.name),
      note: `参数“${UNREADABLE_PARAMETER.name}”填了“${UNREADABLE_PARAMETER.value}”，不是数`,
    });
  }
  if (waivers.length > 0)
    planted.push({
      rule: 'CFG-01',
      college: null,
      ...place('waivers', '问题编号', UNKNOWN_WAIVER),
      note: '豁免了一个从来没有过的问题编号',
    });
  return planted;
}

export function plantedPage(seed: string, asOf: CalendarDay, planted: readonly PlantedFault[]): string {
  const names = new Map(COLLEGES.map(({ id, name }) => [id, name]));
  const line = ({ college, tab, row, column, rule, note }: PlantedFault): string =>
    `| ${college === null ? '校级总表' : names.get(college)} | ${tab} | ${row === null ? '整张表' : `${column ?? ''}${row}`} | ${rule} | ${note} |`;
  return [
    `# 样例说明`,
    '',
    `${UNIVERSITY}是虚构的，人名、学号、活动都是随机生成的（种子 \`${seed}\`）。除下表所列，截至 ${formatDay(asOf)} 没有错误和警告。`,
    `运行 \`audit\` 应当在所列位置找出下面 ${planted.length} 处问题。`,
    '',
    '| 学院 | 工作表 | 位置 | 规则 | 说明 |',
    '|---|---|---|---|---|',
    ...planted.map(line),
    '',
  ].join('\n');
}
