import { addMonths, type CalendarDay, dayOf, firstDayOf } from '../../../shared/domain/calendar.ts';
import type { FieldOf } from '../../../shared/domain/school.ts';
import { PoliticalStatus } from '../../../shared/domain/vocabulary.ts';
import { fullMembersOf } from '../branches.ts';
import type { RowDraft } from '../draft.ts';
import { everybodyIn } from '../model.ts';
import { recordOf } from './education.ts';
import { at, type Mistake, type Site } from './site.ts';

/** DEV: the development of Party members. */

type Row = RowDraft<'developments'>;
type DateField = FieldOf<'developments'>;

/** From this day on the edition of 2026 holds. */
const EDITION_2026 = dayOf(2026, 5, 11);

const day = (row: Row, field: DateField): CalendarDay | null => {
  const value = row[field];
  return typeof value === 'number' ? value : null;
};
const isGiven = (row: Row, ...fields: DateField[]): boolean => fields.every((field) => day(row, field) !== null);
const from2026 = (row: Row, field: DateField): boolean => (day(row, field) ?? 0) >= EDITION_2026;

/** A fault in one record: which one fits, what is done to it, and the cell that must be named. */
function recordFault(
  rule: string,
  note: string,
  field: DateField,
  fits: (row: Row, site: Site) => boolean,
  spoil: (row: Row, asOf: CalendarDay) => void,
): Mistake {
  return {
    rule,
    note,
    plant: (site) => {
      const row = recordOf(site, (one) => one.endedOn === null && fits(one, site));
      if (!row) return null;
      spoil(row, site.frame.asOf);
      return at('developments', row, field);
    },
  };
}

/** What the edition of 2026 alone asks for can be broken in its first weeks by few people only. */
function rare(fault: Mistake): Mistake {
  return { ...fault, rare: true };
}

/** A meeting in which not more than half were in favour. */
function failVote(row: Row): void {
  row.admissionInFavor = Math.floor(Number(row.admissionExpected) / 2);
}

