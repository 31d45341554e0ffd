import type { Ports, PublishOutcome } from '../ports.ts';
import { rank } from '../ranking/rank.ts';
import { type Assessment, judgeStored, type RuleSet } from './assess-school.ts';
import type { Night } from './plan-night.ts';
import { type CollegeOutcome, type RenderInput, renderCollege, renderSchool } from './render.ts';
import type { StoredSchool } from './reopen.ts';

/** When and how the pictures are dated. */
export interface Dating {
  readonly checkedAt: string;
  readonly nextRun: string;
  readonly showsRanking: boolean;
}

/**
 * Step 4 in the cloud: draws one workbook from the store alone and writes it. Publishing is a function of what was
 * settled, so a death between settling and publishing heals with the next run.
 * @param college 学院编号, or `null` for the school workbook
 */
export async function publishStored(
  ports: Ports,
  night: Night,
  ruleSet: RuleSet,
  stored: StoredSchool,
  college: string | null,
  dating: Dating,
): Promise<PublishOutcome | null> {
  const assessment = await assessmentFromStore(ports, night, ruleSet, stored);
  const render: RenderInput = { night, ruleSet, school: stored.school, assessment, ...dating };
  if (college === null) {
    const outcomes = stored.readings.map(
      (reading): CollegeOutcome => ({
        reading,
        status: reading.error === null ? 'done' : 'failed',
        error: reading.error,
        writes: 0,
      }),
    );
    return ports.workbooks.publish(night.schoolWorkbook, renderSchool(render, outcomes));
  }
  const own = assessment.judgement.school.colleges.find(({ id }) => id === college);
  const reading = stored.readings.find(({ registration }) => registration.id === college);
  if (!own || !reading || assessment.incomplete) return null;
  return ports.workbooks.publish(reading.registration.workbook, renderCollege(render, own));
}

async function assessmentFromStore(
  ports: Ports,
  night: Night,
  ruleSet: RuleSet,
  stored: StoredSchool,
): Promise<Assessment> {
  const { judgement, balances, books } = await judgeStored(ports, night, ruleSet, stored.school, stored.readings);
  const standings = rank(
    balances.filter(({ pool }) => pool !== ''),
    stored.school.settings.parameters,
  );
  return {
    judgement,
    standings,
    standingsBefore: standings,
    books,
    booksBefore: books,
    awards: 0,
    reversals: 0,
    incomplete: judgement.defects.length > 0,
    sealed: false,
  };
}
