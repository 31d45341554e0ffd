import { Severity } from '../../domain/vocabulary.ts';
import { cellIssueRule } from '../frame/cell-issue.ts';
import { type ProblemKind, problemWords, writtenAs } from '../words/read-problems.ts';

/** A cell holds what its column is for: a date, a number, a year of entry, an academic year. Unreadable is not blank. */
export default cellIssueRule({
  id: 'DAT-04',
  title: '内容无法识别',
  severity: Severity.error,
  kind: 'unreadable',
  facts: ({ problem }): { problem: ProblemKind } => ({ problem: problem ?? 'notText' }),
  message: ({ row, heading, value, problem }) => `${row}的${heading}“${value}”${problemWords(problem, value)}。`,
  advice: ({ heading, problem }) => `请把${heading}改成${writtenAs(problem)}。`,
});
