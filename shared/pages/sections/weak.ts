import { orgNameOf } from '../../domain/roster.ts';
import { ViolationState } from '../../domain/vocabulary.ts';
import type { Standing } from '../../ranking/rank.ts';
import type { Facts, Scope } from '../facts.ts';
import { nothing, tableOf } from '../figure.ts';
import { organizationPageFile } from '../files.ts';
import { type Html, html, plain } from '../html.ts';
import { rankedNow } from '../ranked-now.ts';

/** The most rows on the page of the school and of a college. */
const SHOWN = 40;
/** Days that a problem may stay open. */
const PATIENCE = 30;
const SILENT = 'ORG-18';

interface Weak {
  readonly id: string;
  readonly name: string;
  readonly college: string;
  readonly lowest: boolean;
  readonly overdue: number;
  readonly isSilent: boolean;
  readonly signs: number;
}

/** Organizations with signs of weakness: the lowest tenth, problems open for more than 30 days, months without activity. */
export function weak(facts: Facts, scope: Scope): Html {
  const { input } = facts;
  const standings = rankedNow(input);
  const lowest = lowestTenth(standings);
  const names = new Map(input.colleges.map(({ id, name }) => [id, name]));
  const rows = scope.organizations
    .map(({ id, org, college }): Weak => {
      const open = input.openOf.get(id) ?? [];
      const overdue = open.filter(({ days, state }) => days > PATIENCE && state !== ViolationState.waived).length;
      const isSilent = open.some(({ rule }) => rule === SILENT);
      const isLowest = lowest.has(id);
      return {
        id,
        name: orgNameOf(org, id),
        college: names.get(college) ?? college,
        lowest: isLowest,
        overdue,
        isSilent,
        signs: Number(isLowest) + Number(overdue > 0) + Number(isSilent),
      };
    })
    .filter(({ signs, overdue, lowest: isLowest, isSilent }) => (overdue > 0 || isLowest || isSilent) && signs > 0)
    .toSorted((a, b) => b.signs - a.signs || b.overdue - a.overdue || (a.name < b.name ? -1 : 1));
  if (rows.length === 0)
    return nothing('薄弱组织', '没有组织出现下列迹象：总分在后十分之一、问题超过 30 天未改、连续几个月没有活动。');
  return html`${tableOf({
    head: [
      '组织',
      ...(scope.college === null ? ['学院'] : []),
      '总分在后十分之一',
      '超过 30 天未改',
      '连续几个月没有活动',
    ],
    rows: rows
      .slice(0, SHOWN)
      .map(({ id, name, college, lowest: isLowest, overdue, isSilent }) => [
        html`<a href="${plain(encodeURI(organizationPageFile(id)))}">${name}</a>`,
        ...(scope.college === null ? [college] : []),
        isLowest ? '✕ 是' : '',
        overdue > 0 ? plain(`✕ ${overdue} 条`) : '',
        isSilent ? '✕ 是' : '',
      ]),
  })}<p class="note">迹象多的在前${rows.length > SHOWN ? `，只列前 ${SHOWN} 个，共 ${rows.length} 个` : ''}。${standings.size === 0 ? '名次还没有公布或记录不足，“后十分之一”暂不判断。' : '“后十分之一”按同组排名。'}</p>`;
}

function lowestTenth(standings: ReadonlyMap<string, Standing>): ReadonlySet<string> {
  const lowest = new Set<string>();
  const ranked = [...standings.values()].filter(({ rank }) => rank !== null);
  for (const own of Map.groupBy(ranked, ({ pool }) => pool).values()) {
    const last = own.length - Math.floor(own.length / 10);
    for (const { rank, organization } of own) if ((rank ?? 0) > last) lowest.add(organization);
  }
  return lowest;
}
