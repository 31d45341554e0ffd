import {
  type AcademicYear,
  type CalendarDay,
  dayOf,
  formatAcademicYear,
  formatDay,
} from '../../shared/domain/calendar.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { activityRow, recordRow, type Typed } from './faultless-college.ts';

interface Surroundings {
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
  readonly prefix: string;
  /** Rows of a tab in the whole school, those of the row's own college first. */
  rowsOf(tab: string): readonly Typed[];
}

/** A new row of a tab that is faultless by itself. */
export function filledIn(tab: string, cells: Typed, around: Surroundings): Typed {
  const fill = FILLERS[tab] ?? ((given, surroundings) => filledByColumns(tab, given, surroundings));
  return fill(withPerson(tab, cells, around), around);
}

/** Fills in any tab: a good value for each required cell. */
function filledByColumns(tab: string, cells: Typed, { year, prefix, rowsOf }: Surroundings): Typed {
  const spec = Object.values(TABS).find(({ title }) => title === tab);
  if (!spec) throw new Error(`no tab ${tab}`);
  const ordinal = rowsOf(tab).length + 1;
  const filler = ({ heading, type, references }: Column<unknown>): RawCell => {
    if (references === 'student') return rowsOf('花名册').find(({ 姓名 }) => 姓名 === '周八')?.学号 ?? null;
    if (references !== undefined) return `${prefix}${references === 'schoolClass' ? 'C1' : 'P1'}`;
    if (type.kind === 'academicYear') return formatAcademicYear(year);
    if (type.kind === 'date') return `${year}-09-01`;
    if (type.kind === 'whole' || type.kind === 'number') return 10;
    return type.choices[0] ?? `${heading}之${ordinal}`;
  };
  const columns = Object.values<Column<unknown>>(spec.columns as never).filter(({ required }) => required);
  const row = { ...Object.fromEntries(columns.map((column) => [column.heading, filler(column)])), ...cells };
  const known = rowsOf('花名册').find(({ 学号 }) => 学号 === row.学号);
  return known && '姓名' in row && !('姓名' in cells) ? { ...row, 姓名: known.姓名 ?? null } : row;
}

/** 学号 by 姓名 and 姓名 by 学号, as 花名册 has them. */
function withPerson(tab: string, cells: Typed, { rowsOf }: Surroundings): Typed {
  if (tab === '花名册' || !('姓名' in cells || '学号' in cells)) return cells;
  const known = rowsOf('花名册').find(
    ({ 姓名, 学号 }) =>
      ('姓名' in cells ? 姓名 === cells.姓名 : true) && ('学号' in cells ? 学号 === cells.学号 : true),
  );
  return known ? { 学号: known.学号 ?? null, 姓名: known.姓名 ?? null, ...cells } : { 姓名: '佚名', ...cells };
}

const FILLERS: Readonly<Record<string, (cells: Typed, around: Surroundings) => Typed>> = {
  组织: (cells, { year }) => {
    const id = String(cells.组织编号);
    const isClass = cells.组织类型 === '班级';
    return { 组织名称: `${id}${cells.组织类型}`, ...(isClass ? { 培养层次: '本科生', 年级: year - 3 } : {}), ...cells };
  },
  花名册: (cells, { year, prefix, rowsOf }) => {
    const ordinal = rowsOf('花名册').length + 1;
    const status = cells.政治面貌 ?? '共青团员';
    const isMember = status === '正式党员' || status === '预备党员';
    return {
      学号: `${prefix}419${String(year - 3).slice(2)}${String(ordinal).padStart(3, '0')}`,
      姓名: `同学${ordinal}`,
      培养层次: '本科生',
      年级: year - 3,
      班级: `${prefix}C1`,
      政治面貌: status,
      党支部: isMember ? `${prefix}P1` : null,
      出生日期: `${year - 21}-03-12`,
      ...cells,
    };
  },
  任职: (cells, { year, prefix }) => ({ 组织编号: `${prefix}C1`, 任职日期: `${year - 1}-09-15`, ...cells }),
  发展台账: (cells, { year }) => ({ ...recordRow({ year }, String(cells.学号), String(cells.姓名), '申请'), ...cells }),
  活动台账: (cells, { year, prefix, rowsOf }) => {
    const host = cells.主办组织 ?? `${prefix}P1`;
    const type = cells.活动类型 ?? '其他';
    const topic = `${type}之${rowsOf('活动台账').length + 1}`;
    return { ...activityRow(null, dayOf(year, 9, 1), String(host), String(type), { 活动主题: topic }), ...cells };
  },
  工作计划: (cells, { year, prefix, rowsOf }) => {
    const org = cells.组织编号 ?? `${prefix}P1`;
    const post = rowsOf('任职').find(({ 组织编号, 职务 }) => 组织编号 === org && String(职务).endsWith('书记'));
    return {
      组织编号: org,
      学年: formatAcademicYear(year),
      制定人学号: post?.学号 ?? null,
      提交日期: `${year}-09-20`,
      材料链接: 'https://example.edu.cn/plan',
      ...cells,
    };
  },
  议事决策: (cells, { year, prefix, rowsOf }) => {
    const ordinal = rowsOf('议事决策').length + 1;
    return {
      事项编号: `${prefix}SX-${String(ordinal).padStart(2, '0')}`,
      组织编号: `${prefix}L1`,
      事项类别: '评奖评优',
      涉及学号: rowsOf('花名册').find(({ 姓名 }) => 姓名 === '周八')?.学号 ?? null,
      事项名称: `${cells.事项类别 ?? '评奖评优'}之${ordinal}`,
      团支委会日期: formatDay(dayOf(year, 9, 3)),
      团员大会日期: formatDay(dayOf(year, 9, 5)),
      团员应到: 4,
      团员实到: 4,
      团员赞成: 4,
      党支部: `${prefix}P1`,
      党支委会日期: formatDay(dayOf(year, 9, 8)),
      党员大会日期: formatDay(dayOf(year, 9, 10)),
      党员应到: 3,
      党员实到: 3,
      党员赞成: 3,
      公示开始: formatDay(dayOf(year, 9, 11)),
      公示结束: formatDay(dayOf(year, 9, 24)),
      ...cells,
    };
  },
  承诺考评: (cells, { year }) => ({
    学年: formatAcademicYear(year),
    身份: '学生',
    ...cells,
  }),
  荣誉: (cells, { year, prefix, rowsOf }) => ({
    组织编号: `${prefix}P1`,
    荣誉名称: `先进党支部之${rowsOf('荣誉').length + 1}`,
    级别: '校级',
    获得日期: formatDay(dayOf(year, 9, 1)),
    佐证材料: 'https://example.edu.cn/honor',
    ...cells,
  }),
};
