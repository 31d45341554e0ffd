import type { Column } from '../../../shared/workbook/column.ts';
import type { ColumnPlan } from './sheet-plan.ts';

const DATE_FORMAT = 'yyyy\\-mm\\-dd';

/** Widths for what the columns hold, where it is longer than heading and kind let expect. */
const WIDTHS: Readonly<Record<string, number>> = {
  组织名称: 34,
  所辖班级: 26,
  活动主题: 30,
  联合组织: 26,
  佐证材料: 32,
  材料链接: 32,
  事项名称: 22,
  涉及学号: 30,
  践诺情况: 28,
  荣誉名称: 24,
  同一事项: 22,
  参加对象: 20,
  组织编号: 14,
  主办组织: 14,
  职务: 22,
  班级: 14,
  党支部: 14,
  指导党支部: 14,
  备注: 22,
  组织类型: 14,
  政治面貌: 13,
};

/** How a column of an input tab is laid out. */
export function columnPlanOf({ heading, type }: Column<unknown>, format = DATE_FORMAT): ColumnPlan {
  const width = WIDTHS[heading] ?? Math.max(heading.length * 2 + 3, type.kind === 'date' ? 13 : 10);
  switch (type.kind) {
    case 'date':
      return { width: Math.max(width, 13), look: 'date', format };
    case 'id':
      return { width: Math.max(width, 12), look: 'id' };
    case 'whole':
    case 'number':
      return { width, look: 'number' };
    case 'list':
      return { width, look: 'wrapped' };
    case 'choice':
    case 'academicYear':
      return { width: Math.max(width, 11), look: 'centered' };
    default:
      return { width, look: 'text' };
  }
}
