import type { College } from '../domain/assembled.ts';
import type { TabKey } from '../domain/school.ts';
import type { NotCheckedLine } from './overview.ts';

/** What a tab lacks: all of it, a heading, or the results of formulas under one. */
export interface Missing {
  /** `null`: the whole tab. */
  readonly heading: string | null;
  /** The heading found instead, which was not read. */
  readonly unread: string | null;
  readonly uncalculated: boolean;
}

/** Why a tab, or what depends on one of its headings, was not checked. */
export function notCheckedReason(college: College, tab: TabKey, missing: Missing, rules: readonly string[]): string {
  const what = missingWords(college.tabPlace(tab).tab, missing);
  return rules.length === 0 ? `${what}，相关内容未检查` : `${what}，未检查 ${rules.join('、')}`;
}

function missingWords(title: string, { heading, unread, uncalculated }: Missing): string {
  if (heading === null) return `没有“${title}”工作表`;
  if (uncalculated) return `“${title}”的“${heading}”里有公式尚未计算`;
  if (unread === null) return `“${title}”缺少表头“${heading}”`;
  return `“${title}”缺少表头“${heading}”，“${unread}”一栏没有读`;
}

/** Some enabled college has never been read: ids that are not found may be there. */
export function missingIdsLine(): NotCheckedLine {
  return { tab: '跨学院引用', reason: '有学院的台账从未读取成功，找不到的学号和组织编号暂不判为错误' };
}

/** A tab with headings but no rows. */
export function unfilledTabReason(): string {
  return '还没有填写，没有一行内容';
}

/** A workbook that is still empty. */
export function notFilledIn(titles: readonly string[]): string {
  return `还没有填写：${titles.map((title) => `“${title}”`).join('、')}没有一行内容`;
}
