import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRepositoryText } from '../../infra/tools/catalogue/rule-files.ts';
import { tabFiles, tabIndex } from '../../infra/tools/catalogue/tab-index.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { INPUT_TITLES, SCHOOL_TABS } from '../../shared/workbook/tabs/school.ts';
import { ROOT } from '../architecture/sources.ts';
import { expectNone } from '../support/expect-none.ts';
import { columnFaults, written } from '../support/tab-test.ts';

/** workbooks.md §3 by the letter: heading, `*` = required, aliases in brackets. Tabs of colleges have a test each. */
const SCHOOL_SPECIFICATION: Readonly<Record<string, string>> = {
  学院登记: '学院编号* 学院名称* 表格* 启用 联系邮箱 通知方式 通知地址',
  积分规则:
    '项目编号* 项目* 板块* 适用对象* 方式* 依据 分值* 每期上限次数 期 学年封顶 联合系数 联合加成 指导系数 封顶组',
  考核参数: '参数* 值 默认值 说明',
  豁免: '问题编号* 理由* 批准人* 批准日期* 有效期至*',
  申诉: '学年* 组织编号* 申诉内容* 提出日期* 处理结果 调整分 处理日期 处理说明',
};

const columnsOf = (columns: object): readonly Column<unknown>[] => Object.values(columns);

describe('the tabs of a college workbook', () => {
  it('are those of workbooks.md §2 first, in its order', () => {
    const titles = Object.values(TABS).map(({ title }) => title);
    expect(titles.slice(0, 9).join(' ')).toBe('组织 花名册 任职 发展台账 活动台账 工作计划 议事决策 承诺考评 荣誉');
  });

  it('stand in the index, by their places: npm run generate', () => {
    expect(readRepositoryText('shared/workbook/tabs/index.ts')).toBe(tabIndex(tabFiles()));
  });

  it('have a test each', () => {
    const tests = tabFiles().map(({ file }) => `test/workbook/tabs/${file.replace(/ts$/, 'test.ts')}`);
    expectNone(tests.filter((path) => !existsSync(`${ROOT}${path}`)).map((path) => `no test: write ${path}`));
  });

  it('have a title each', () => {
    expect(new Set(INPUT_TITLES).size).toBe(Object.keys(TABS).length + Object.keys(SCHOOL_TABS).length);
  });

  it('four of them are required', () => {
    const required = Object.values(TABS).filter((spec) => spec.required);
    expect(required.map(({ title }) => title)).toEqual(['组织', '花名册', '任职', '活动台账']);
  });
});

describe('the tabs of the school workbook', () => {
  it('are those of the specification, in its order, behind the others', () => {
    expect(Object.values(SCHOOL_TABS).map(({ title }) => title)).toEqual(Object.keys(SCHOOL_SPECIFICATION));
    expect(INPUT_TITLES.slice(-5)).toEqual(Object.keys(SCHOOL_SPECIFICATION));
  });

  it.each(Object.values(SCHOOL_TABS).map((spec) => [spec.title, spec.columns] as const))(
    '%s has the columns of the specification, one column a name, and help for each',
    (title, columns) => {
      expect(columnsOf(columns).map(written).join(' ')).toBe(SCHOOL_SPECIFICATION[title]);
      expectNone(columnFaults(title, columnsOf(columns)));
    },
  );
});
