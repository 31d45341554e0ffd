import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import type { Appeal } from '../../shared/domain/settings.ts';
import { appealDeadline, grantedAppeals } from '../../shared/year/appeal.ts';
import { maskName } from '../../shared/year/mask-name.ts';

const day = (text: string): number => parseIsoDay(text) as number;
const NO_HOLIDAYS = { free: new Set<number>(), worked: new Set<number>() };

describe('a name for public notice', () => {
  it.each([
    ['张三', '张*'],
    ['张小三', '张**'],
    ['欧阳小明', '欧阳**'],
    ['欧阳锋', '欧阳*'],
    ['欧阳', '欧*'],
    ['李 四', '李*'],
    ['王', '王*'],
    ['', ''],
  ])('%s → %s', (name, masked) => expect(maskName(name)).toBe(masked));
});

describe('公示期', () => {
  it('five working days after Tuesday 2026-09-01 end on Tuesday 2026-09-08', () => {
    expect(appealDeadline(day('2026-09-01'), 5, NO_HOLIDAYS)).toBe(day('2026-09-08'));
  });

  it('holidays make it longer, worked week-ends shorter', () => {
    const free = new Set([day('2026-09-03')]);
    expect(appealDeadline(day('2026-09-01'), 5, { ...NO_HOLIDAYS, free })).toBe(day('2026-09-09'));
    const worked = new Set([day('2026-09-05')]);
    expect(appealDeadline(day('2026-09-01'), 5, { ...NO_HOLIDAYS, worked })).toBe(day('2026-09-07'));
  });

  it('takes granted appeals of the year from the day of the sealing to the last day, both included', () => {
    const appeal = (raisedOn: string, more: Partial<Appeal> = {}): Appeal => ({
      year: 2025,
      orgId: raisedOn,
      content: '请复核',
      raisedOn: day(raisedOn),
      outcome: '调整',
      adjustment: 100,
      decidedOn: null,
      explanation: null,
      row: 2,
      ...more,
    });
    const { inTime, late } = grantedAppeals(
      [
        appeal('2026-08-31'),
        appeal('2026-09-01'),
        appeal('2026-09-08'),
        appeal('2026-09-09'),
        appeal('2026-09-02', { outcome: '维持' }),
        appeal('2026-09-03', { outcome: null }),
        appeal('2026-09-04', { year: 2024 }),
      ],
      2025,
      day('2026-09-01'),
      day('2026-09-08'),
    );
    expect(inTime.map(({ orgId }) => orgId)).toEqual(['2026-09-01', '2026-09-08']);
    expect(late.map(({ orgId }) => orgId)).toEqual(['2026-08-31', '2026-09-09']);
  });
});
