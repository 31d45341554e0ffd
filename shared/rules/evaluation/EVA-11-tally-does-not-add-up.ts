import { isGiven } from '../../domain/cell.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { namedTally } from '../words/tally-words.ts';

/** “述责测评” (四(5)): every vote is one of the four grades, so they add up to those present. All years are judged. */
export default defineRule({
  id: 'EVA-11',
  title: '测评票数与实到人数不符',
  severity: Severity.error,
  basis: [guideline('四(5)', 1)],
  needs: ['tallies.academicYear', 'tallies.studentId', 'tallies.scope'],
  reads: [],
  touches: 'branchOrClass',
  *check({ tallies, college, school }) {
    for (const row of tallies) {
      const { excellent, good, fair, poor, present } = row;
      const named = namedTally(row, school);
      if (!named || !isGiven(present)) continue;
      if (!isGiven(excellent) || !isGiven(good) || !isGiven(fair) || !isGiven(poor)) continue;
      const votes = excellent + good + fair + poor;
      if (votes === present) continue;
      yield {
        at: college.place('tallies', row, 'excellent'),
        subject: named.subject,
        facts: { tally: named.words, excellent, good, fair, poor, votes, present },
      };
    }
  },
  message: ({ tally, excellent, good, fair, poor, votes, present }) =>
    `${tally}：优秀 ${excellent} 票、合格 ${good} 票、基本合格 ${fair} 票、不合格 ${poor} 票，共 ${votes} 票，实到人数为 ${present}；票数之和应当等于实到人数。`,
  advice: () => '请按计票记录核对四档票数和实到人数，改正填错的一处。',
});
