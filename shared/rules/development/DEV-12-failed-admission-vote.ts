import { isGiven } from '../../domain/cell.ts';
import { applicantsOf } from '../families/applicants.ts';
import { MORE_THAN_HALF, vote } from '../families/vote.ts';
import { admission } from '../frame/regulations.ts';

const MEETINGS = [
  {
    which: '接收',
    date: 'admittedOn',
    fields: { expected: 'admissionExpected', present: 'admissionPresent', inFavor: 'admissionInFavor' },
    headings: { expected: '接收应到', present: '接收实到', inFavor: '接收赞成' },
  },
  {
    which: '转正',
    date: 'confirmedOn',
    fields: { expected: 'confirmationExpected', present: 'confirmationPresent', inFavor: 'confirmationInFavor' },
    headings: { expected: '转正应到', present: '转正实到', inFavor: '转正赞成' },
  },
] as const;

/**
 * “实际到会有表决权的党员人数必须超过应到会有表决权的党员人数的半数”, and so must those in favor (细则 2026 §19, §20 and, for
 * 转正, §32; 2014 §20, §21, §33): both are measured against 应到. Blank numbers are not judged. Event: the assembly.
 */
export default vote({
  id: 'DEV-12',
  title: '接收或转正表决未过半数',
  basis: [admission({ 2014: ['20', '21', '33'], 2026: ['19', '20', '32'] })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  quorum: () => MORE_THAN_HALF,
  majority: MORE_THAN_HALF,
  *votes({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      for (const { which, date, fields, headings } of MEETINGS) {
        const on = record[date];
        if (!isGiven(on)) continue;
        yield {
          words: person,
          meeting: `${which}大会`,
          subject: [id, which],
          numbers: {
            expected: record[fields.expected],
            present: record[fields.present],
            inFavor: record[fields.inFavor],
          },
          headings,
          at: (number) => college.place('developments', record, fields[number]),
          asksNumbers: false,
          on,
        };
      }
    }
  },
});
