import { isGiven } from '../../domain/cell.ts';
import { bars } from '../charts/bars.ts';
import { type Facts, groupHeading, PICTURED, type Scope, shareText } from '../facts.ts';
import { figure, nothing } from '../figure.ts';
import { type Html, plain } from '../html.ts';
import { restWords } from './problems.ts';

/** Money and places of the activities of the year, by host. */
export function means({ input: { school }, sides }: Facts, scope: Scope): Html {
  const title = '资源保障：经费（元）';
  const byHost = new Map<string, { count: number; yuan: number; funded: number; placed: number }>();
  for (const activity of sides.keys()) {
    const key = scope.college === null ? (school.colleges[activity.college]?.id ?? '') : activity.hostId;
    if (!isGiven(key)) continue;
    const own = byHost.get(key) ?? { count: 0, yuan: 0, funded: 0, placed: 0 };
    byHost.set(key, own);
    own.count++;
    if (isGiven(activity.funds) && activity.funds > 0) {
      own.yuan += activity.funds;
      own.funded++;
    }
    if (isGiven(activity.venue)) own.placed++;
  }
  const rows = scope.groups
    .flatMap(({ id, name }) => {
      const own = byHost.get(id);
      return own ? [{ name, ...own, yuan: Math.round(own.yuan) }] : [];
    })
    .toSorted((a, b) => b.yuan - a.yuan);
  if (rows.length === 0) return nothing(title, '“活动台账”里还没有本学年的活动。');
  const pictured = rows.slice(0, PICTURED);
  const most = pictured[0]?.yuan ?? 0;
  return figure({
    title,
    svg: bars({
      title,
      rows: pictured.map(({ name, yuan, placed, count }) => ({
        name,
        segments: [{ amount: yuan, look: 'c0' }],
        end: plain(`${yuan} 元，场地 ${shareText(placed, count)}`),
      })),
      most,
    }),
    note: `本学年主办的活动登记的经费之和；“场地”是写明场地的活动所占比例。${restWords(rows.length, pictured.length)}`,
    table: {
      head: [groupHeading(scope), '活动数', '经费（元）', '有经费的活动', '写明场地的活动', '场地比例'],
      rows: rows.map(({ name, count, yuan, funded, placed }) => [
        name,
        count,
        yuan,
        funded,
        placed,
        plain(shareText(placed, count)),
      ]),
    },
  });
}
