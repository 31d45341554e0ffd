import type { DigestWishes } from '../digest/compose.ts';
import { groupsOf } from '../digest/groups.ts';
import type { CalendarDay } from '../domain/calendar.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { Settings } from '../domain/settings.ts';
import { holidaysOf, yearWithoutCalendar } from '../domain/state-calendar.ts';
import { ReminderDays } from '../domain/vocabulary.ts';
import { type Ports, Refused, SCHOOL_HEAD } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import { parseSettings } from '../workbook/parse-settings.ts';
import { receiversOf } from './digest-facts.ts';
import type { DigestDay } from './send-digests.ts';
import { openSnapshot } from './snapshot.ts';

/** The office's wishes for its digests on a day, from 考核参数. */
export function wishesOf(
  { digestDetail, digestTopics, reminderDays, freeDays, workedDays }: Parameters,
  today: CalendarDay,
): DigestWishes {
  const daily = reminderDays === ReminderDays.daily;
  return {
    detail: digestDetail,
    topics: new Set(digestTopics),
    workdays: daily ? null : holidaysOf(freeDays, workedDays),
    unknownYear: daily ? null : yearWithoutCalendar(today, freeDays, workedDays),
  };
}

/**
 * The digests of a day according to the last reading of the school workbook, and the minute from which they may go out.
 */
export interface PlannedDigests extends DigestDay {
  /** 提醒时间, minutes since midnight in Asia/Shanghai. */
  readonly from: number;
}

/** @throws Refused when the school workbook has never been read */
export async function digestsOf({ store }: Pick<Ports, 'store'>, today: CalendarDay): Promise<PlannedDigests> {
  const head = (await store.snapshots.heads()).find(({ college }) => college === SCHOOL_HEAD);
  if (!head) throw new Refused(runMessages.notChecked());
  const settings: Settings = parseSettings(openSnapshot(await store.snapshots.content(head.hash), head.version), []);
  return {
    today,
    wishes: wishesOf(settings.parameters, today),
    groups: groupsOf(receiversOf(settings)),
    from: settings.parameters.reminderTime,
  };
}
