import { isGiven } from '../../domain/cell.ts';
import { atLeast } from '../../domain/majority.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { namedTally } from '../words/tally-words.ts';

/** “述责测评” (四(5)): at least 测评最低到会 of those entitled take part. Rows of every year are judged. */
export default defineRule({
  id: 'EVA-12',
  title: '述责测评到会人数不足',
  severity: Severity.warning,
  basis: [guideline('四(5)', 1)],
  needs: ['tallies.academicYear', 'tallies.studentId', 'tallies.scope'],
  reads: ['tallyQuorum'],
  touches: 'branchOrClass',
  *check({ tallies, college, school }, { tallyQuorum }) {
    const { numerator, denominator } = tallyQuorum;
    for (const row of tallies) {
      const { present, expected } = row;
      const named = namedTally(row, school);
      if (!named || !isGiven(present) || !isGiven(expected) || atLeast(present, expected, tallyQuorum)) continue;
      yield {
        at: college.place('tallies', row, 'present'),
        subject: named.subject,
        facts: { tally: named.words, present, expected, quorum: `${numerator}/${denominator}` },
      };
    }
  },
  message: ({ tally, present, expected, quorum }) =>
    `${tally}应到 ${expected} 人，实到 ${present} 人；实到人数应当不少于应到人数的 ${quorum}。`,
  advice: () => '请核对应到人数和实到人数，填错的改正；到会确实不足的，请重新组织测评。',
});
