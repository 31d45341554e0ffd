import { RankingRelease, YearStage } from '../../domain/vocabulary.ts';
import type { Ports, PublishOutcome } from '../../ports.ts';
import { rank, type Standing } from '../../ranking/rank.ts';
import {
  COLLEGE_OUTPUT_TABS,
  type CollegeTabFacts,
  drawTabs,
  SCHOOL_OUTPUT_TABS,
  type SchoolTabFacts,
} from '../../report/output-tabs.ts';
import type { NoticeFacts, YearEndInput } from '../../report/year-end-tabs.ts';
import type { TabImage } from '../../sheet/image.ts';
import { noteAsLeft } from '../as-left.ts';
import { type AssessedNight, assessNight } from '../assess-night.ts';
import type { NightInput } from '../night.ts';
import { type Publisher, publishAll } from '../nightly.ts';
import { isHeldBack } from '../read-school.ts';
import { untilCurrent } from '../reading-order.ts';
import { settingLines } from '../setting-lines.ts';
import { headsOf } from './heads.ts';
import { type ClosingOptions, finishSeal, type OpenSeal, type Sealed, sealedOnOf } from './record.ts';

const STAGES = { sealed: YearStage.sealed, final: YearStage.final } as const;

/** Completes an existing seal: writes 年度考核 and 公示 from the sealed ledger. */
export async function republish(
  ports: Ports,
  input: NightInput,
  seal: OpenSeal,
  options: ClosingOptions,
): Promise<Sealed> {
  const assessed = await untilCurrent(() => assessNight(ports, input));
  const balances = assessed.assessment.standings.map(({ balance }) => balance);
  return publishSeal(ports, input, { seal, assessed, standings: rank(balances, seal.parameters) }, options);
}

export interface Closed {
  readonly seal: OpenSeal;
  readonly assessed: AssessedNight;
  readonly standings: readonly Standing[];
}

/**
 * Writes 年度考核 and 公示 to all workbooks. Nothing else in them is written: the other tabs may already show the next
 * academic year.
 */
export async function publishSeal(
  ports: Ports,
  input: NightInput,
  { seal, assessed, standings }: Closed,
  options: ClosingOptions,
): Promise<Sealed> {
  const tabs = closingTabs(input, { seal, assessed, standings });
  const publish = async (workbook: string, own: readonly TabImage[]): Promise<PublishOutcome> => {
    const outcome = await ports.workbooks.publish(workbook, { tabs: own, notes: 'asTheyStand' });
    // The closed year was judged, not the one in which people are now typing.
    if (outcome.status === 'written') await noteAsLeft(ports.store.runs, workbook, outcome, null);
    return outcome;
  };
  const publisher: Publisher = {
    college: async ({ registration: { id, workbook }, version, heldBack }) =>
      version === null && heldBack === null ? null : await publish(workbook, tabs.college(id)),
    school: () => publish(input.night.schoolWorkbook, tabs.school()),
  };
  // A held-back workbook shows the sealed result like any other.
  const readings = assessed.readings.map((one) => (isHeldBack(one) ? { ...one, error: null } : one));
  const night = await publishAll(input, { readings }, publisher);
  await finishSeal(ports, seal, night, options);
  const { record, manifest, openUntil } = seal;
  const settings = settingLines(assessed.assessment.judgement.settingIssues);
  return { record, manifest, night, settings, lateAppeals: [], unknownAppeals: [], openUntil };
}

/** 年度考核 and 公示; if rankings are withheld until the end of the year (仅学年末), they are included. */
function closingTabs({ night: { year } }: NightInput, { seal, assessed, standings }: Closed) {
  const { school } = assessed.assessment.judgement;
  const { content, hash } = seal.manifest;
  const collegeNames = new Map(school.colleges.map(({ id, name }) => [id, name]));
  const heads = headsOf(school, standings);
  const { noticeContact, noticeContactWay, noticeSigner } = assessed.assessment.judgement.parameters;
  const notice: NoticeFacts = {
    from: sealedOnOf(seal.record),
    to: seal.openUntil,
    contact: noticeContact,
    contactWay: noticeContactWay,
    signedBy: noticeSigner,
  };
  const input: YearEndInput = { year, stage: STAGES[content.kind], hash, standings, collegeNames, heads, notice };
  const ranks = seal.parameters.rankingRelease === RankingRelease.yearEnd;
  return {
    college: (id: string): readonly TabImage[] =>
      drawTabs<CollegeTabFacts>(COLLEGE_OUTPUT_TABS, {
        yearEnd: { result: input, college: id },
        ...(ranks && { ranking: { standings, college: id } }),
      }),
    school: (): readonly TabImage[] =>
      drawTabs<SchoolTabFacts>(SCHOOL_OUTPUT_TABS, {
        yearEnd: { result: input },
        ...(ranks && { ranking: { standings, names: collegeNames } }),
      }),
  };
}
