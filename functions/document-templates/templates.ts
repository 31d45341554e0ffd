import { form, paragraph, rowsTable } from './markup.ts';
import type { TemplateSource } from './package.ts';

/** The templates that ship, as programs: what a document looks like is reviewed here, and no binary file is kept. */

const title = (text: string): string =>
  paragraph(text, { size: 18, font: 'hei', align: 'center', after: 8, keepNext: true });
const subtitle = (text: string): string =>
  paragraph(text, { size: 10.5, font: 'song', align: 'center', after: 8, keepNext: true });
const heading = (text: string): string =>
  paragraph(text, { size: 12, font: 'hei', before: 10, after: 4, keepNext: true });
const small = (text: string): string => paragraph(text, { size: 9, font: 'song', before: 4 });
const INTERNAL = '仅供内部使用　截至 {截至日期}';

const recommendationMinutes: TemplateSource = {
  name: '推优大会会议记录',
  foot: '{组织名称}　{事项编号}',
  body: [
    title('推优大会会议记录'),
    form(
      [
        ['团支部', '{组织名称}', '学院', '{学院}'],
        ['事项', '{事项名称}（{事项编号}）'],
        ['时间', '{团员大会日期}', '地点', ''],
        ['主持人', '', '记录人', ''],
        ['应到团员', '{团员应到} 人', '实到团员', '{团员实到} 人'],
        ['列席人员', ''],
      ],
      [25, 60, 25, 60],
    ),
    heading('一、推荐对象（{人数} 名）'),
    rowsTable(
      '推荐对象',
      [
        { head: '序号', cell: '{序号}', width: 12, align: 'center' },
        { head: '姓名', cell: '{姓名}', width: 28, align: 'center' },
        { head: '班级', cell: '{班级}', width: 56 },
        { head: '政治面貌', cell: '{政治面貌}', width: 32, align: 'center' },
        { head: '申请入党日期', cell: '{申请入党日期}', width: 42, align: 'center' },
      ],
      10.5,
    ),
    heading('二、会议过程'),
    form(
      [
        ['会前讨论', '团支委会讨论日期：{团支委会日期}'],
        ['介绍情况', '\n\n'],
        ['讨论发言', '\n\n\n\n'],
      ],
      [25, 145],
    ),
    heading('三、表决'),
    form(
      [
        ['赞成', '{团员赞成} 票', '反对', '　　　票', '弃权', '　　　票'],
        ['决议', '\n\n'],
      ],
      [25, 32, 25, 31, 25, 32],
    ),
    heading('四、党支部审议与公示'),
    form(
      [
        ['党支部', '{党支部}', '支委会日期', '{党支委会日期}'],
        ['党员大会', '{党员大会日期}', '到会与赞成', '应到 {党员应到} 人，实到 {党员实到} 人，赞成 {党员赞成} 票'],
        ['公示', '{公示开始} 至 {公示结束}'],
      ],
      [25, 60, 25, 60],
    ),
    paragraph('主持人（签名）：　　　　　　　　　记录人（签名）：　　　　　　　　　日期：', { size: 10.5, before: 18 }),
  ],
};

const publicNotice: TemplateSource = {
  name: '公示公告',
  foot: '校验码 {校验码}',
  body: [
    paragraph('{标题}', { size: 18, font: 'hei', align: 'center', before: 12, after: 16 }),
    paragraph('{#正文 [loopOver: "paragraph"]}{段落}{/正文}', { size: 15, font: 'fang', indent: true, line: 1.4 }),
    paragraph('{落款单位}', { size: 15, font: 'fang', align: 'right', before: 16, line: 1.4 }),
    paragraph('{落款日期}', { size: 15, font: 'fang', align: 'right', after: 14, line: 1.4 }),
    rowsTable('结果', [
      { head: '组别', cell: '{组别}', width: 24 },
      { head: '名次', cell: '{名次}', width: 11, align: 'center' },
      { head: '学院', cell: '{学院}', width: 30 },
      { head: '组织名称', cell: '{组织名称}', width: 40 },
      { head: '负责人', cell: '{负责人}', width: 19, align: 'center' },
      { head: '总分', cell: '{总分}', width: 15, align: 'right' },
      { head: '等次', cell: '{等次}', width: 13, align: 'center' },
      { head: '备注', cell: '{备注}', width: 18 },
    ]),
    small(''),
  ],
};

const tallyForm: TemplateSource = {
  name: '述责测评表',
  foot: '{组织名称}　{学年} 学年',
  landscape: true,
  body: [
    title('{学年} 学年党员述责测评表'),
    subtitle('{学院}　{组织名称}（{组织编号}）　应当测评 {人数} 名　评议截止：{评议截止}'),
    rowsTable(
      '测评',
      [
        { head: '序号', cell: '{序号}', width: 12, align: 'center' },
        { head: '姓名', cell: '{姓名}', width: 24, align: 'center' },
        { head: '班级', cell: '{班级}', width: 46 },
        { head: '政治面貌', cell: '{政治面貌}', width: 24, align: 'center' },
        { head: '范围', cell: '{范围}', width: 16, align: 'center' },
        { head: '测评日期', cell: '{测评日期}', width: 28, align: 'center' },
        { head: '应到', cell: '{应到人数}', width: 16, align: 'center' },
        { head: '实到', cell: '{实到人数}', width: 16, align: 'center' },
        { head: '优秀', cell: '{优秀}', width: 17, align: 'center' },
        { head: '合格', cell: '{合格}', width: 17, align: 'center' },
        { head: '基本合格', cell: '{基本合格}', width: 21, align: 'center' },
        { head: '不合格', cell: '{不合格}', width: 19, align: 'center' },
      ],
      10.5,
    ),
    small('已经登记的测评结果照台账填好；空格由计票人填写。党内、群众各测评一次。'),
    paragraph('监票人（签名）：　　　　　　　　　计票人（签名）：　　　　　　　　　日期：', { size: 10.5, before: 14 }),
  ],
};

