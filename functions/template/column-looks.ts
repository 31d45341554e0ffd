import { textWidth } from '../../shared/sheet/text-width.ts';
import type { Column } from '../../shared/workbook/column.ts';
import type { ColumnPlan } from './sheet-plan.ts';

const DATE_FORMAT = 'yyyy\\-mm\\-dd';

/** Widths for what the columns hold, where it is longer than heading and kind let expect. */
const WIDTHS: Readonly<Record<string, number>> = {
  姓名: 14,
  组织名称: 36,
  所辖班级: 30,
  活动主题: 30,
  联合组织: 30,
  佐证材料: 32,
  材料链接: 36,
  事项名称: 22,
  事项: 24,
  名称: 20,
  阵地名称: 26,
  对应组织: 30,
  考察日期: 34,
  涉及学号: 34,
  践诺情况: 30,
  荣誉名称: 24,
  同一事项: 24,
  参加对象: 24,
  结合项目: 16,
  组织编号: 15,
  主办组织: 15,
  职务: 24,
  班级: 14,
  党支部: 15,
  指导党支部: 15,
  备注: 22,
  组织类型: 14,
  政治面貌: 14,
  培养联系人: 18,
  入党介绍人: 18,
  场地: 18,
  学院名称: 28,
  表格: 36,
  联系邮箱: 28,
  项目: 24,
  适用对象: 34,
  依据: 44,
  参数: 24,
  值: 32,
  默认值: 30,
  说明: 76,
  理由: 36,
  问题编号: 18,
  申诉内容: 44,
  处理说明: 36,
};

/** How a column of an input tab is laid out. */
export function columnPlanOf({ heading, type }: Column<unknown>, format = DATE_FORMAT): ColumnPlan {
  const width = WIDTHS[heading] ?? Math.max(textWidth(heading) + 3, type.kind === 'date' ? 13 : 10);
  // The values of parameters such as 10-31 and 1/2 would be turned into dates.
  if (heading === '值' || heading === '默认值') return { width, look: 'id' };
  switch (type.kind) {
    case 'date':
      return { width: Math.max(width, 13), look: 'date', format };
    case 'id':
      return { width: Math.max(width, 12), look: 'id' };
    case 'whole':
    case 'number':
    case 'points':
    case 'fraction':
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
