import { collegeScope, type Facts, type Scope, schoolScope } from './facts.ts';
import { INDEX_FILE } from './files.ts';
import type { PageContent, Part } from './frame.ts';
import { html } from './html.ts';
import { baseFigures } from './sections/bases.ts';
import { collegeList, tasks } from './sections/colleges.ts';
import { development } from './sections/development.ts';
import { duties } from './sections/duties.ts';
import { headline } from './sections/headline.ts';
import { means } from './sections/means.ts';
import { organizationList } from './sections/organizations.ts';
import { ageing, families } from './sections/problems.ts';
import { crossPosts, fiveTogether, togetherness } from './sections/together.ts';
import { moves, totals } from './sections/totals.ts';
import { weak } from './sections/weak.ts';

/** Title of the page of the school. */
export const SCHOOL_TITLE = '党团班协同：全校情况';

export function schoolPage(facts: Facts): PageContent {
  const scope = schoolScope(facts);
  return {
    title: SCHOOL_TITLE,
    above: [],
    parts: [
      { id: 'figures', title: '总体情况', body: headline(facts, scope) },
      { id: 'colleges', title: '各学院', body: collegeList(facts) },
      ...sharedParts(facts, scope),
    ],
  };
}

export function collegePage(facts: Facts, college: { readonly id: string; readonly name: string }): PageContent {
  const scope = collegeScope(facts, college);
  const owners = new Map<string, string[]>();
  for (const { id, open } of scope.groups)
    for (const violation of open) {
      const own = owners.get(violation.id);
      if (own) own.push(id);
      else owners.set(violation.id, [id]);
    }
  return {
    title: `党团班协同：${college.name}`,
    above: [{ file: INDEX_FILE, title: '全校' }],
    parts: [
      { id: 'figures', title: '总体情况', body: headline(facts, scope) },
      { id: 'tasks', title: '先改这些', body: tasks(facts, scope.open, owners) },
      ...sharedParts(facts, scope),
      { id: 'organizations', title: '各组织成绩单', body: organizationList(facts, scope), startsPage: true },
    ],
  };
}

/** The parts that the pages of the school and of a college have in common. */
function sharedParts(facts: Facts, scope: Scope): readonly Part[] {
  return [
    {
      id: 'problems',
      title: '问题分布',
      body: html`${families(facts, scope)}${ageing(facts, scope)}`,
      startsPage: true,
    },
    { id: 'duties', title: '应办事项', body: duties(facts, scope) },
    { id: 'weak', title: '薄弱组织', body: weak(facts, scope) },
    { id: 'development', title: '发展党员', body: development(facts, scope), startsPage: true },
    { id: 'bases', title: '阵地覆盖', body: baseFigures(facts, scope) },
    { id: 'totals', title: '积分分布', body: totals(facts, scope), startsPage: true },
    { id: 'ranks', title: '名次变化', body: moves(facts, scope) },
    { id: 'together', title: '协同指数', body: togetherness(facts, scope), startsPage: true },
    { id: 'five', title: '五同对照', body: fiveTogether(facts, scope) },
    { id: 'posts', title: '交叉任职', body: crossPosts(facts, scope) },
    { id: 'means', title: '资源保障', body: means(facts, scope) },
  ];
}
