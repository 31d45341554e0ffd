import { Severity } from '../../domain/vocabulary.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * Every required heading is in the tab, and no heading occurs twice. Without a heading row, every required heading is
 * missing; of a repeated heading the first column is read.
 */
export default defineRule({
  id: 'DAT-01',
  title: '表头缺少或重复',
  severity: Severity.error,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  ofHeadings: true,
  *check({ college }) {
    for (const { kind, tab, heading, column } of college.issues) {
      if ((kind !== 'missingHeading' && kind !== 'repeatedHeading') || heading === null) continue;
      const at = college.tabPlace(tab);
      yield {
        at,
        remedy: { ...at, row: college.tabs[tab].headingRow ?? 1, column },
        subject: [at.tab, heading],
        facts: { tab: at.tab, heading, repeatedIn: kind === 'repeatedHeading' ? column : null },
      };
    }
  },
  message({ tab, heading, repeatedIn }) {
    return repeatedIn === null
      ? `“${tab}”没有表头“${heading}”；这一列是必填的，应当有。`
      : `“${tab}”的表头“${heading}”在 ${repeatedIn} 列又出现了一次；应当只有一列，现在读的是前一列。`;
  },
  advice({ heading, repeatedIn }) {
    return repeatedIn === null
      ? `请在表头行补上“${heading}”一列；原来用别的名称的，请改成这个名称。`
      : `请把两列“${heading}”的内容合成一列，删去多余的一列。`;
  },
});
