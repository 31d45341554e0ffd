/** Further names of tabs, and words near a heading: not accepted as the heading, but a clue to it (trust.md §2). */

/** Further titles of an input tab; its own title goes before them. */
export const TAB_ALIASES: Readonly<Record<string, readonly string[]>> = {
  组织: ['组织信息', '组织机构'],
  花名册: ['学生名单', '学生花名册'],
  任职: ['任职情况', '任职名单'],
  活动台账: ['活动记录', '活动登记'],
};

/** Headings that many sheets use for another one: nothing is read from them, the clerk is asked. */
export const NEAR_HEADINGS: Readonly<Record<string, readonly string[]>> = {
  离任日期: ['卸任日期', '卸任时间', '免职日期', '免职时间', '结束日期', '结束时间', '任期结束'],
  任职日期: ['上任日期', '上任时间', '起始日期', '开始日期', '到任日期'],
  实到人数: ['实际到会', '实际参加', '到会人数', '参加人数', '参与人数', '出席人数'],
  应到人数: ['应当到会', '应参加人数', '应出席人数'],
  佐证材料: ['证明材料', '附件', '照片', '链接', '新闻链接'],
  联合组织: ['合办组织', '参与组织', '合作组织', '联办单位', '协办单位'],
  主办组织: ['主办单位', '承办组织', '承办单位', '举办单位'],
  活动主题: ['活动内容', '活动题目'],
  学号: ['学生编号', '学籍号'],
  姓名: ['学生姓名', '团员姓名', '党员姓名', '名字'],
  出生日期: ['出生年月日', '生日'],
  入团日期: ['入团年月', '加入共青团日期', '加入共青团时间'],
  班级: ['班级名称', '行政班', '行政班级', '所属班级'],
  党支部: ['所属党支部', '所在支部', '组织关系所在支部'],
  状态: ['学籍状态', '在读状态', '组织状态', '是否在读'],
  所辖班级: ['下辖班级', '所含班级', '覆盖班级名称'],
  指导党支部: ['联系党支部', '对口党支部'],
  培养层次: ['学历', '学生类别', '培养类别'],
  年级: ['级别年份', '入学年级'],
  政治面貌: ['政治身份'],
  离校日期: ['离校情况', '毕业时间'],
};

/** Endings that people add to a heading or leave off. */
export const HEADING_TAILS = /日期|时间|情况|人数|编号|名称|名单/g;

/** Headings of the row-number column with which many sheets begin; nothing is lost with it. */
export const ROW_ORDINALS: readonly string[] = ['序号', '行号'];

/** Our own tabs with nothing to read. */
export const GUIDE_TABS: readonly string[] = ['填写说明', '规则一览'];

/** Titles of the tabs that the software writes. */
export const OUTPUT_TITLES: readonly string[] = [
  ...['概览', '即将到期', '问题清单', '积分明细', '积分排名', '年度考核'],
  ...['全校排名', '全校问题', '公示'],
];
