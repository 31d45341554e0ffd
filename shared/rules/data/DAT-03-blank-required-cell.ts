import { Severity } from '../../domain/vocabulary.ts';
import { cellIssueRule } from '../frame/cell-issue.ts';

/** Required cells are filled in, including 培养层次 and 年级 of a 班级, and 涉及学号 of every decision except 班团事务. */
export default cellIssueRule({
  id: 'DAT-03',
  title: '必填项没有填',
  severity: Severity.error,
  kind: 'blank',
  facts: () => ({}),
  message: ({ row, heading }) => `${row}的${heading}没有填；这一项是必填的。`,
  advice: ({ heading }) => `请填写${heading}。`,
});
