import { describe, expect, it } from 'vitest';
import type { RawTab } from '../../shared/sheet/raw.ts';
import { aNight, aPlace, contentsOf } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

/** An optional column that goes for a while: what it is asked for is neither found nor fixed (DECISIONS.md, 13). */
const school = aSchool('2026-03-15').set('组织', 'L1', { 共同议事规则: null });
const typed = contentsOf(school);
const without = contentsOf(school.withoutHeading('组织', '共同议事规则'));
const renamed = Object.fromEntries(Object.entries(typed).map(([id, tabs]) => [id, tabs.map(renamedIn)]));

function renamedIn(tab: RawTab): RawTab {
  const rows = tab.rows.map((row) => row.map((cell) => (cell === '共同议事规则' ? '共同议事规程' : cell)));
  return tab.title === '组织' ? { ...tab, rows } : tab;
}

async function threeNights(between: typeof typed) {
  const store = await embeddedStore();
  const place = aPlace(typed);
  const night = async (day: string) => {
    const { judgement } = (await aNight(place, store, day)).assessment;
    const found = judgement.violations.filter(({ rule }) => rule === 'MEC-08').map(({ state }) => state);
    return { found, notChecked: judgement.notChecked.filter(({ rule }) => rule === 'MEC-08') };
  };
  const first = await night('2026-03-15');
  place.type(between);
  const second = await night('2026-03-16');
  place.type(typed);
  return [first, second, await night('2026-03-17')];
}

describe('an optional column that is gone for a night', () => {
  it('is not asked for, nobody is told, and the violation is 未整改 when it is back', async () => {
    expect(await threeNights(without)).toEqual([
      { found: ['新增'], notChecked: [] },
      { found: [], notChecked: [] },
      { found: ['未整改'], notChecked: [] },
    ]);
  });

  it('is said to be not checked where it stands under a near heading', async () => {
    expect(await threeNights(renamed)).toEqual([
      { found: ['新增'], notChecked: [] },
      {
        found: [],
        notChecked: [
          { college: 'JSJ', tab: 'organizations', field: 'rulesOfProcedure', unread: '共同议事规程', rule: 'MEC-08' },
        ],
      },
      { found: ['未整改'], notChecked: [] },
    ]);
  });
});
