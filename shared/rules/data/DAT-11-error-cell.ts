import type { College } from '../../domain/assembled.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { rowWords } from '../words/row-words.ts';

/**
 * No cell shows a formula error such as `#REF!` or `#N/A`. An error cell is read as blank, and nothing is concluded
 * from it. A formula that no program has computed yet is nobody's mistake: one hint covers all of them in a tab.
 */
export default defineRule({
  id: 'DAT-11',
  title: '单元格里的公式出错或没有计算',
  severity: Severity.error,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college, school }) {
    for (const { kind, tab: key, row, column, heading, text, ...issue } of college.issues) {
      if (kind !== 'errorCell' || heading === null) continue;
      const { tab } = college.tabPlace(key);
      const cell = `${rowWords(college, school, { tab: key, row, key: issue.key })}的${heading}`;
      yield {
        at: { tab, row, column },
        subject: [tab, ...issue.key, heading],
        facts: { cell, heading, value: text, count: 1, isError: true },
      };
    }
    for (const [{ tab: key, row, column }, count] of uncalculatedByTab(college)) {
      const { tab } = college.tabPlace(key);
      yield {
        at: { tab, row, column },
        subject: [tab],
        severity: Severity.hint,
        facts: { cell: `${tab}!${column ?? ''}${row}`, heading: tab, value: '', count, isError: false },
      };
    }
  },
  message: ({ cell, heading, value, count, isError }) =>
    isError
      ? `${cell}显示“${value}”，是公式出错；应当是${heading}的内容。`
      : `“${heading}”里有 ${count} 个单元格的公式尚未计算（第一个在 ${cell}）；用到它们的内容没有检查。`,
  advice: ({ heading, isError }) =>
    isError ? `请改正公式，或直接填写${heading}。` : '公式尚未计算，请用 Excel 或 WPS 打开并保存；这不是填错了。',
});

/** The first cell of each tab whose formula has not been computed, and how many there are. */
function uncalculatedByTab({ issues }: College) {
  const cells = issues.filter(({ kind }) => kind === 'uncalculated');
  return [...Map.groupBy(cells, ({ tab }) => tab).values()].flatMap((own) =>
    own[0] ? [[own[0], own.length] as const] : [],
  );
}