const gradeList: TemplateSource = {
  name: '考核名单',
  foot: '{阶段}　校验码 {校验码}',
  landscape: true,
  body: [
    title('{学年} 学年党团班协同考核{名单名称}'),
    subtitle('{说明}，共 {个数} 个　{阶段}　截至 {截至日期}'),
    rowsTable(
      '名单',
      [
        { head: '序号', cell: '{序号}', width: 12, align: 'center' },
        { head: '组别', cell: '{组别}', width: 28 },
        { head: '名次', cell: '{名次}', width: 13, align: 'center' },
        { head: '学院', cell: '{学院}', width: 38 },
        { head: '组织名称', cell: '{组织名称}', width: 52 },
        { head: '负责人', cell: '{负责人}', width: 20, align: 'center' },
        { head: '总分', cell: '{总分}', width: 17, align: 'right' },
        { head: '等次', cell: '{等次}', width: 16, align: 'center' },
        { head: '距合格线', cell: '{距合格线}', width: 18, align: 'right' },
        { head: '未整改错误', cell: '{未整改错误}', width: 15, align: 'center' },
        { head: '备注', cell: '{备注}', width: 28 },
      ],
      9.5,
    ),
    paragraph('{落款单位}', { size: 12, font: 'fang', align: 'right', before: 16 }),
  ],
};

const statement: TemplateSource = {
  name: '支部成绩单',
  foot: `{组织名称}　${INTERNAL}`,
  body: [
    title('{组织名称}成绩单'),
    subtitle('{学院}　{组织编号}　{学年} 学年　截至 {截至日期}'),
    form(
      [
        ['组别', '{组别}', '总分', '{总分}'],
        ['名次', '{名次}', '等次', '{等次}'],
        ['合格线', '{合格线}', '优秀线', '{优秀线}'],
        ['申诉调整', '{申诉调整}', '备注', '{备注}'],
      ],
      [25, 60, 25, 60],
    ),
    heading('一、各板块得分'),
    rowsTable(
      '板块得分',
      [
        { head: '板块', cell: '{板块}', width: 85 },
        { head: '分数', cell: '{分数}', width: 85, align: 'right' },
      ],
      10.5,
    ),
    heading('二、未整改的问题（{问题数} 个）'),
    rowsTable('问题', [
      { head: '级别', cell: '{级别}', width: 13, align: 'center' },
      { head: '问题', cell: '{内容}', width: 58 },
      { head: '怎么改', cell: '{怎么改}', width: 44 },
      { head: '位置', cell: '{位置}', width: 22 },
      { head: '天数', cell: '{天数}', width: 11, align: 'center' },
      { head: '问题编号', cell: '{问题编号}', width: 22 },
    ]),
    heading('三、积分明细'),
    rowsTable('明细', [
      { head: '板块', cell: '{板块}', width: 19 },
      { head: '项目', cell: '{项目}', width: 30 },
      { head: '日期', cell: '{日期}', width: 21, align: 'center' },
      { head: '事由', cell: '{事由}', width: 45 },
      { head: '得分', cell: '{得分}', width: 14, align: 'right' },
      { head: '计入', cell: '{计入}', width: 14, align: 'right' },
      { head: '未计入原因', cell: '{未计入原因}', width: 27 },
    ]),
    small('“未计入原因”空白的是全额计入。数字与学院台账的“积分明细”“积分排名”相同。'),
  ],
};

const developmentMaterials: TemplateSource = {
  name: '发展材料清单',
  foot: `{组织名称}　${INTERNAL}`,
  body: [
    title('发展党员材料清单'),
    subtitle('{学院}　{组织名称}（{组织编号}）　正在培养发展 {人数} 人'),
    paragraph('{#人员 [loopOver: "paragraph"]}{序号}. {姓名}　{班级}　{政治面貌}　现阶段：{阶段}', {
      size: 12,
      font: 'hei',
      before: 12,
      after: 2,
      keepNext: true,
    }),
    paragraph('已有 {已有份数} 项，缺 {缺少份数} 项：{缺少}', { size: 10.5, after: 4, keepNext: true }),
    rowsTable('材料', [
      { head: '序号', cell: '{材料序号}', width: 10, align: 'center' },
      { head: '材料', cell: '{材料}', width: 30 },
      { head: '要求', cell: '{要求}', width: 35 },
      { head: '细则', cell: '{条款}', width: 22 },
      { head: '情况', cell: '{情况}', width: 11, align: 'center' },
      { head: '台账所填', cell: '{内容}', width: 30 },
      { head: '检查发现的问题', cell: '{问题}', width: 32 },
    ]),
    paragraph('其他问题：{其他问题}{/人员}', { size: 9, before: 3 }),
  ],
};

export const TEMPLATE_SOURCES: readonly TemplateSource[] = [
  recommendationMinutes,
  publicNotice,
  tallyForm,
  gradeList,
  statement,
  developmentMaterials,
];
