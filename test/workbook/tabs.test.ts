import { describe, expect, it } from 'vitest';
import type { Column } from '../../shared/workbook/column.ts';
import { foldHeading } from '../../shared/workbook/normalize.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { INPUT_TITLES, SCHOOL_TABS } from '../../shared/workbook/tabs/school.ts';

/** workbooks.md §2 and §3 by the letter: heading, `*` = required, aliases in brackets. */
const SPECIFICATION: Readonly<Record<string, string>> = {
  组织: `组织编号*(编号) 组织名称*(名称) 组织类型*(类型) 设置方式 培养层次(层次) 年级(入学年份) 所辖班级(覆盖班级) 指导党支部(所属党支部)
    设立阵地(阵地) 成立日期(成立时间) 任期届满(换届日期) 状态`,
  花名册: `学号*(学生学号) 姓名* 性别 培养层次*(层次,学历层次) 年级*(入学年份) 班级*(班级编号,所在班级) 政治面貌* 党支部(所在党支部)
    出生日期(出生年月) 入团日期(入团时间) 状态 离校日期(毕业日期,离校时间)`,
  任职: '组织编号*(组织) 职务*(岗位) 学号* 姓名* 身份 任职日期*(任职时间) 离任日期(离任时间)',
  发展台账: `学号* 姓名* 申请入党日期*(递交入党申请书时间,申请入党时间) 谈话日期(派人谈话时间) 推荐方式 推优日期(团推优时间)
    确定积极分子日期(列为积极分子时间) 培养联系人 确定发展对象日期(列为发展对象时间) 公示开始 公示结束 政审日期(政治审查时间) 培训天数
    培训学时 预审日期(预审通过时间) 入党介绍人 接收预备党员日期(支部大会接收时间,入党时间) 接收应到 接收实到 接收赞成
    接收审批日期(上级党委审批时间) 宣誓日期(入党宣誓时间) 延长预备期至 转正日期(转正大会时间) 转正应到 转正实到 转正赞成 转正审批日期
    培养终止日期(取消资格日期) 备注`,
  活动台账: `活动编号 活动日期*(时间,日期) 主办组织* 活动类型* 活动主题*(主题,活动名称) 联合组织(协办组织) 指导党支部 参加对象 应到人数
    实到人数 结合项目 经费 场地(地点) 佐证材料(佐证,材料链接)`,
  工作计划: '组织编号* 学年* 制定人学号* 提交日期* 材料链接*',
  议事决策: `事项编号* 组织编号* 事项类别* 事项名称* 涉及学号 团支委会日期 团员大会日期 团员应到 团员实到 团员赞成 党支部 党支委会日期
    党员大会日期 党员应到 党员实到 党员赞成 公示开始 公示结束`,
  承诺考评: `学年* 学号* 姓名* 身份* 承诺日期 践诺情况 述诺日期(述责日期,述职日期) 评议类型 评议日期 评议等次`,
  荣誉: '组织编号* 荣誉名称* 级别* 获得日期* 同一事项 佐证材料',
  学院登记: '学院编号* 学院名称* 表格* 启用 联系邮箱',
  积分规则: `项目编号* 项目* 板块* 适用对象* 方式* 依据 分值* 每期上限次数 期 学年封顶 联合系数 联合加成 指导系数 封顶组`,
  考核参数: '参数* 值 说明',
  豁免: '问题编号* 理由* 批准人* 批准日期* 有效期至*',
  申诉: '学年* 组织编号* 申诉内容* 提出日期* 处理结果 调整分 处理日期 处理说明',
};

const SPECS = [...Object.values(TABS), ...Object.values(SCHOOL_TABS)];
const columnsOf = (columns: object): readonly Column<unknown>[] => Object.values(columns);

const written = ({ heading, required, aliases }: Column<unknown>): string =>
  `${heading}${required ? '*' : ''}${aliases.length > 0 ? `(${aliases.join(',')})` : ''}`;

describe('the tabs', () => {
  it('are those of the specification, in its order', () => {
    expect(SPECS.map(({ title }) => title)).toEqual(Object.keys(SPECIFICATION));
    expect(INPUT_TITLES).toEqual(Object.keys(SPECIFICATION));
  });

  it.each(SPECS.map((spec) => [spec.title, spec.columns] as const))(
    '%s has the columns of the specification',
    (title, columns) => {
      expect(columnsOf(columns).map(written)).toEqual(SPECIFICATION[title]?.split(/\s+/));
    },
  );

  it.each(SPECS.map((spec) => [spec.title, spec.columns] as const))(
    '%s: no heading or alias stands for two columns',
    (_, columns) => {
      const names = columnsOf(columns).flatMap(({ heading, aliases }) => [heading, ...aliases].map(foldHeading));
      expect(new Set(names).size).toBe(names.length);
    },
  );

  it.each(SPECS.map((spec) => [spec.title, spec.columns] as const))(
    '%s: every column has help in a sentence',
    (_, columns) => {
      for (const { help } of columnsOf(columns)) expect(help).toMatch(/^.{2,60}。$/);
    },
  );

  it('four of a college workbook are required', () => {
    const required = Object.values(TABS).filter((spec) => spec.required);
    expect(required.map(({ title }) => title)).toEqual(['组织', '花名册', '任职', '活动台账']);
  });

  it('say what each id refers to', () => {
    const references = Object.values(TABS).flatMap(({ title, columns }) =>
      columnsOf(columns).flatMap(({ heading, references: to }) =>
        to === undefined ? [] : [`${title}.${heading} ${to}`],
      ),
    );
    expect(references).toEqual([
      '组织.所辖班级 schoolClass',
      '组织.指导党支部 partyBranch',
      '花名册.班级 schoolClass',
      '花名册.党支部 partyBranch',
      '任职.组织编号 organization',
      '任职.学号 student',
      '发展台账.学号 student',
      '活动台账.主办组织 organization',
      '活动台账.联合组织 organization',
      '活动台账.指导党支部 partyBranch',
      '工作计划.组织编号 organization',
      '工作计划.制定人学号 author',
      '议事决策.组织编号 decidingOrg',
      '议事决策.涉及学号 student',
      '议事决策.党支部 partyBranch',
      '承诺考评.学号 student',
      '荣誉.组织编号 organization',
    ]);
  });
});
