import type { AcademicYear, CalendarDay } from './calendar.ts';
import type { Cell, List } from './cell.ts';
import type {
  ActivityType,
  AppraisalGrade,
  AppraisalKind,
  Audience,
  Base,
  CombinedWith,
  HolderKind,
  HonorLevel,
  MatterKind,
  OrgKind,
  OrgStatus,
  PledgeRole,
  PoliticalStatus,
  Post,
  RecommendedBy,
  Setup,
  Sex,
  StudentStatus,
  StudyLevel,
} from './vocabulary.ts';

/**
 * Rows of the college workbooks as the core sees them: one object a row, one field a column (workbooks.md §2).
 * `row` is the row number as the sheet shows it (1 = first), `college` the college's place in 学院登记 order.
 */
export interface Row {
  readonly row: number;
  readonly college: number;
}

/** 组织. */
export interface Organization extends Row {
  readonly id: Cell<string>;
  readonly name: Cell<string>;
  readonly kind: Cell<OrgKind>;
  readonly setup: Cell<Setup>;
  readonly studyLevel: Cell<StudyLevel>;
  readonly entryYear: Cell<number>;
  readonly coveredClassIds: List<string>;
  readonly guideBranchId: Cell<string>;
  readonly base: Cell<Base>;
  readonly foundedOn: Cell<CalendarDay>;
  readonly termEndsOn: Cell<CalendarDay>;
  readonly status: Cell<OrgStatus>;
}

/** 花名册. */
export interface Student extends Row {
  readonly id: Cell<string>;
  readonly name: Cell<string>;
  readonly sex: Cell<Sex>;
  readonly studyLevel: Cell<StudyLevel>;
  readonly entryYear: Cell<number>;
  readonly classId: Cell<string>;
  readonly politicalStatus: Cell<PoliticalStatus>;
  readonly branchId: Cell<string>;
  readonly bornOn: Cell<CalendarDay>;
  readonly joinedLeagueOn: Cell<CalendarDay>;
  readonly status: Cell<StudentStatus>;
  readonly leftOn: Cell<CalendarDay>;
}

/** 任职. One cell may mean two posts: `班长（兼团支部副书记）`. */
export interface Tenure extends Row {
  readonly orgId: Cell<string>;
  readonly posts: List<Post>;
  readonly holderId: Cell<string>;
  readonly name: Cell<string>;
  readonly holderKind: Cell<HolderKind>;
  readonly from: Cell<CalendarDay>;
  readonly to: Cell<CalendarDay>;
}

/** 发展台账. */
export interface Development extends Row {
  readonly studentId: Cell<string>;
  readonly name: Cell<string>;
  readonly appliedOn: Cell<CalendarDay>;
  readonly talkedOn: Cell<CalendarDay>;
  readonly recommendedBy: Cell<RecommendedBy>;
  readonly recommendedOn: Cell<CalendarDay>;
  readonly activistOn: Cell<CalendarDay>;
  readonly mentors: List<string>;
  readonly prospectOn: Cell<CalendarDay>;
  readonly noticeFrom: Cell<CalendarDay>;
  readonly noticeTo: Cell<CalendarDay>;
  readonly politicalReviewOn: Cell<CalendarDay>;
  readonly trainingDays: Cell<number>;
  readonly trainingHours: Cell<number>;
  readonly preliminaryReviewOn: Cell<CalendarDay>;
  readonly introducers: List<string>;
  readonly admittedOn: Cell<CalendarDay>;
  readonly admissionExpected: Cell<number>;
  readonly admissionPresent: Cell<number>;
  readonly admissionInFavor: Cell<number>;
  readonly admissionApprovedOn: Cell<CalendarDay>;
  readonly oathOn: Cell<CalendarDay>;
  readonly probationExtendedTo: Cell<CalendarDay>;
  readonly confirmedOn: Cell<CalendarDay>;
  readonly confirmationExpected: Cell<number>;
  readonly confirmationPresent: Cell<number>;
  readonly confirmationInFavor: Cell<number>;
  readonly confirmationApprovedOn: Cell<CalendarDay>;
  readonly endedOn: Cell<CalendarDay>;
  readonly remark: Cell<string>;
}

