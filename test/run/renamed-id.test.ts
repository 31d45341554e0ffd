import { describe, expect, it } from 'vitest';
import type { NightResult } from '../../shared/run/nightly.ts';
import { aNight, aPlace, contentsOf } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { useEngine } from '../support/engine.ts';

const engine = useEngine();
const school = aSchool('2025-12-15').students(60);
const changed = contentsOf(school.set('组织', 'C1', { 组织编号: 'C-1' }));

const dangling = ({ assessment }: NightResult) =>
  assessment.judgement.violations
    .filter(({ rule }) => rule === 'DAT-07')
    .map(({ subject, advice }) => [subject.join(' '), advice]);

describe('one changed 组织编号', () => {
  it('is a finding for each heading, and every night names the cell to change back, until it is', async () => {
    const store = await engine.store();
    const place = aPlace(contentsOf(school));
    await aNight(place, store, '2025-12-15');
    place.type(changed);
    const advice = expect.stringMatching(
      /^组织!A4 由 C1 改成了 C-1；改回它，这 (\d+) 处就都好了。确实要换编号的，请把这 \1 处都改成 C-1。$/,
    );
    const expected = [
      ['组织 所辖班级 C1', advice],
      ['花名册 班级 C1', advice],
      ['任职 组织编号 C1', advice],
      ['活动台账 主办组织 C1', advice],
      ['活动台账 联合组织 C1', advice],
    ];
    expect(dangling(await aNight(place, store, '2025-12-15'))).toEqual(expected);
    expect(dangling(await aNight(place, store, '2025-12-16'))).toEqual(expected);
    place.type(contentsOf(school));
    expect(dangling(await aNight(place, store, '2025-12-17'))).toEqual([]);
  });

  it('keeps no name of anybody', async () => {
    const store = await engine.store();
    const place = aPlace(contentsOf(school));
    await aNight(place, store, '2025-12-15');
    place.type(contentsOf(school.set('花名册', '周八', { 学号: '4192206' })));
    await aNight(place, store, '2025-12-15');
    expect(await store.runs.notes('standing/renamed/')).toEqual([
      {
        name: 'standing/renamed/JSJ',
        value: JSON.stringify([{ tab: 'students', from: '41922006', to: '4192206' }]),
      },
    ]);
  });
});
