import type { AcademicYear, CalendarDay } from '../../shared/domain/calendar.ts';
import type {
  Base,
  ClassPost,
  DevelopmentStep,
  OrgKind,
  PartyPost,
  PoliticalStatus,
  RecommendedBy,
  Setup,
  Sex,
  StudentStatus,
  StudyLevel,
} from '../../shared/domain/vocabulary.ts';
import type { Random } from './random.ts';
import type { CollegeProfile } from './university.ts';

/** The invented college as people and organizations that know each other; the rows of its workbook come out of it. */

/** The parameters of the whole sample: the day on which it has no faults, and the audited year. */
export interface Frame {
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
}

/** A person's way into the Party; what comes after the as-of day is not there. */
export type DevelopmentRecord = { -readonly [Step in DevelopmentStep]: CalendarDay | null } & {
  recommendedBy: RecommendedBy | null;
  recommendedOn: CalendarDay | null;
  noticeFrom: CalendarDay | null;
  noticeTo: CalendarDay | null;
  probationExtendedTo: CalendarDay | null;
  endedOn: CalendarDay | null;
};

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly sex: Sex;
  readonly bornOn: CalendarDay;
  readonly joinedLeagueOn: CalendarDay | null;
  readonly schoolClass: SchoolClass;
  political: PoliticalStatus;
  record: DevelopmentRecord | null;
  branch: PartyBranch | null;
  status: StudentStatus;
  leftOn: CalendarDay | null;
}

export interface Teacher {
  /** 工号 */
  readonly id: string;
  readonly name: string;
  /** Tells a teacher from a student. */
  readonly schoolClass: null;
}

export interface Officer<Post> {
  readonly post: Post;
  readonly holder: Person | Teacher;
  readonly from: CalendarDay;
  readonly to: CalendarDay | null;
}

export interface SchoolClass {
  readonly id: string;
  readonly name: string;
  readonly level: StudyLevel;
  readonly entryYear: number;
  readonly number: number;
  readonly foundedOn: CalendarDay;
  readonly people: Person[];
  /** Its League branch covers this class alone. */
  readonly leagueId: string;
  readonly leagueName: string;
  /** 任期届满 of the committee. */
  termEndsOn: CalendarDay;
  /** The party branch that guides its League branch, and covers the class unless a 党课学习小组 does. */
  branch: PartyBranch;
  /** Posts, also past ones; the League's stand under its branch, the others under the class. */
  readonly officers: Officer<ClassPost>[];
}

export interface PartyBranch {
  readonly id: string;
  readonly name: string;
  readonly setup: Setup;
  readonly level: StudyLevel;
  readonly entryYear: number;
  readonly foundedOn: CalendarDay;
  readonly electedOn: CalendarDay;
  readonly termEndsOn: CalendarDay;
  /** Classes whose party members and applicants belong to it. */
  readonly classes: SchoolClass[];
  /** Party members, wherever they study. */
  readonly members: Person[];
  readonly officers: Officer<PartyPost>[];
}

/** A 党课学习小组 or a functional organization. */
export interface OtherOrg {
  readonly id: string;
  readonly name: string;
  readonly kind: OrgKind;
  readonly base: Base | null;
  readonly guide: PartyBranch | null;
  readonly classes: readonly SchoolClass[];
  readonly foundedOn: CalendarDay;
  readonly head: Person | Teacher | null;
}

export interface CollegeModel {
  readonly profile: CollegeProfile;
  /** Place among the colleges, from 0. */
  readonly index: number;
  readonly frame: Frame;
  readonly random: Random;
  readonly teachers: readonly Teacher[];
  readonly classes: readonly SchoolClass[];
  readonly branches: readonly PartyBranch[];
  readonly others: readonly OtherOrg[];
}

/** Everybody in the college, in the order of classes. */
export function everybodyIn({ classes }: Pick<CollegeModel, 'classes'>): readonly Person[] {
  return classes.flatMap(({ people }) => people);
}