/** 活动台账. */
export interface Activity extends Row {
  readonly id: Cell<string>;
  readonly heldOn: Cell<CalendarDay>;
  readonly hostId: Cell<string>;
  readonly type: Cell<ActivityType>;
  readonly topic: Cell<string>;
  readonly jointIds: List<string>;
  readonly guideBranchId: Cell<string>;
  readonly audience: List<Audience>;
  readonly expected: Cell<number>;
  readonly present: Cell<number>;
  readonly combinedWith: List<CombinedWith>;
  readonly funds: Cell<number>;
  readonly venue: Cell<string>;
  readonly evidence: Cell<string>;
}

/** 工作计划. */
export interface Plan extends Row {
  readonly orgId: Cell<string>;
  readonly academicYear: Cell<AcademicYear>;
  readonly authorId: Cell<string>;
  readonly submittedOn: Cell<CalendarDay>;
  readonly evidence: Cell<string>;
}

/** 议事决策. */
export interface Decision extends Row {
  readonly id: Cell<string>;
  readonly orgId: Cell<string>;
  readonly kind: Cell<MatterKind>;
  readonly name: Cell<string>;
  readonly studentIds: List<string>;
  readonly leagueCommitteeOn: Cell<CalendarDay>;
  readonly leagueAssemblyOn: Cell<CalendarDay>;
  readonly leagueExpected: Cell<number>;
  readonly leaguePresent: Cell<number>;
  readonly leagueInFavor: Cell<number>;
  readonly branchId: Cell<string>;
  readonly partyCommitteeOn: Cell<CalendarDay>;
  readonly partyAssemblyOn: Cell<CalendarDay>;
  readonly partyExpected: Cell<number>;
  readonly partyPresent: Cell<number>;
  readonly partyInFavor: Cell<number>;
  readonly noticeFrom: Cell<CalendarDay>;
  readonly noticeTo: Cell<CalendarDay>;
}

/** 承诺考评. */
export interface Pledge extends Row {
  readonly academicYear: Cell<AcademicYear>;
  readonly studentId: Cell<string>;
  readonly name: Cell<string>;
  readonly role: Cell<PledgeRole>;
  readonly pledgedOn: Cell<CalendarDay>;
  readonly fulfilment: Cell<string>;
  readonly reportedOn: Cell<CalendarDay>;
  readonly appraisalKind: Cell<AppraisalKind>;
  readonly appraisedOn: Cell<CalendarDay>;
  readonly appraisalGrade: Cell<AppraisalGrade>;
}

/** 荣誉. */
export interface Honor extends Row {
  readonly orgId: Cell<string>;
  readonly name: Cell<string>;
  readonly level: Cell<HonorLevel>;
  readonly awardedOn: Cell<CalendarDay>;
  readonly matter: Cell<string>;
  readonly evidence: Cell<string>;
}

/** Tables of a college workbook, by the English name of the tab. */
export interface Tables {
  readonly organizations: readonly Organization[];
  readonly students: readonly Student[];
  readonly tenures: readonly Tenure[];
  readonly developments: readonly Development[];
  readonly activities: readonly Activity[];
  readonly plans: readonly Plan[];
  readonly decisions: readonly Decision[];
  readonly pledges: readonly Pledge[];
  readonly honors: readonly Honor[];
}

/** English name of an input tab of a college workbook. */
export type TabKey = keyof Tables;
/** Row type of a tab. */
export type RowIn<Tab extends TabKey> = Tables[Tab][number];
/** Column of a tab, by its English name. */
export type FieldOf<Tab extends TabKey> = Exclude<keyof RowIn<Tab>, keyof Row> & string;
