import { civilOf, formatDay } from '../domain/calendar.ts';
import { periodsOf } from '../domain/periods.ts';
import { formatHundredths } from '../domain/points.ts';
import type { Entry } from '../domain/position.ts';
import { orgNameOf } from '../domain/roster.ts';
import { PeriodKind, RankingRelease, SECTIONS } from '../domain/vocabulary.ts';
import type { Standing } from '../ranking/rank.ts';
import { standingNote } from '../report/standing-words.ts';
import type { ScoredOrganization } from '../scoring/scored.ts';
import type { Violation } from '../violations/lifecycle.ts';
import { bars } from './charts/bars.ts';
import { type Square, squares } from './charts/squares.ts';
import { waterfall } from './charts/waterfall.ts';
import type { Facts } from './facts.ts';
import { figure, nothing, tableOf } from './figure.ts';
import { collegePageFile, INDEX_FILE } from './files.ts';
import type { PageContent } from './frame.ts';
import { type Html, html, plain, type Value } from './html.ts';
import { rankedNow } from './ranked-now.ts';
import { dutyName } from './sections/duties.ts';
import { gradeLines } from './sections/totals.ts';
import { bySeverity, inSectionOrder } from './statement-order.ts';

/** 成绩单: how an organization's total is composed, what it owes and what it has to correct. */
export function organizationPage(facts: Facts, scored: ScoredOrganization): PageContent {
  const { input } = facts;
  const { id, org, college } = scored;
  const name = orgNameOf(org, id);
  const standing = input.standings.get(id);
  const open = input.openOf.get(id) ?? [];
  return {
    title: `${name} 成绩单`,
    above: [
      { file: INDEX_FILE, title: '全校' },
      { file: collegePageFile(college), title: input.colleges.find((one) => one.id === college)?.name ?? college },
    ],
    parts: [
      { id: 'total', title: '总分', body: standing ? total(facts, standing) : nothing('总分', '还没有记账。') },
      { id: 'duties', title: '应办事项', body: calendar(facts, id) },
      { id: 'problems', title: '未整改的问题', body: problems(open), startsPage: open.length > 0 },
      { id: 'statement', title: '积分明细', body: statement(input.entries.get(id) ?? [], standing) },
    ],
  };
}

function total({ input }: Facts, standing: Standing): Html {
  const { balance, pool } = standing;
  const shown = rankedNow(input).get(standing.organization);
  const title = '总分由哪些板块组成';
  const steps = [
    ...SECTIONS.map((section) => ({ name: section as string, amount: balance.sections[section] })),
    ...(balance.adjustments === 0 ? [] : [{ name: '申诉调整', amount: balance.adjustments }]),
  ];
  return html`<p>${pool}。总分 <b>${plain(formatHundredths(balance.total))}</b>。${rankWords(input.release, shown)}</p><ul>${distances(
    balance.total,
    input,
  )}</ul>${figure({
    title,
    svg: waterfall({ title, steps, total: balance.total, totalName: '总分', lines: gradeLines(input) }),
    note: '从左到右逐个板块相加，扣分向下；虚线是合格、良好、优秀线。总分不低于 0。',
    table: {
      head: ['板块', '分数'],
      rows: [...steps, { name: '总分', amount: balance.total }].map(({ name, amount }) => [
        name,
        html`${plain(formatHundredths(amount))}`,
      ]),
    },
  })}${curve(input, standing)}`;
}

function rankWords(release: RankingRelease, shown: Standing | undefined): string {
  if (release === RankingRelease.yearEnd) return '名次和等次在学年末公布。';
  if (!shown) return release === RankingRelease.monthly ? '名次每月公布一次，账本里还没有满一个月底的记录。' : '';
  const when = release === RankingRelease.monthly ? '上月底' : '';
  if (shown.rank === null) return `${when}${standingNote(shown) ?? '不参评'}。`;
  const note = standingNote(shown);
  return `${when}第 ${shown.rank} 名，等次 ${shown.grade ?? '无'}${note === null ? '' : `（${note}）`}。`;
}

function distances(amount: number, input: Facts['input']): readonly Html[] {
  return gradeLines(input).map(({ at, name }) =>
    amount >= at
      ? html`<li>✓ 已达${plain(name)} 分，高出 ${plain(formatHundredths(amount - at))} 分</li>`
      : html`<li>✕ 距${plain(name)} 分还差 ${plain(formatHundredths(at - amount))} 分</li>`,
  );
}

