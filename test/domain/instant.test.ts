import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laterThan } from '../../shared/domain/instant.ts';

describe('laterThan', () => {
  it.each([
    ['2026-09-01T02:00:00.000Z', null, '2026-09-01T02:00:00.000Z'],
    ['2026-09-01T02:00:00.001Z', '2026-09-01T02:00:00.000Z', '2026-09-01T02:00:00.001Z'],
    ['2026-09-01T02:00:00.000Z', '2026-09-01T02:00:00.000Z', '2026-09-01T02:00:00.001Z'],
    ['2026-09-01T02:00:00.000Z', '2026-09-01T02:10:59.999Z', '2026-09-01T02:11:00.000Z'],
    ['2026-09-01T02:00:00.000Z', '2027-12-31T23:59:59.999Z', '2028-01-01T00:00:00.000Z'],
  ])('at %s, after %s, is %s', (now, before, expected) => {
    expect(laterThan(before, now)).toBe(expected);
  });

  it('is after what was before, and not before now', () => {
    const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, instant, (before, now) => {
        const later = laterThan(before.toISOString(), now.toISOString());
        expect(Date.parse(later)).toBe(Math.max(before.getTime() + 1, now.getTime()));
      }),
    );
  });
});
