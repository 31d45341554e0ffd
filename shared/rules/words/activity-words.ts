import type { School } from '../../domain/assembled.ts';
import { formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { quoted } from '../../domain/quoted.ts';
import { orgNameOf } from '../../domain/roster.ts';
import type { Activity, Honor } from '../../domain/school.ts';

/** An activity for messages: `计算机本科生党支部 2026-03-05 的助学零距离“高数辅导”`. */
export function activityWords({ hostId, heldOn, type, topic }: Activity, { roster }: School): string {
  const host = isGiven(hostId) ? orgNameOf(roster.organization(hostId), hostId) : '';
  const day = isGiven(heldOn) ? ` ${formatDay(heldOn)} ` : '';
  return `${host}${day}的${isGiven(type) ? type : '活动'}${isGiven(topic) ? quoted(topic) : ''}`.trim();
}

/** An honor for messages: `计算机本科生党支部 2026-03-05 获得的校级荣誉“先进党支部”`. */
export function honorWords({ orgId, awardedOn, level, name }: Honor, { roster }: School): string {
  const owner = isGiven(orgId) ? orgNameOf(roster.organization(orgId), orgId) : '';
  const day = isGiven(awardedOn) ? ` ${formatDay(awardedOn)} ` : '';
  return `${owner}${day}获得的${isGiven(level) ? level : ''}荣誉${isGiven(name) ? quoted(name) : ''}`.trim();
}
