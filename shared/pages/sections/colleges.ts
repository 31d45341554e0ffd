import { Severity } from '../../domain/vocabulary.ts';
import type { Violation } from '../../violations/lifecycle.ts';
import { type Facts, shareText } from '../facts.ts';
import { nothing, tableOf } from '../figure.ts';
import { collegePageFile, organizationPageFile } from '../files.ts';
import { type Html, html, plain, type Value } from '../html.ts';
import type { PagesInput } from '../input.ts';

/** All colleges of 学院登记, with links to their pages. */
export function collegeList({ input, openOfCollege, organizationsOf }: Facts): Html {
  const count = (own: readonly Violation[], severity: Severity): number =>
    own.filter((violation) => violation.severity === severity).length;
  return tableOf({
    head: ['学院', '状态', '错误', '警告', '提示', '超过 30 天', '组织数', '覆盖率'],
    rows: input.colleges.map(({ id, name, unread, unfilled, hasPage }) => {
      const own = openOfCollege.get(id) ?? [];
      const rates = Object.values(input.rates.get(id) ?? {});
      const figures: readonly Value[] = hasPage
        ? [
            count(own, Severity.error),
            count(own, Severity.warning),
            count(own, Severity.hint),
            own.filter(({ days }) => days > 30).length,
            (organizationsOf.get(id) ?? []).length,
            plain(
              shareText(
                rates.reduce((sum, [done]) => sum + done, 0),
                rates.reduce((sum, [, due]) => sum + due, 0),
              ),
            ),
          ]
        : ['—', '—', '—', '—', '—', '—'];
      return [
        hasPage ? html`<a href="${plain(encodeURI(collegePageFile(id)))}">${name}</a>` : name,
        unread ?? unfilled ?? '已读取',
        ...figures,
      ];
    }),
  });
}

/** The most matters in the list of a college. */
const TASKS = 20;
const NAMED = 6;

interface Task {
  readonly rule: string;
  readonly open: readonly Violation[];
  readonly weight: number;
  readonly oldest: number;
}

/** A college's first tasks: kinds of open errors and warnings, by points lost, then by age. No person is named. */
export function tasks(
  { input }: Facts,
  open: readonly Violation[],
  groups: ReadonlyMap<string, readonly string[]>,
): Html {
  const urgent = open.filter(({ severity }) => severity !== Severity.hint);
  if (urgent.length === 0) return nothing('先改这些', '没有未整改的错误和警告。');
  const all = [...Map.groupBy(urgent, ({ rule }) => rule)]
    .map(
      ([rule, own]): Task => ({
        rule,
        open: own,
        weight: own.reduce((sum, { id }) => sum + (input.weights.get(id) ?? 0), 0),
        oldest: own.reduce((first, { firstSeenOn }) => Math.min(first, firstSeenOn), Number.POSITIVE_INFINITY),
      }),
    )
    .toSorted((a, b) => b.weight - a.weight || a.oldest - b.oldest || (a.rule < b.rule ? -1 : 1));
  return html`<ol class="todo">${all.slice(0, TASKS).map((task) => taskLine(input, task, groups))}</ol><p class="note">${
    all.length > TASKS ? `只列前 ${TASKS} 类，共 ${all.length} 类。` : null
  }扣分多的在前，其次是最早发现的。逐条的位置和改法见学院台账的“问题清单”，用规则编号筛选。</p>`;
}

function taskLine(
  input: PagesInput,
  { rule, open, weight }: Task,
  groups: ReadonlyMap<string, readonly string[]>,
): Html {
  const owners = new Map<string, number>();
  for (const { id } of open) for (const owner of groups.get(id) ?? []) owners.set(owner, (owners.get(owner) ?? 0) + 1);
  const most = [...owners].toSorted((a, b) => b[1] - a[1]).slice(0, NAMED);
  const errors = open.filter(({ severity }) => severity === Severity.error).length;
  const late = open.filter(({ days }) => days > 30).length;
  const names = most.map(([id, count], at) => {
    const name = input.standings.get(id)?.balance.name ?? id;
    return html`${at === 0 ? null : '、'}<a href="${plain(encodeURI(organizationPageFile(id)))}">${name}</a>${plain(count > 1 ? `（${count}）` : '')}`;
  });
  return html`<li><b>${input.titles.get(rule) ?? plain(rule)}</b>（${plain(rule)}，${plain(errors > 0 ? Severity.error : Severity.warning)}）${open.length} 条${
    late === 0 ? null : late === open.length ? html`，已超过 30 天` : html`，其中 ${late} 条超过 30 天`
  }${weight > 0 ? html`，共扣 ${plain((weight / 100).toFixed(2))} 分` : null}。${
    names.length === 0 ? null : html`<br>${names}${owners.size > most.length ? html` 等 ${owners.size} 个组织` : null}`
  }</li>`;
}