/** Totals at the ends of months, by the ledger. */
function curve({ months }: Facts['input'], { organization }: Standing): Html {
  const title = '各月底的总分';
  const rows = months.flatMap(({ to, standings }) => {
    const at = standings.get(organization);
    return at ? [{ name: `${civilOf(to).month} 月底`, total: at.balance.total }] : [];
  });
  if (rows.length === 0) return nothing(title, '账本的记录还不满一个月底，暂时没有走势可看。');
  return figure({
    title,
    svg: bars({
      title,
      rows: rows.map(({ name, total: amount }) => ({
        name,
        segments: [{ amount: amount / 100, look: 'c0' }],
        end: plain(formatHundredths(amount)),
      })),
      most: rows.reduce((most, { total: amount }) => Math.max(most, amount / 100), 0),
    }),
    table: {
      head: ['时间', '总分'],
      rows: rows.map(({ name, total: amount }) => [name, html`${plain(formatHundredths(amount))}`]),
    },
  });
}

const STATES = {
  met: { text: '✓', look: 'done', word: '已完成' },
  broken: { text: '✕', look: 'miss', word: '缺' },
  due: { text: '…', look: 'due', word: '未到期' },
} as const;
const HOLIDAY = { text: '假', look: 'off', word: '假期' } as const;

/** Duties in rows, months in columns: done, missing, holiday or still due. */
function calendar({ input, owed }: Facts, id: string): Html {
  const title = '应办事项日历';
  const own = (owed.get(id) ?? []).filter(({ periods }) => periods.length > 0);
  if (own.length === 0) return nothing(title, '没有按月、按季或按学期的应办事项，或还没有到应办的时候。');
  const months = periodsOf(PeriodKind.month, input.year);
  const rows = own.map(({ duty, periods }) => {
    const byEnd = new Map(periods.map((one) => [one.period.to, one]));
    const marks = months.map(({ from, to }) => {
      const period = byEnd.get(to);
      if (period) return STATES[period.state];
      const isHoliday =
        duty.period === PeriodKind.month && input.parameters.holidayMonths.includes(civilOf(from).month);
      return isHoliday ? HOLIDAY : null;
    });
    return { name: dutyName(duty), marks };
  });
  const columns = months.map(({ from }) => `${civilOf(from).month}月`);
  return figure({
    title,
    svg: squares({
      title,
      columns,
      rows: rows.map(({ name, marks }) => ({ name, squares: marks as readonly (Square | null)[] })),
      width: 44,
    }),
    note: '✓ 已完成　✕ 缺　… 未到期　假 假期月份。按季、按学期的写在最后一个月。',
    table: {
      head: ['事项', ...columns],
      rows: rows.map(({ name, marks }) => [name, ...marks.map((mark) => mark?.word ?? '')]),
    },
  });
}

/** The most lines of one list on a page: they limit its size. */
const LINES = 300;

function problems(open: readonly Violation[]): Html {
  if (open.length === 0) return nothing('问题', '没有未整改的问题。');
  const sorted = bySeverity(open);
  return html`${tableOf({
    head: ['级别', '问题', '怎么改', '位置', '首次发现', '编号'],
    rows: sorted
      .slice(0, LINES)
      .map(({ severity, message, advice, at, firstSeenOn, id }) => [
        html`<span class="w">${severity}</span>`,
        message,
        advice,
        plain(at.row === null ? at.tab : `${at.tab}!${at.column ?? ''}${at.row}`),
        html`<span class="w">${plain(formatDay(firstSeenOn))}</span>`,
        html`<span class="w">${plain(id)}</span>`,
      ]),
  })}${rest(sorted.length)}`;
}

function statement(entries: readonly Entry[], standing: Standing | undefined): Html {
  if (entries.length === 0) return nothing('明细', '还没有得分项目。');
  const sorted = inSectionOrder(entries);
  return html`${tableOf({
    head: ['板块', '项目', '日期', '事由', '得分', '计入', '未计入原因'],
    rows: sorted
      .slice(0, LINES)
      .map(({ section, itemName, on, title, hundredths, counted, reason }): readonly Value[] => [
        html`<span class="w">${section}</span>`,
        itemName,
        on === null ? '' : html`<span class="w">${plain(formatDay(on))}</span>`,
        title ?? '',
        html`<span class="n">${plain(formatHundredths(hundredths))}</span>`,
        html`<span class="n">${plain(formatHundredths(counted))}</span>`,
        reason ?? '',
      ]),
  })}${rest(sorted.length)}<p class="note">${
    standing && standing.balance.adjustments !== 0
      ? html`另有申诉调整 ${plain(formatHundredths(standing.balance.adjustments))} 分。`
      : null
  }“未计入原因”空白的是全额计入。</p>`;
}

function rest(count: number): Html | null {
  return count > LINES ? html`<p class="note">只列前 ${LINES} 行，共 ${count} 行，其余见学院台账。</p>` : null;
}
