import type { College, School } from '../../domain/assembled.ts';
import { isGiven } from '../../domain/cell.ts';
import { isDecisionOf } from '../../domain/decisions.ts';
import type { Decision } from '../../domain/school.ts';
import { ActivityType } from '../../domain/vocabulary.ts';
import { decisionWords } from '../words/decision-words.ts';
import type { Vote } from './vote.ts';

/** An assembly that votes on decisions, with the columns that hold its day and its numbers. */
interface Assembly {
  readonly meeting: string;
  readonly heldOn: 'leagueAssemblyOn' | 'partyAssemblyOn';
  readonly fields: {
    readonly expected: 'leagueExpected' | 'partyExpected';
    readonly present: 'leaguePresent' | 'partyPresent';
    readonly inFavor: 'leagueInFavor' | 'partyInFavor';
  };
  readonly headings: Vote['headings'];
}

/** 团员大会 */
export const LEAGUE_ASSEMBLY: Assembly = {
  meeting: ActivityType.leagueAssembly,
  heldOn: 'leagueAssemblyOn',
  fields: { expected: 'leagueExpected', present: 'leaguePresent', inFavor: 'leagueInFavor' },
  headings: { expected: '团员应到', present: '团员实到', inFavor: '团员赞成' },
};

/** 党员大会 */
export const PARTY_ASSEMBLY: Assembly = {
  meeting: ActivityType.partyAssembly,
  heldOn: 'partyAssemblyOn',
  fields: { expected: 'partyExpected', present: 'partyPresent', inFavor: 'partyInFavor' },
  headings: { expected: '党员应到', present: '党员实到', inFavor: '党员赞成' },
};

/** The votes of an assembly on those decisions of the audited year that a rule concerns. */
export function* decisionVotes(
  { decisions, college, school }: { decisions: readonly Decision[]; college: College; school: School },
  { meeting, heldOn, fields, headings }: Assembly,
  concerns: (decision: Decision) => boolean,
): Iterable<Vote> {
  for (const decision of decisions) {
    if (!concerns(decision) || !isDecisionOf(decision, school.year)) continue;
    yield {
      words: decisionWords(decision, school),
      meeting,
      subject: college.keyOf('decisions', decision),
      numbers: {
        expected: decision[fields.expected],
        present: decision[fields.present],
        inFavor: decision[fields.inFavor],
      },
      headings,
      at: (number) => college.place('decisions', decision, fields[number]),
      asksNumbers: isGiven(decision[heldOn]),
    };
  }
}
