import { enabledColleges } from '../../shared/domain/settings.ts';
import type { Workbooks } from '../../shared/ports.ts';
import { isInputTitle } from '../../shared/workbook/find-tab.ts';
import { parseSettings } from '../../shared/workbook/parse-settings.ts';
import { ruleIds } from '../rule-set.ts';
import { UsageError } from '../usage-error.ts';

/**
 * 学院编号 of the enabled college that `--only` names, by its number or its name. It is looked up in the school workbook
 * before anything is accepted or booked.
 * @throws UsageError when no enabled college, or more than one, has that number or name
 */
export async function onlyCollege(workbooks: Workbooks, schoolWorkbook: string, named: string): Promise<string> {
  const settings = parseSettings(
    await workbooks.read(schoolWorkbook, (title, output) => output === undefined && isInputTitle(title)),
    ruleIds,
  );
  const colleges = enabledColleges(settings);
  const wanted = named.trim();
  const byId = colleges.find(({ id }) => id === wanted);
  if (byId) return byId.id;
  const [first, ...others] = colleges.filter(({ name }) => name === wanted);
  if (first && others.length === 0) return first.id;
  const known = (first ? [first, ...others] : colleges).map(({ id, name }) => `${id}（${name}）`).join('、');
  const why = first ? `有 ${others.length + 1} 个启用的学院名叫“${wanted}”` : `学院登记里没有启用的学院“${wanted}”`;
  throw new UsageError(`${why}。--only 后面写学院编号或学院名称${known === '' ? '' : `：${known}`}。`);
}
