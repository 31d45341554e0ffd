import { Severity } from '../../domain/vocabulary.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * No column is lost under another name: an unknown heading resembles a column that the tab lacks. The column under it
 * is not read, and meanwhile nobody is faulted for what is missing there.
 */
export default defineRule({
  id: 'DAT-18',
  title: '有一栏没有读到',
  severity: Severity.hint,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  ofHeadings: true,
  *check({ college }) {
    for (const { key, headingRow, unread } of Object.values(college.tabs)) {
      const { tab } = college.tabPlace(key);
      for (const { text, column, near } of unread) {
        if (near === null) continue;
        yield {
          at: { tab, row: headingRow, column },
          subject: [tab, text],
          facts: { tab, heading: text, meant: near.heading },
        };
      }
    }
  },
  message: ({ tab, heading, meant }) =>
    `“${tab}”的“${heading}”一栏没有读：没有叫这个名称的栏目；表里又缺少“${meant}”一栏，可能指的就是它。`,
  advice: ({ heading, meant }) =>
    `请把表头“${heading}”改成“${meant}”；如果是另外的内容，请补上“${meant}”一栏，原来这一栏可以留着。`,
});
