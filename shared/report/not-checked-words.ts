import type { College } from '../domain/assembled.ts';
import type { TabKey } from '../domain/school.ts';
import type { NotCheckedLine } from './overview.ts';

/** Why a tab, or what needs one of its headings, was not checked. */
export function notCheckedReason(
  college: College,
  tab: TabKey,
  heading: string | null,
  rules: readonly string[],
): string {
  const title = college.tabPlace(tab).tab;
  const what = heading === null ? `没有“${title}”工作表` : `“${title}”缺少表头“${heading}”`;
  return rules.length === 0 ? `${what}，相关内容未检查` : `${what}，未检查 ${rules.join('、')}`;
}

/** Some enabled college has never been read: ids that are not found may be there. */
export function missingIdsLine(): NotCheckedLine {
  return { tab: '跨学院引用', reason: '有学院的台账从未读取成功，找不到的学号和组织编号暂不判为错误' };
}
