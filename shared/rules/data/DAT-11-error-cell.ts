import { Severity } from '../../domain/vocabulary.ts';
import { cellIssueRule } from '../frame/cell-issue.ts';

/** No cell shows an error of its formula: `#REF!`, `#N/A`. It is read as blank, and nothing is concluded from that. */
export default cellIssueRule({
  id: 'DAT-11',
  title: '单元格显示错误值',
  severity: Severity.error,
  kind: 'errorCell',
  facts: () => ({}),
  message: ({ row, heading, value }) => `${row}的${heading}显示“${value}”，是公式出错；应当是${heading}的内容。`,
  advice: ({ heading }) => `请改正公式，或直接填写${heading}。`,
});
