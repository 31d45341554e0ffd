import type { School } from '../../domain/assembled.ts';
import { isGiven } from '../../domain/cell.ts';
import { quoted } from '../../domain/quoted.ts';
import { orgNameOf } from '../../domain/roster.ts';
import type { Decision } from '../../domain/school.ts';

/** A decision for messages: `电信2301团支部的评奖评优“国家奖学金”（SX-01）`. */
export function decisionWords({ id, orgId, kind, name }: Decision, { roster }: School): string {
  const owner = isGiven(orgId) ? `${orgNameOf(roster.organization(orgId), orgId)}的` : '';
  return `${owner}${isGiven(kind) ? kind : '事项'}${isGiven(name) ? quoted(name) : ''}${isGiven(id) ? `（${id}）` : ''}`;
}
