import { Severity } from '../../domain/vocabulary.ts';
import { cellIssueRule } from '../frame/cell-issue.ts';

/**
 * A value is one of its column's words. This includes posts: party organizations use the first list of workbooks.md,
 * League organizations and classes the second.
 */
export default cellIssueRule({
  id: 'DAT-05',
  title: '不在可选项中',
  severity: Severity.error,
  kind: 'choice',
  facts: ({ nearest, allowed, meant }) => ({
    nearest: nearest ?? null,
    allowed: allowed ?? [],
    isMeant: meant !== undefined,
  }),
  message: ({ row, heading, value, nearest, allowed, isMeant }) =>
    `${row}的${heading}“${value}”不在可选项中；应当是${isMeant ? `“${nearest}”` : `：${allowed.join('、')}`}。`,
  advice({ heading, value, nearest, allowed, isMeant }) {
    if (nearest === null) return `请从可选项中选一项填入${heading}：${allowed.join('、')}。`;
    return isMeant
      ? `请把${heading}“${value}”改成“${nearest}”。`
      : `请把${heading}改成“${nearest}”（最接近的一项），或改成其他可选项：${allowed.join('、')}。`;
  },
});
