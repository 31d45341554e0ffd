import { describe, expect, it } from 'vitest';
import { TAB_FACTS } from '../../shared/workbook/tab-facts.ts';

describe('what the tabs declare for rules and points', () => {
  it('names the keys that may stand once, by heading', () => {
    const keys = Object.values(TAB_FACTS).flatMap(({ title, keys: all }) =>
      all.map((columns) => `${title}: ${columns.map(([, heading]) => heading).join('、')}`),
    );
    expect(keys).toEqual(
      expect.arrayContaining([
        '组织: 组织编号',
        '花名册: 学号',
        '发展台账: 学号',
        '活动台账: 活动编号',
        '活动台账: 活动日期、主办组织、活动类型、活动主题',
        '工作计划: 组织编号、学年',
        '议事决策: 事项编号',
        '承诺考评: 学年、学号、身份、评议类型',
      ]),
    );
    expect(keys.filter((key) => key.startsWith('任职') || key.startsWith('荣誉'))).toEqual([]);
  });

  it('says whom a row is called by', () => {
    expect(TAB_FACTS.tenures.calledBy).toEqual({ kind: 'person', part: 2 });
    expect(TAB_FACTS.pledges.calledBy).toEqual({ kind: 'person', part: 1 });
    expect(TAB_FACTS.plans.calledBy).toEqual({ kind: 'organization', part: 0 });
    expect(TAB_FACTS.decisions.calledBy).toBeNull();
    expect(TAB_FACTS.activities.calledBy).toBeNull();
  });
});
