import { type CalendarDay, civilOf } from '../../domain/calendar.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { type Facts, type Scope, shareText } from '../facts.ts';
import { type Html, html, plain, type Value } from '../html.ts';
import { type BookFigures, type Rates, WHOLE } from '../input.ts';

/** The four most important figures, each with its change since the end of the previous month. */
export function headline({ input }: Facts, { college, open }: Scope): Html {
  const key = college ?? WHOLE;
  const { before, now, rates, months, colleges } = input;
  const errors = open.filter(({ severity }) => severity === Severity.error).length;
  const since = before === null ? null : `${civilOf(before.to).month} 月底`;
  const errorsBefore = before?.errors.get(key) ?? (before === null ? null : 0);
  const [done, due] = sumOf(rates.get(key));
  const lastMonth = months.at(-1);
  const coverage = lastMonth?.coverage.get(key);
  const mended = now.mended.get(key) ?? NONE;
  const mendedBefore = before?.mended.get(key);
  const own = college === null ? colleges : colleges.filter(({ id }) => id === college);
  const unread = own.filter((one) => one.unread !== null).length;
  return html`<ul class="four">${box('错误', errors, change(errors, errorsBefore, since, '条'))}${box(
    '覆盖率',
    shareText(done, due),
    lastMonth === undefined || coverage === undefined || coverage[1] === 0 || due === 0
      ? TOO_SHORT
      : change(percent([done, due]), percent(coverage), `${monthOf(lastMonth.to)} 月底`, '个百分点'),
  )}${box(
    '14 天内整改率',
    mended[1] === 0 ? '—' : shareText(mended[0], mended[1]),
    mended[1] === 0
      ? '还没有满 14 天的问题'
      : mendedBefore === undefined || mendedBefore[1] === 0
        ? TOO_SHORT
        : change(percent(mended), percent(mendedBefore), since, '个百分点'),
  )}${box('未读台账', unread, college === null ? change(unread, before?.unread ?? null, since, '个') : unreadWords(unread))}</ul><p class="note">覆盖率：学生评测、承诺述诺、班子齐备、主题党日、主题团日五项，已完成占应完成的比例。14 天内整改率：发现满 14 天的问题中，14 天以内改好的比例。</p>`;
}

const NONE: BookFigures['mended'] extends ReadonlyMap<string, infer Pair> ? Pair : never = [0, 0];
const TOO_SHORT = '记录不足一个月，暂无比较';

function unreadWords(unread: number): string {
  return unread === 0 ? '本次已读取' : '本次没有采用，数字按上一次读取';
}

function monthOf(day: CalendarDay): number {
  return civilOf(day).month;
}

function sumOf(rates: Rates | undefined): readonly [number, number] {
  if (!rates) return [0, 0];
  const all = Object.values(rates);
  return [all.reduce((sum, [done]) => sum + done, 0), all.reduce((sum, [, due]) => sum + due, 0)];
}

function percent([done, due]: readonly [number, number]): number {
  return due === 0 ? 0 : Math.round((100 * done) / due);
}

function change(now: number, before: number | null, since: string | null, unit: string): string {
  if (before === null || since === null) return TOO_SHORT;
  if (now === before) return `与 ${since}相同`;
  return now > before ? `比 ${since}多 ${now - before} ${unit}` : `比 ${since}少 ${before - now} ${unit}`;
}

function box(name: string, figure: Value, words: string): Html {
  return html`<li><div class="name">${name}</div><div class="big">${typeof figure === 'string' ? plain(figure) : figure}</div><div class="change">${plain(words)}</div></li>`;
}