export const DEVELOPMENT_FAULTS: readonly Mistake[] = [
  {
    rule: 'DEV-01',
    note: '申请入党时不满 18 周岁',
    plant: (site) => {
      const row = recordOf(site, (one) => isGiven(one, 'appliedOn', 'activistOn'));
      const [student] = row ? site.rowsOf('students', 'id', row.studentId) : [];
      if (!row || !student) return null;
      student.bornOn = addMonths(Number(row.appliedOn), -18 * 12) + 40;
      return at('developments', row, 'appliedOn');
    },
  },
  recordFault(
    'DEV-02',
    '递交申请一个月后才派人谈话',
    'talkedOn',
    (row) => isGiven(row, 'appliedOn', 'activistOn') && Number(row.activistOn) > Number(row.appliedOn) + 60,
    (row) => {
      row.talkedOn = Number(row.appliedOn) + 45;
    },
  ),
  recordFault(
    'DEV-03',
    '政审晚于预审',
    'preliminaryReviewOn',
    (row) => isGiven(row, 'politicalReviewOn', 'preliminaryReviewOn', 'admittedOn'),
    (row) => {
      row.politicalReviewOn = Number(row.preliminaryReviewOn) + 2;
    },
  ),
  recordFault(
    'DEV-04',
    '已接收为预备党员，却没有确定发展对象日期',
    'prospectOn',
    (row) => isGiven(row, 'prospectOn', 'admittedOn'),
    (row) => {
      row.prospectOn = null;
    },
  ),
  recordFault(
    'DEV-05',
    '积极分子培养不满一年就确定为发展对象',
    'prospectOn',
    (row, { frame }) =>
      isGiven(row, 'activistOn', 'prospectOn') &&
      Number(row.prospectOn) < firstDayOf(frame.year) &&
      Number(row.prospectOn) < addMonths(Number(row.activistOn), 14),
    (row) => {
      row.activistOn = addMonths(Number(row.prospectOn), -10);
    },
  ),
  recordFault(
    'DEV-06',
    '没有填培养联系人',
    'mentors',
    (row) => isGiven(row, 'activistOn'),
    (row) => {
      row.mentors = [];
    },
  ),
  recordFault(
    'DEV-07',
    '入党介绍人只有一名',
    'introducers',
    (row) => isGiven(row, 'admittedOn'),
    (row) => {
      row.introducers = (row.introducers as string[]).slice(0, 1);
    },
  ),
  recordFault(
    'DEV-08',
    '集中培训不足 3 天，也不足 24 学时',
    'trainingDays',
    (row) => isGiven(row, 'admittedOn'),
    (row) => {
      row.trainingDays = 2;
      row.trainingHours = 16;
    },
  ),
  recordFault(
    'DEV-09',
    '没有政审日期',
    'politicalReviewOn',
    (row) => isGiven(row, 'politicalReviewOn', 'admittedOn'),
    (row) => {
      row.politicalReviewOn = null;
    },
  ),
  rare(
    recordFault(
      'DEV-10',
      '发展对象公示只有三天',
      'noticeTo',
      (row) => from2026(row, 'prospectOn') && isGiven(row, 'noticeFrom'),
      (row) => {
        row.noticeTo = Number(row.noticeFrom) + 2;
      },
    ),
  ),
  rare(
    recordFault(
      'DEV-11',
      '预审通过一个多月后才开接收大会',
      'admittedOn',
      (row, { frame }) =>
        from2026(row, 'preliminaryReviewOn') &&
        isGiven(row, 'admittedOn') &&
        Number(row.preliminaryReviewOn) + 40 <= frame.asOf,
      (row, asOf) => {
        const admittedOn = Number(row.preliminaryReviewOn) + 38;
        const [approvedOn, oathOn] = [admittedOn + 30, admittedOn + 45].map((on) => (on <= asOf ? on : null));
        Object.assign(row, { admittedOn, admissionApprovedOn: approvedOn, oathOn });
      },
    ),
  ),
  recordFault(
    'DEV-12',
    '接收大会赞成人数没有超过应到的一半',
    'admissionInFavor',
    (row) => isGiven(row, 'admittedOn'),
    failVote,
  ),
  recordFault(
    'DEV-13',
    '接收三个多月后才审批',
    'admissionApprovedOn',
    (row) => isGiven(row, 'admittedOn', 'oathOn') && addMonths(Number(row.admittedOn), 5) < EDITION_2026,
    (row) => {
      row.admissionApprovedOn = addMonths(Number(row.admittedOn), 3) + 20;
      row.oathOn = Number(row.admissionApprovedOn) + 6;
    },
  ),
  recordFault(
    'DEV-14',
    '预备期不满一年就转正',
    'confirmedOn',
    (row) => isGiven(row, 'confirmedOn') && row.probationExtendedTo === null,
    (row) => {
      row.confirmedOn = addMonths(Number(row.admittedOn), 11);
      row.confirmationApprovedOn = Number(row.confirmedOn) + 30;
    },
  ),
  recordFault(
    'DEV-15',
    '预备期只延长了两个月',
    'probationExtendedTo',
    (row) => isGiven(row, 'confirmedOn') && row.probationExtendedTo === null,
    (row) => {
      row.probationExtendedTo = addMonths(Number(row.admittedOn), 14);
    },
  ),
  {
    rule: 'DEV-16',
    rare: true,
    note: '预备期满一个多月没有讨论转正',
    plant: overdueConfirmation,
  },
  rare(
    recordFault(
      'DEV-17',
      '审批后一个多月没有宣誓',
      'oathOn',
      (row, { frame }) =>
        from2026(row, 'admissionApprovedOn') && addMonths(Number(row.admissionApprovedOn), 1) < frame.asOf,
      (row) => {
        row.oathOn = null;
      },
    ),
  ),
  {
    rule: 'DEV-18',
    note: '花名册的政治面貌与发展台账不一致',
    plant: (site) => {
      const person = site.person(({ political, record }) => political === PoliticalStatus.activist && record !== null);
      const [row] = person ? site.rowsOf('students', 'id', person.id) : [];
      if (!row) return null;
      row.politicalStatus = PoliticalStatus.leagueMember;
      return at('students', row, 'politicalStatus');
    },
  },
];

/** From seven on a branch owes more; nobody's fault may take that away unseen. */
const COMMITTEE_SIZE = 7;

/** Takes a confirmation back: of somebody without office, in a branch that has members enough. */
function overdueConfirmation(site: Site) {
  const { college, frame, drafts } = site;
  const holds = (id: string): boolean => drafts.tenures.some(({ holderId }) => holderId === id);
  const person = site.take(
    everybodyIn(college),
    ({ id }) => id,
    ({ id, record, branch, schoolClass }) =>
      record?.confirmedOn != null &&
      record.probationExtendedTo === null &&
      addMonths(record.confirmedOn, 2) < frame.asOf &&
      !holds(id) &&
      branch === schoolClass.branch &&
      fullMembersOf(branch).length > 3 &&
      fullMembersOf(branch).length !== COMMITTEE_SIZE &&
      site.isFree(branch.id),
  );
  const record = person && drafts.developments.find(({ studentId }) => studentId === person.id);
  const [student] = person ? site.rowsOf('students', 'id', person.id) : [];
  if (!record || !student) return null;
  for (const field of [
    'confirmedOn',
    'confirmationExpected',
    'confirmationPresent',
    'confirmationInFavor',
    'confirmationApprovedOn',
  ] as const)
    record[field] = null;
  student.politicalStatus = PoliticalStatus.probationaryMember;
  return at('developments', record, 'confirmedOn');
}
