import { Severity } from '../../domain/vocabulary.ts';
import type { Violation } from '../../violations/lifecycle.ts';
import { bars } from '../charts/bars.ts';
import { depthOf, type Square, squares } from '../charts/squares.ts';
import { type Facts, type Group, groupHeading, PICTURED, type Scope } from '../facts.ts';
import { figure, nothing } from '../figure.ts';
import { type Html, plain } from '../html.ts';

/** Families of rules by the first letters of their ids, in the order of the catalogue. */
const FAMILIES: readonly (readonly [letters: string, name: string])[] = [
  ['DAT', '数据'],
  ['ORG', '组织协同'],
  ['MEC', '机制协同'],
  ['EDU', '育人协同'],
  ['DEV', '发展党员'],
  ['PRA', '实践协同'],
  ['EVA', '考核协同'],
  ['DEC', '制度执行'],
];

/** Open problems by row and family of rules. */
export function families(facts: Facts, scope: Scope): Html {
  const title = `${groupHeading(scope)} × 规则类别：未整改的问题`;
  const rows = mostOpen(scope.groups).map(({ name, open }) => ({
    name,
    counts: FAMILIES.map(([letters]) => open.filter(({ rule }) => rule.startsWith(letters)).length),
  }));
  if (rows.length === 0) return nothing(title, '没有未整改的问题。');
  const most = rows.reduce((highest, { counts }) => counts.reduce((a, b) => Math.max(a, b), highest), 0);
  const pictured = rows.slice(0, PICTURED);
  return figure({
    title,
    svg: squares({
      title,
      columns: FAMILIES.map(([, name]) => name),
      rows: pictured.map(({ name, counts }) => ({
        name,
        squares: counts.map((count): Square => ({ text: count, look: depthOf(count, most) })),
      })),
      width: 74,
    }),
    note: `数字是未整改的条数，颜色越深越多。${restWords(rows.length, pictured.length)}${withoutPlace(facts, scope)}`,
    table: {
      head: [groupHeading(scope), ...FAMILIES.map(([, name]) => name), '合计'],
      rows: rows.map(({ name, counts }) => [name, ...counts, counts.reduce((sum, count) => sum + count, 0)]),
    },
  });
}

/** A college's problems that touch no organization are in no row: a sentence gives their number. */
function withoutPlace(_facts: Facts, { college, open, groups }: Scope): string {
  if (college === null) return '';
  const placed = new Set(groups.flatMap((group) => group.open.map(({ id }) => id)));
  const others = open.filter(({ id }) => !placed.has(id)).length;
  return others === 0 ? '' : `另有 ${others} 条不属于某一个组织，见问题清单。`;
}

export function restWords(all: number, shown: number): string {
  return all > shown ? `图中只画最多的 ${shown} 行，其余见数据表。` : '';
}

/** Groups with open problems, most first. */
function mostOpen(groups: readonly Group[]): readonly Group[] {
  return groups.filter(({ open }) => open.length > 0).toSorted((a, b) => b.open.length - a.open.length);
}

const AGES = [
  { name: '0–7 天', look: 'c1', has: (days: number) => days <= 7 },
  { name: '8–30 天', look: 'c2', has: (days: number) => days > 7 && days <= 30 },
  { name: '超过 30 天', look: 'c3', has: (days: number) => days > 30 },
] as const;

/** How long the open problems have been open. */
export function ageing(_facts: Facts, scope: Scope): Html {
  const title = '未整改问题的时长';
  if (scope.open.length === 0) return nothing(title, '没有未整改的问题。');
  const severities = Object.values(Severity).map((severity) => ({
    name: severity as string,
    open: scope.open.filter((violation) => violation.severity === severity),
  }));
  const lines = [...severities, ...mostOpen(scope.groups)];
  const pictured = lines.slice(0, 3 + PICTURED);
  const counts = (open: readonly Violation[]): readonly number[] =>
    AGES.map(({ has }) => open.filter(({ days }) => has(days)).length);
  return figure({
    title,
    svg: bars({
      title,
      rows: pictured.map(({ name, open }) => {
        const own = counts(open);
        return {
          name,
          segments: AGES.map(({ look }, at) => ({ amount: own[at] ?? 0, look })),
          end: plain(`共 ${open.length}${own[2] ? `，超期 ${own[2]}` : ''}`),
        };
      }),
      most: pictured.reduce((highest, { open }) => Math.max(highest, open.length), 0),
      legend: AGES,
    }),
    note: `前三行按级别，其余按${groupHeading(scope)}。从首次发现那天算起。${restWords(lines.length, pictured.length)}`,
    table: {
      head: [`级别、${groupHeading(scope)}`, ...AGES.map(({ name }) => name), '合计'],
      rows: lines.map(({ name, open }) => [name, ...counts(open), open.length]),
    },
  });
}
