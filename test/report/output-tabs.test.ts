import { describe, expect, it } from 'vitest';
import { COLLEGE_OUTPUT_TABS, SCHOOL_OUTPUT_TABS } from '../../shared/report/output-tabs.ts';
import { unreadTabs } from '../../shared/workbook/find-tab.ts';
import { sources } from '../architecture/sources.ts';

const ALL = [...COLLEGE_OUTPUT_TABS, ...SCHOOL_OUTPUT_TABS];

describe('output tabs', () => {
  it('keep their keys for ever: a workbook is found again by them', () => {
    expect(COLLEGE_OUTPUT_TABS.map(({ key, title, when }) => `${key} ${title} ${when}`)).toEqual([
      'overview 概览 always',
      'due 即将到期 always',
      'violations 问题清单 always',
      'points 积分明细 always',
      'ranking 积分排名 ranking',
      'yearEnd 年度考核 yearEnd',
    ]);
    expect(SCHOOL_OUTPUT_TABS.map(({ key, title, when }) => `${key} ${title} ${when}`)).toEqual([
      'schoolOverview 概览 always',
      'schoolRanking 全校排名 ranking',
      'schoolViolations 全校问题 always',
      'ruleList 规则一览 always',
      'schoolYearEnd 年度考核 yearEnd',
      'publicNotice 公示 yearEnd',
    ]);
  });

  it('are not told to be unread where a program has lost their marks', () => {
    const titles = [...new Set(ALL.map(({ title }) => title))];
    const tabs = [...titles, '说明', '1.概览', '我的统计'].map((title) => ({ title, rows: [], merges: [] }));
    expect(unreadTabs(tabs, ['组织'])).toEqual(['说明', '我的统计']);
  });

  it('have a key of their own each, over both kinds of workbook', () => {
    expect(ALL.map(({ key }) => key).toSorted()).toEqual([...new Set(ALL.map(({ key }) => key))].toSorted());
  });

  it('are all listed: no file draws a tab that output-tabs.ts does not know', () => {
    const list = sources('shared/report').find(({ path }) => path === 'shared/report/output-tabs.ts')?.code ?? '';
    const drawers = sources('shared/report').flatMap(({ path, code }) =>
      [...code.matchAll(/export function (\w+Tab)\([^)]*\): TabBody/g)].map(([, name]) => `${path} ${name}`),
    );
    expect(drawers.length).toBeGreaterThan(5);
    for (const drawer of drawers) expect(list, `${drawer} stands in no list`).toContain(`${drawer.split(' ')[1]}(`);
  });
});
