import type { SchoolConfig } from '../config.ts';
import type { CommonFunction } from '../tools/bundle.ts';
import type { SchoolFunction } from './functions.ts';
import type { ScheduledStart } from './scheduled-starts.ts';

/** ARNs of the state machines. */
export interface Machines {
  readonly night: string;
  readonly yearEnd: string;
}

/** Everything that is started by a schedule, wherever the workbooks are. */
export function dailyStarts(
  { id, night, yearEnd, notify, pages }: SchoolConfig,
  machines: Machines,
  functions: Readonly<Record<CommonFunction, SchoolFunction>>,
): readonly ScheduledStart[] {
  const execution = { action: 'states:StartExecution' } as const;
  const starts: ScheduledStart[] = [
    { id: 'Night', cron: daily(night), description: `Every night of ${id}`, target: machines.night, ...execution },
  ];
  if (yearEnd !== null)
    starts.push({
      id: 'YearEnd',
      // Every day: from 1 September until the year is sealed there is work to do; on other days it costs one query.
      cron: daily(yearEnd),
      description: `Seals the academic year of ${id} when it has ended`,
      target: machines.yearEnd,
      ...execution,
    });
  // Never at the full or half hour; anything a service had no time for is tried a quarter of an hour later.
  if (notify)
    starts.push({
      id: 'Digests',
      cron: '7/15 7-11 * * ? *',
      description: `Sends the digests of ${id}`,
      ...callOf(functions['send-digests']),
    });
  if (pages)
    starts.push({
      id: 'Pages',
      // A night of 300 colleges is over by then; during a longer one the pages show the earlier state.
      cron: daily({ ...night, hour: String((Number(night.hour) + 1) % 24) }),
      description: `Writes the pages of ${id}`,
      ...callOf(functions['make-pages']),
    });
  return starts;
}

/** A channel lives a day at most and is renewed halfway: one renewal may fail before the channel ends. */
export function renewalStart(school: string, renew: SchoolFunction): ScheduledStart {
  return {
    id: 'Renewal',
    cron: '20 */6 * * ? *',
    description: `Renews the channels of ${school}`,
    ...callOf(renew),
  };
}

/** Never at the full or half hour: nights begin then. */
export function lookStart(school: string, look: SchoolFunction): ScheduledStart {
  return {
    id: 'Look',
    cron: '3/5 * * * ? *',
    description: `Looks at the place of ${school}`,
    ...callOf(look),
  };
}

function callOf({ lambda }: SchoolFunction): Pick<ScheduledStart, 'target' | 'action'> {
  return { target: lambda.functionArn, action: 'lambda:InvokeFunction' };
}

function daily({ hour, minute }: SchoolConfig['night']): string {
  return `${Number(minute)} ${Number(hour)} * * ? *`;
}
