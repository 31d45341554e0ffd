import { Severity } from '../../domain/vocabulary.ts';
import { cellIssueRule } from '../frame/cell-issue.ts';

/** A date includes its day; a month alone is read as its first day. Not required for 出生日期 and 入团日期. */
export default cellIssueRule({
  id: 'DAT-09',
  title: '日期只写到月',
  severity: Severity.warning,
  kind: 'monthOnly',
  facts: () => ({}),
  message: ({ row, heading, value }) => `${row}的${heading}“${value}”只写到月；应当写到日，现在按当月 1 日计算。`,
  advice: ({ heading }) => `请把${heading}写全，例如 2025-09-01。`,
});
