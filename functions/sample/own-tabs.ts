import { columnIndex } from '../../shared/domain/place.ts';
import { PoliticalStatus } from '../../shared/domain/vocabulary.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import type { SheetPlan } from '../template/sheet-plan.ts';
import type { LaidTab } from './lay-tab.ts';
import type { CollegeModel } from './model.ts';

/** Tabs that a college keeps for itself: a page of remarks, and counts with formulas and a chart. The software leaves them alone. */

export function remarksTab({ profile, teachers }: CollegeModel): SheetPlan {
  const [first] = teachers;
  const rows: RawCell[][] = [
    [`${profile.name}台账说明`],
    [],
    ['', `本台账由学院党务秘书${first?.name ?? ''}老师维护，各支部书记、团支书、班长按月更新。`],
    ['', '一、活动结束后三个工作日内填写活动台账，佐证材料上传网盘后粘贴链接。'],
    ['', '二、任职有变动时填离任日期并新增一行，不要删除原来的行。'],
    ['', '三、花名册每学期初核对一次。'],
  ];
  return {
    title: '说明',
    rows,
    headingRow: null,
    merges: [],
    columns: [
      { width: 6, look: 'text' },
      { width: 90, look: 'wrapped' },
    ],
    tabColor: 'A6A6A6',
  };
}

const STATUSES = Object.values(PoliticalStatus);

/** Counts by 政治面貌; `null` where that column or the tab is missing. */
export function countsTab({ sheet, columnOf }: LaidTab): SheetPlan | null {
  const letter = columnOf('politicalStatus');
  if (letter === null) return null;
  const column = columnIndex(letter);
  const top = 1;
  const range = `'${sheet.title}'!$${letter}:$${letter}`;
  const count = (status: string): number => sheet.rows.filter((row) => row[column] === status).length;
  const rows: RawCell[][] = [['政治面貌', '人数'], ...STATUSES.map((status): RawCell[] => [status, count(status)])];
  return {
    title: '统计',
    rows,
    headingRow: 0,
    merges: [],
    columns: [
      { width: 18, look: 'text' },
      { width: 12, look: 'number' },
    ],
    formulas: STATUSES.map((status, i) => ({ row: top + i, column: 1, formula: `COUNTIF(${range},"${status}")` })),
    chart: {
      title: '政治面貌分布',
      labels: `A2:A${STATUSES.length + 1}`,
      values: `B2:B${STATUSES.length + 1}`,
      below: STATUSES.length + 2,
    },
    tabColor: 'A6A6A6',
  };
}
