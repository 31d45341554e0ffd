import { formatDay } from '../../domain/calendar.ts';
import { lostRowsSubject } from '../../domain/hold-back.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * No required tab loses many of its rows at once. Such a reading is not accepted, so nobody loses points by it, until
 * the rows are back or the office waives this finding.
 */
export default defineRule({
  id: 'DAT-17',
  title: '行数大幅减少',
  severity: Severity.error,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college: { heldBack } }) {
    if (!heldBack) return;
    for (const loss of heldBack.losses) {
      if (loss.kind !== 'rows') continue;
      const { tab, before, after } = loss;
      yield {
        at: { tab, row: null, column: null },
        subject: lostRowsSubject(loss),
        facts: { tab, before, after, readOn: formatDay(heldBack.readOn) },
      };
    }
  },
  message: ({ tab, before, after, readOn }) =>
    `“${tab}”由 ${before} 行变为 ${after} 行，一次少了 ${before - after} 行；这样的内容没有采用，仍按 ${readOn} 读到的内容检查和计分。`,
  advice: () => '误删的请恢复；确实应当减少的，请学校在校级总表的“豁免”里填写这个问题编号，下次检查就会采用。',
});
