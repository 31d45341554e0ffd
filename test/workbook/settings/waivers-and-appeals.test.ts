import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../shared/domain/calendar.ts';
import { issuesOf, placesOf, settingsOf } from './school-books.ts';

describe('豁免', () => {
  it('holds from the day of approval to its last day', () => {
    const { waivers, issues } = settingsOf('waivers', ['org-06-7F3K2', '已报备', '王五', '2026-03-01', '2026-03-01']);
    expect(waivers).toEqual([
      {
        violationId: 'ORG-06-7F3K2',
        reason: '已报备',
        approver: '王五',
        approvedOn: dayOf(2026, 3, 1),
        validUntil: dayOf(2026, 3, 1),
        row: 2,
        column: 'A',
      },
    ]);
    expect(issues).toEqual([]);
  });

  it('may be given again for the same problem', () => {
    expect(
      settingsOf('waivers', ['A-01-1', 'x', 'y', 46_000, 46_100], ['A-01-1', 'x', 'y', 46_101, 46_200]).waivers,
    ).toHaveLength(2);
  });

  it('is not in force with a fault', () => {
    const settings = settingsOf(
      'waivers',
      ['A-01-1', null, '王五', '2026-03-01', '2026-08-31'],
      ['A-01-2', '理由', '王五', '2026-03-01', '2026-02-28'],
      ['A-01-3', '理由', '王五', '2026.3', '2026年13月1日'],
      ['A-01-4', '理由', '王五', '46082', 46_100],
    );
    expect(settings.waivers).toEqual([]);
    expect(issuesOf(settings)).toEqual([
      'B2 问题“A-01-1”的豁免没有填理由；这一栏必须填写。请填写理由。',
      'E3 问题“A-01-2”的豁免有效期至 2026-02-28，早于批准日期 2026-03-01。请改正有效期至或批准日期。',
      'D4 问题“A-01-3”的豁免的批准日期“2026.3”只有年月，应当具体到日。请改成如 2026-03-01 的写法。',
      'E4 问题“A-01-3”的豁免的有效期至“2026年13月1日”读不出来：应当是具体到日的日期。请改成如 2026-03-01 的写法。',
      'D5 问题“A-01-4”的豁免的批准日期“46082”读不出来：应当是具体到日的日期。请改成如 2026-03-01 的写法。',
    ]);
  });
});

describe('申诉', () => {
  it('may be open, upheld or adjusted', () => {
    const { appeals, issues } = settingsOf(
      'appeals',
      ['2025-2026', 'P1', '少算一次', '2026-09-03'],
      ['2025-2026', 'P2', '少算一次', '2026-09-03', '维持', null, '2026-09-08', '核对无误'],
      ['2025-2026', 'P3', '少算一次', '2026-09-03', '调整', '−1.5', '2026-09-08', '重复计分'],
    );
    // One that is not decided stops nothing, and is reported every night until it is.
    expect(issues.map(({ column, row, message, advice }) => `${column}${row} ${message}${advice}`)).toEqual([
      'E2 组织“P1”2025-2026 学年的申诉还没有处理结果。请在处理结果里填“维持”或“调整”；定稿前每条申诉都要有处理结果。',
    ]);
    expect(
      appeals.map(({ year, orgId, outcome, adjustment, decidedOn, explanation, row }) => [
        year,
        orgId,
        outcome,
        adjustment,
        decidedOn,
        explanation,
        row,
      ]),
    ).toEqual([
      [2025, 'P1', null, null, null, null, 2],
      [2025, 'P2', '维持', null, dayOf(2026, 9, 8), '核对无误', 3],
      [2025, 'P3', '调整', -150, dayOf(2026, 9, 8), '重复计分', 4],
    ]);
  });

  it('is left out with a fault', () => {
    const settings = settingsOf(
      'appeals',
      ['2025-2026', 'P1', '少算一次', '2026-09-03', '调整', null],
      ['2025-26', 'P2', '少算一次', '2026-09-03', '调正', '1.255'],
      ['2025-2026', 'P3', null, '2026-09-03'],
    );
    expect(settings.appeals).toEqual([]);
    expect(issuesOf(settings)).toEqual([
      'F2 组织“P1”2025-2026 学年的申诉处理结果为“调整”，没有填调整分。请填写调整分：加分填正数，减分填负数。',
      'A3 第 3 行的学年“2025-26”读不出来：应当是学年。请改成如 2025-2026 的写法。',
      'E3 第 3 行的处理结果“调正”不在可选项中。最接近的是“调整”。请从下列各项中选填：维持、调整。',
      'F3 第 3 行的调整分“1.255”读不出来：应当是最多两位小数的数字。请改成如 1.25 的写法。',
      'C4 组织“P3”2025-2026 学年的申诉没有填申诉内容；这一栏必须填写。请填写申诉内容。',
    ]);
  });

  it('of one organization and day stands once', () => {
    const row = ['2025-2026', 'P1', '少算一次', '2026-09-03', '维持'];
    const settings = settingsOf('appeals', row, row, row.with(3, '2026-09-04'), row.with(1, 'P2'));
    expect(settings.appeals.map(({ row: place }) => place)).toEqual([2, 4, 5]);
    expect(placesOf(settings)).toEqual(['D3']);
    expect(settings.issues[0]?.key).toEqual(['2025-2026', 'P1', '2026-09-03']);
  });
});
