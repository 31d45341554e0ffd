import type { RawCell } from '../../shared/sheet/raw.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** The first tab of a blank workbook: one screen for the person who fills it in. */

const COLLEGE_LINES: readonly (readonly [string, string])[] = [
  ['先填', '按顺序填：组织 → 花名册 → 任职 → 活动台账（红色标签，必须有）；其余各表（蓝色标签）随工作进展填。'],
  ['怎么填', '红色加 * 的列必填。点一下单元格，旁边会出现提示；有下拉箭头的请直接选。'],
  ['编号', '组织编号自己定，全校唯一，定了不要改；学号、组织编号都按文本填。其他表里的组织编号可从下拉框选。'],
  ['日期', '写成 2025-09-01 最稳妥；2025/9/1、2025.9.1、2025年9月1日也认得。不要只写到月。'],
  ['多项', '一格填几项时用顿号“、”分隔，例如 JX-C-2301、JX-C-2302。'],
  ['换人', '任职变动：在原来那行填离任日期，再新增一行。毕业、休学、撤销的改“状态”，不要删行。'],
  ['表格', '可以加列、换列的顺序、加标题行、加自己的工作表；不要改表头的字，不要合并数据单元格。'],
  ['检查', '每晚自动检查一次，结果写在“概览”“即将到期”“问题清单”“积分明细”“积分排名”（有保护，不用填）。'],
  ['整改', '打开“问题清单”，点“位置”跳到要填的单元格，照“怎么改”改好，下次检查后这条问题就没有了。'],
  ['说明', '“整改说明”“责任人”“整改期限”三列可以填写，会一直跟着那条问题。'],
];

const SCHOOL_LINES: readonly (readonly [string, string])[] = [
  [
    '学院登记',
    '每个学院一行：编号、名称、台账文件名（与本表放在同一文件夹）。给文件改名后，这里也要改；不再检查的学院把“启用”填“否”，不要删行。',
  ],
  ['积分规则', '已填好默认规则，可以改分值、加项目；改动从下一次检查起生效，旧账冲回、新账重记，都有记录。'],
  ['考核参数', '每个参数都有默认值和说明；不填按默认值。改了认不出来的，会在“全校问题”里提示。'],
  ['豁免', '确有原因不必整改的问题，填问题编号、理由、批准人、批准日期和有效期。'],
  ['申诉', '学年考核公示期内的申诉和处理结果。'],
  ['规则一览', '列出全部规则；在“停用”一列填“停用”，下次检查起就不检查那条规则。'],
  ['结果', '“概览”“全校排名”“全校问题”“规则一览”由软件填写，有保护。'],
];

export function collegeGuide(): SheetPlan {
  return guide('学院台账填写说明', [...COLLEGE_LINES, ...replacedPapers()]);
}

/** Tabs that take the place of a paper; who has handed in the tab hands in no paper besides. */
function replacedPapers(): readonly (readonly [string, string])[] {
  return Object.values(TABS).flatMap(({ title, replaces }) =>
    replaces === undefined
      ? []
      : [[title, `用它代替${replaces}，填了就不用另报；不用这张表的，请把它删去，就不会查。`] as const],
  );
}

export function schoolGuide(): SheetPlan {
  return guide('校级总表填写说明', SCHOOL_LINES);
}

function guide(heading: string, lines: readonly (readonly [string, string])[]): SheetPlan {
  const rows: RawCell[][] = [[heading], ...lines.map(([word, text]): RawCell[] => [word, text])];
  return {
    title: '填写说明',
    rows,
    headingRow: null,
    merges: [{ top: 0, left: 0, bottom: 0, right: 1 }],
    columns: [
      { width: 14, look: 'centered' },
      { width: 96, look: 'wrapped' },
    ],
    tabColor: '70AD47',
  };
}
