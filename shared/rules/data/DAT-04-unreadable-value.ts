import { Severity } from '../../domain/vocabulary.ts';
import { cellIssueRule } from '../frame/cell-issue.ts';
import { type ProblemKind, problemAdvice, problemWords } from '../words/read-problems.ts';

/** A cell holds what its column is for: a date, a number, a year of entry, an academic year. Unreadable is not blank. */
export default cellIssueRule({
  id: 'DAT-04',
  title: '内容无法识别',
  severity: Severity.error,
  kind: 'unreadable',
  facts: ({ problem, meant }): { problem: ProblemKind; meant: string | null } => ({
    problem: problem ?? 'notText',
    meant: meant ?? null,
  }),
  message: ({ row, heading, value, problem }) => `${row}的${heading}“${value}”${problemWords(problem, value)}。`,
  advice: ({ heading, problem, meant }) => problemAdvice(heading, problem, meant),
});
