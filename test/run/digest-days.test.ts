import { expect, it } from 'vitest';
import { isDigestDay } from '../../shared/digest/compose.ts';
import { formatDay } from '../../shared/domain/calendar.ts';
import { digestsOf } from '../../shared/run/digest-day.ts';
import { aNight, aPlace, contentsOf } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { day } from '../support/digest-facts.ts';
import { embeddedStore } from '../support/embedded-store.ts';

/** Days of May 2026 on which a school with these parameters gets digests. */
async function daysInMay(parameters: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const store = await embeddedStore();
  await aNight(aPlace(contentsOf(aSchool('2026-05-01'), { parameters })), store, '2026-05-01');
  const days = [];
  for (let at = day('2026-05-01'); at <= day('2026-05-31'); at++) {
    const { wishes } = await digestsOf({ store }, at);
    if (isDigestDay(at, wishes)) days.push(formatDay(at).slice(8));
  }
  return days;
}

const WORKDAYS = '06 07 08 09 11 12 13 14 15 18 19 20 21 22 25 26 27 28 29'.split(' ');

it('from 1 to 5 May 2026 nobody is written to, and on Saturday the 9th, which is worked, everybody is', async () => {
  expect(await daysInMay({})).toEqual(WORKDAYS);
});

it('the school’s own days count besides, and it may work on a day off', async () => {
  expect(await daysInMay({ 法定节假日: '2026-05-20', 调休上班: '2026-05-04' })).toEqual(
    ['04', ...WORKDAYS].filter((date) => date !== '20'),
  );
});

it('with 提醒日 每日 every day is one', async () => {
  expect(await daysInMay({ 提醒日: '每日' })).toHaveLength(31);
});
