import { civilOf } from '../../domain/calendar.ts';
import { formatHundredths } from '../../domain/points.ts';
import { RankingRelease } from '../../domain/vocabulary.ts';
import type { Standing } from '../../ranking/rank.ts';
import { countsByTen, distribution, STEP } from '../charts/distribution.ts';
import { slopes } from '../charts/slopes.ts';
import type { Facts, Scope } from '../facts.ts';
import { figure, nothing } from '../figure.ts';
import { type Html, html, plain } from '../html.ts';
import type { PagesInput } from '../input.ts';

/** The lines of 优秀, 良好 and 合格 with their names. */
export function gradeLines({
  parameters: { excellentLine, goodLine, passLine },
}: PagesInput): readonly { readonly at: number; readonly name: string }[] {
  return [
    { at: passLine, name: `合格 ${pointsText(passLine)}` },
    { at: goodLine, name: `良好 ${pointsText(goodLine)}` },
    { at: excellentLine, name: `优秀 ${pointsText(excellentLine)}` },
  ];
}

/** `60`, `59.5`. */
function pointsText(hundredths: number): string {
  return formatHundredths(hundredths).replace(/\.?0{1,2}$/, '');
}

/** Totals of the ranked organizations, one picture per pool. */
export function totals({ input }: Facts, { organizations }: Scope): Html {
  const pools = poolsOf(
    input,
    organizations.map(({ id }) => id),
  );
  if (pools.size === 0) return nothing('总分分布', '还没有参评的组织。');
  const lines = gradeLines(input).map(({ at, name }) => ({ at: at / 100, name }));
  return html`<div class="pairs">${[...pools].map(([pool, standings]) => {
    const title = `${pool}：总分分布`;
    const own = standings.map(({ balance }) => balance.total / 100);
    const counts = countsByTen(
      own,
      own.reduce((most, total) => Math.max(most, total), 0),
    );
    return figure({
      title,
      svg: distribution({ title, totals: own, lines }),
      note: `共 ${own.length} 个参评组织；每 10 分一栏，柱上的数字是组织数，虚线是合格、良好、优秀线。`,
      table: {
        head: ['总分', '组织数'],
        rows: counts.map((count, at) => [
          plain(at === counts.length - 1 ? `${at * STEP} 以上` : `${at * STEP}–${(at + 1) * STEP}`),
          count,
        ]),
      },
    });
  })}</div>`;
}

function poolsOf({ standings }: PagesInput, ids: readonly string[]): Map<string, Standing[]> {
  return Map.groupBy(
    ids.flatMap((id) => {
      const standing = standings.get(id);
      return standing && standing.rank !== null ? [standing] : [];
    }),
    ({ pool }) => pool,
  );
}

const MOVERS = 10;

/** Ranks at the ends of the last two months; in each pool, those that moved most. */
export function moves({ input }: Facts, { organizations }: Scope): Html {
  const title = '名次变化';
  if (input.release === RankingRelease.yearEnd)
    return nothing(title, '按“排名发布”的设置，学年末才公布名次，这里不显示。');
  const [before, now] = input.months.slice(-2);
  if (!before || !now) return nothing(title, '账本的记录还不满两个月底，暂时没有名次变化可看。');
  const names = [before, now].map(({ to }) => `${civilOf(to).month} 月底`);
  const rows = organizations.flatMap(({ id }) => {
    const [first, second] = [before.standings.get(id), now.standings.get(id)];
    if (!first || !second || first.rank === null || second.rank === null || first.pool !== second.pool) return [];
    return [{ pool: second.pool, name: second.balance.name, before: first.rank, now: second.rank }];
  });
  if (rows.length === 0) return nothing(title, '账本的记录还不满两个月底，暂时没有名次变化可看。');
  const changed = rows.filter((row) => row.before !== row.now);
  if (changed.length === 0) return nothing(title, `${names.join('到')}，名次没有变化。`);
  return html`<div class="pairs">${[...Map.groupBy(changed, ({ pool }) => pool)].map(([pool, own]) => {
    const most = own
      .toSorted((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before) || a.now - b.now)
      .slice(0, MOVERS);
    const heading = `${pool}：名次变化`;
    return figure({
      title: heading,
      svg: slopes({ title: heading, from: names[0] ?? '', to: names[1] ?? '', rows: most }),
      note: `全校名次；画出变化最大的 ${most.length} 个。实线上升（↑），虚线下降（↓）。`,
      table: {
        head: ['组织', ...names, '变化'],
        rows: most.map(({ name, before: was, now: is }) => [
          name,
          was,
          is,
          plain(is < was ? `升 ${was - is}` : is > was ? `降 ${is - was}` : '不变'),
        ]),
      },
    });
  })}</div>`;
}
