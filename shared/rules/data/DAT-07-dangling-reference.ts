import { Severity } from '../../domain/vocabulary.ts';
import { danglingIds } from '../families/dangling-ids.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { danglingAdvice, danglingMessage } from '../words/dangling-words.ts';
import { rowWords } from '../words/row-words.ts';
import { rowsWords } from '../words/rows-words.ts';

/**
 * An id refers to a person in any 花名册, or to an organization of the right kind in any 组织 of the school, even a 撤销
 * one. Nothing is called dangling while a college's list is unknown. One cause gives one finding: it covers all rows
 * that name the id under a heading (trust.md §2).
 */
export default defineRule({
  id: 'DAT-07',
  title: '编号查无此人或此组织',
  severity: Severity.error,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college, school }) {
    for (const { issue, rows, ...facts } of danglingIds(college, school)) {
      const { tab } = college.tabPlace(issue.tab);
      yield {
        at: { tab, row: issue.row, column: issue.column },
        subject: [tab, issue.heading, issue.text],
        rows,
        facts: {
          where: rows.length > 1 ? rowsWords(tab, rows) : rowWords(college, school, issue),
          heading: issue.heading,
          value: issue.text,
          rows,
          isTeacherPossible: issue.field === 'holderId' || issue.field === 'authorId',
          ...facts,
        },
      };
    }
  },
  message: danglingMessage,
  advice: danglingAdvice,
});
