import { Severity } from '../../domain/vocabulary.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** A key occurs once in its tab. A key with a blank or unreadable part is not compared. */
export default defineRule({
  id: 'DAT-06',
  title: '编号或关键内容重复',
  severity: Severity.error,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college }) {
    for (const { tab: tabKey, row, columns, firstRow, ordinal } of college.repeatedKeys) {
      const { tab } = college.tabPlace(tabKey);
      const key = college.keyOf(tabKey, row as never);
      yield {
        at: college.place(tabKey, row as never, columns[0]?.[0] as never),
        subject: [tab, ...key, String(ordinal)],
        facts: { tab, headings: columns.map(([, heading]) => heading), key, firstRow },
      };
    }
  },
  message: ({ tab, headings, key, firstRow }) =>
    `“${tab}”的${headings.join('、')}“${key.join('，')}”已在第 ${firstRow} 行用过；应当只出现一次。`,
  advice: ({ headings, firstRow }) =>
    `请与第 ${firstRow} 行核对：重复登记的删去一行，填错的改正${headings.join('、')}。`,
});
