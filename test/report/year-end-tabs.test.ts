import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import type { Balance } from '../../shared/domain/position.ts';
import { ScoredKind, YearStage } from '../../shared/domain/vocabulary.ts';
import { rank } from '../../shared/ranking/rank.ts';
import { rankingTab } from '../../shared/report/ranking-tab.ts';
import { publicNoticeTab, type YearEndInput, yearEndTab } from '../../shared/report/year-end-tabs.ts';
import { plainValue } from '../../shared/sheet/image.ts';

const day = (text: string): number => parseIsoDay(text) as number;
const HASH = 'a'.repeat(64);

function balance(organization: string, total: number, kind: ScoredKind = ScoredKind.partyBranch): Balance {
  return {
    organization,
    college: organization.slice(0, 1),
    name: `${organization}党支部`,
    kind,
    pool: '党支部·本科',
    ranked: true,
    vetoed: false,
    attendance: { numerator: 0, denominator: 1 },
    sections: { 规范建设: total, 组织生活: 0, 实践协同: 0, 育人考核: 0, 荣誉: 0, 扣分: 0 },
    adjustments: 0,
    total,
  } as unknown as Balance;
}

const standings = rank([balance('A1', 9988), balance('B1', 9500), balance('A2', 7000)], DEFAULT_PARAMETERS);
const input = (notice: Partial<YearEndInput['notice']> = {}, stage: YearStage = YearStage.sealed): YearEndInput => ({
  year: 2025,
  stage,
  hash: HASH,
  standings,
  collegeNames: new Map([['A', '甲学院']]),
  heads: new Map([['A1', '王**']]),
  notice: { from: day('2026-09-01'), to: day('2026-09-07'), contact: '', contactWay: '', signedBy: '', ...notice },
});
const lines = (rows: readonly { readonly cells: readonly unknown[] }[]): readonly unknown[] =>
  rows.map(({ cells }) => plainValue(cells[0] as never));

describe('公示', () => {
  it('can be posted: title, period of objection, to whom, who signs; the hash small at the foot', () => {
    const tab = publicNoticeTab(input({ contact: '王老师', contactWay: '010-1', signedBy: '学生工作部' }));
    expect(lines(tab.banner)).toEqual([
      '2025-2026 学年党团班协同考核结果公示',
      '现将 2025-2026 学年各党支部、团支部、班级和功能型组织的考核结果予以公示。',
      '公示期：2026 年 9 月 1 日至 2026 年 9 月 7 日。',
      '对结果有异议的，请在公示期内向王老师（010-1）提出。',
    ]);
    expect(tab.rows.slice(-3)).toEqual([
      { cells: ['学生工作部'] },
      { cells: ['2026 年 9 月 1 日'] },
      { cells: [`校验码：${HASH}`], small: true },
    ]);
    expect(tab.banner.every(({ cells }) => !JSON.stringify(cells).includes(HASH))).toBe(true);
  });

  it('leaves out what nobody has given, and says where nobody is in charge', () => {
    const tab = publicNoticeTab(input());
    expect(lines(tab.banner).at(-1)).toBe('对结果有异议的，请在公示期内向学校提出。');
    expect(tab.rows.map(({ cells }) => plainValue(cells[4] ?? null)).slice(0, 2)).toEqual(['王**', '—（无在任书记）']);
    expect(JSON.stringify(tab)).not.toContain('A1"');
  });

  it('no longer asks for objections once it is final', () => {
    expect(lines(publicNoticeTab(input({}, YearStage.final)).banner)).toEqual([
      '2025-2026 学年党团班协同考核结果',
      '2025-2026 学年各党支部、团支部、班级和功能型组织的考核结果已经公示并定稿，现予公布。',
    ]);
  });
});

describe('年度考核', () => {
  it('has no hash in its title', () => {
    const tab = yearEndTab(input(), 'A');
    expect(lines(tab.banner)).toEqual(['2025-2026 学年考核结果（封存）']);
    expect(tab.rows.at(-1)).toEqual({ cells: [`校验码：${HASH}`], small: true });
  });
});

describe('积分排名', () => {
  it('gives the rank in the school as a number, beside it of how many', () => {
    const { columns, rows } = rankingTab(standings, 'A');
    const at = columns.findIndex(({ heading }) => heading === '校内名次');
    expect(columns.slice(at).map(({ heading, format }) => `${heading} ${format}`)).toEqual([
      '校内名次 integer',
      '全校共 integer',
      '备注 text',
    ]);
    expect(rows.map(({ cells }) => [cells[1], ...cells.slice(at, at + 2)])).toEqual([
      [1, 1, 3],
      [2, 3, 3],
    ]);
  });
});
