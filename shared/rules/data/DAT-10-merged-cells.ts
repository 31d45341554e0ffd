import { Severity } from '../../domain/vocabulary.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** No merged cells among the data: only the top-left one holds anything, the others read as blank. */
export default defineRule({
  id: 'DAT-10',
  title: '填写的地方有合并单元格',
  severity: Severity.warning,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college }) {
    for (const { kind, tab: key, row, column, text: range } of college.issues) {
      if (kind !== 'merged') continue;
      const { tab } = college.tabPlace(key);
      yield { at: { tab, row, column }, subject: [tab, range], facts: { tab, range } };
    }
  },
  message: ({ tab, range }) => `“${tab}”的 ${range} 是合并单元格；应当每格单独填写，现在只读得到左上角一格的内容。`,
  advice: ({ range }) => `请取消 ${range} 的合并，并在每一格里填写内容。`,
});
