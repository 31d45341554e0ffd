import { isGiven } from '../domain/cell.ts';
import type { Development } from '../domain/school.ts';
import { STAGES } from '../domain/stages.ts';
import { DevelopmentStep } from '../domain/vocabulary.ts';
import { cellWords, shortDay } from './common.ts';
import type { Text } from './kind.ts';

/** Which stage a paper belongs to: 0 = 申请, then 积极分子, 发展对象, 预备党员, 转正. */
type StageNumber = 0 | 1 | 2 | 3 | 4;

/** A paper that 细则 requires of somebody who joins the party, and where the register has it. */
export interface Material {
  readonly name: string;
  /** What 细则 requires. */
  readonly wanted: string;
  /** The first stage that requires it. */
  readonly stage: StageNumber;
  /** Rules that judge it; the first one's basis is its source. */
  readonly rules: readonly string[];
  /** The part of a finding's subject that names this paper, if a rule judges several. */
  readonly parts?: readonly string[];
  /** What the register has; `null`: nothing. */
  readonly has: (record: Development) => Text;
}

const MEETING = (on: Text, expected: Text, present: Text, inFavor: Text): Text =>
  on === null ? null : `${on}，应到 ${expected ?? '—'}、实到 ${present ?? '—'}、赞成 ${inFavor ?? '—'}`;

/** In the order in which they come. */
export const MATERIALS: readonly Material[] = [
  {
    name: '入党申请书',
    wanted: '年满十八周岁，本人书面申请',
    stage: 0,
    rules: ['DEV-01'],
    has: ({ appliedOn }) => shortDay(appliedOn),
  },
  {
    name: '派人谈话记录',
    wanted: '申请后一个月内派人谈话',
    stage: 1,
    rules: ['DEV-02', 'DEV-03', 'DEV-04'],
    parts: [DevelopmentStep.talkedOn],
    has: ({ talkedOn }) => shortDay(talkedOn),
  },
  {
    name: '推荐（推优）材料',
    wanted: '党员推荐或团组织推优',
    stage: 1,
    rules: ['EDU-01', 'EDU-02', 'EDU-03', 'EDU-05'],
    has: ({ recommendedBy, recommendedOn }) => joined([shortDay(recommendedOn), cellWords(recommendedBy)], ' '),
  },
  {
    name: '确定为入党积极分子',
    wanted: '支委会（支部大会）研究决定，报上级备案',
    stage: 1,
    rules: ['DEV-04', 'DEV-03'],
    parts: [DevelopmentStep.activistOn],
    has: ({ activistOn }) => shortDay(activistOn),
  },
  {
    name: '培养联系人',
    wanted: '一至两名正式党员',
    stage: 1,
    rules: ['DEV-06'],
    has: ({ mentors }) => joined(mentors.items),
  },
  {
    name: '培养教育考察',
    wanted: '党支部每半年考察一次',
    stage: 2,
    rules: ['DEV-19'],
    has: ({ reviewedOn }) => joined(reviewedOn.items.map((day) => shortDay(day))),
  },
  {
    name: '确定为发展对象',
    wanted: '培养考察一年以上，支委会讨论同意',
    stage: 2,
    rules: ['DEV-05', 'DEV-03', 'DEV-04'],
    parts: [DevelopmentStep.prospectOn],
    has: ({ prospectOn }) => shortDay(prospectOn),
  },
  {
    name: '发展对象公示',
    wanted: '公示不少于规定的工作日',
    stage: 3,
    rules: ['DEV-10'],
    has: ({ noticeFrom, noticeTo }) => joined([shortDay(noticeFrom), shortDay(noticeTo)], ' 至 '),
  },
  {
    name: '政治审查材料',
    wanted: '形成结论性材料',
    stage: 3,
    rules: ['DEV-09', 'DEV-03', 'DEV-04'],
    parts: [DevelopmentStep.politicalReviewOn],
    has: ({ politicalReviewOn }) => shortDay(politicalReviewOn),
  },
  {
    name: '集中培训',
    wanted: '不少于三天或二十四个学时',
    stage: 3,
    rules: ['DEV-08'],
    has: ({ trainingDays, trainingHours }) =>
      joined([
        isGiven(trainingDays) ? `${trainingDays} 天` : null,
        isGiven(trainingHours) ? `${trainingHours} 学时` : null,
      ]),
  },
  {
    name: '入党介绍人',
    wanted: '两名正式党员',
    stage: 3,
    rules: ['DEV-07'],
    has: ({ introducers }) => joined(introducers.items),
  },
  {
    name: '上级党委预审',
    wanted: '预审合格后发入党志愿书',
    stage: 3,
    rules: ['DEV-03', 'DEV-04'],
    parts: [DevelopmentStep.preliminaryReviewOn],
    has: ({ preliminaryReviewOn }) => shortDay(preliminaryReviewOn),
  },
  {
    name: '接收预备党员的支部大会',
    wanted: '到会、赞成都超过应到的半数',
    stage: 3,
    rules: ['DEV-12', 'DEV-11', 'DEV-20', 'DEV-03'],
    parts: ['接收', DevelopmentStep.admittedOn],
    has: (one) =>
      MEETING(
        shortDay(one.admittedOn),
        cellWords(one.admissionExpected),
        cellWords(one.admissionPresent),
        cellWords(one.admissionInFavor),
      ),
  },
  {
    name: '接收的上级审批',
    wanted: '三个月内审批',
    stage: 4,
    rules: ['DEV-13', 'DEV-03'],
    parts: ['接收审批', DevelopmentStep.admissionApprovedOn],
    has: ({ admissionApprovedOn }) => shortDay(admissionApprovedOn),
  },
  {
    name: '入党宣誓',
    wanted: '批准后及时举行',
    stage: 4,
    rules: ['DEV-17', 'DEV-03'],
    parts: [DevelopmentStep.oathOn],
    has: ({ oathOn }) => shortDay(oathOn),
  },
  {
    name: '转正的支部大会',
    wanted: '预备期满一年；到会、赞成都超过应到的半数',
    stage: 4,
    rules: ['DEV-14', 'DEV-15', 'DEV-16', 'DEV-12', 'DEV-03'],
    parts: ['转正', DevelopmentStep.confirmedOn],
    has: (one) =>
      MEETING(
        shortDay(one.confirmedOn),
        cellWords(one.confirmationExpected),
        cellWords(one.confirmationPresent),
        cellWords(one.confirmationInFavor),
      ),
  },
  {
    name: '转正的上级审批',
    wanted: '三个月内审批',
    stage: 4,
    rules: ['DEV-13', 'DEV-03'],
    parts: ['转正审批', DevelopmentStep.confirmationApprovedOn],
    has: ({ confirmationApprovedOn }) => shortDay(confirmationApprovedOn),
  },
];

/** The number of the last stage that has a date in the register. */
export function stageNumber(record: Development): StageNumber {
  const given = STAGES.findLastIndex(({ step }) => isGiven(record[step])) + 1;
  return given as StageNumber;
}

function joined(parts: readonly Text[], by = '、'): Text {
  const given = parts.filter((part) => part !== null);
  return given.length === 0 ? null : given.join(by);
}
