import type { CalendarDay } from './calendar.ts';
import { isGiven, unreadable } from './cell.ts';
import type { Coverage } from './coverage.ts';
import { isDissolved, push, type Roster } from './roster.ts';
import type { Student, Tables, Tenure } from './school.ts';
import { ClassPost, HolderKind, OrgKind, type PartyPost, type Post } from './vocabulary.ts';

/** One post that somebody holds; a composite cell gives two. */
export interface HeldPost<P extends Post = Post> {
  readonly post: P;
  readonly tenure: Tenure;
}

/** Posts held on the day of membership. Holders who are not in 花名册 hold their post; students who are not 在读 do not. */
export interface TenureIndex {
  /** Current posts of a 党支部, in the order of rows. */
  ofBranch(branchId: string): readonly HeldPost<PartyPost>[];
  /** Current posts of a class's 班团委员会: recorded under the class or a 团支部 that covers it, in the order of rows. */
  ofCommittee(classId: string): readonly HeldPost<ClassPost>[];
  /** Current class posts recorded under one organization (班级 or 团支部). */
  ofClassOrg(orgId: string): readonly HeldPost<ClassPost>[];
  /** Current 党支部 posts of a person, anywhere in the school, in the order of colleges and rows. */
  branchPostsOf(holderId: string): readonly HeldPost<PartyPost>[];
  /** Current 班团 posts of a person, anywhere in the school, in the order of colleges and rows. */
  classPostsOf(holderId: string): readonly HeldPost<ClassPost>[];
  /** Everybody with a current 班团 post. */
  classPostHolders(): Iterable<string>;
  /** Every tenure (including past ones) recorded under an organization. */
  everOf(orgId: string): readonly Tenure[];
  /** Ids of teachers (身份 = 教师) anywhere in the school. */
  isTeacher(holderId: string): boolean;
}

/** 任职日期 ≤ day and 离任日期 blank or later; a row with an unreadable or missing date does not count. */
export function isCurrent({ from, to }: Tenure, day: CalendarDay): boolean {
  if (!isGiven(from) || to === unreadable) return false;
  return from <= day && (to === null || to > day);
}

/** Whether a row says that its holder held a post on a day. */
export function wasHeld(tenure: Tenure, post: Post, day: CalendarDay): boolean {
  return tenure.posts.items.includes(post) && isCurrent(tenure, day);
}

export function isTeacherRow(tenure: Tenure): boolean {
  return tenure.holderKind === HolderKind.teacher;
}

/**
 * Whether the number in 学号 is the 工号 of a teacher, or may be one because 身份 is unreadable: teachers do not owe what
 * students owe.
 */
export function mayBeTeacher(tenure: Tenure): boolean {
  return isTeacherRow(tenure) || tenure.holderKind === unreadable;
}

export function buildTenures(
  tables: readonly Tables[],
  roster: Roster,
  coverage: Coverage,
  membershipOn: CalendarDay,
): TenureIndex {
  const branch = new Map<string, HeldPost<PartyPost>[]>();
  const classOrg = new Map<string, HeldPost<ClassPost>[]>();
  const branchByHolder = new Map<string, HeldPost<PartyPost>[]>();
  const classByHolder = new Map<string, HeldPost<ClassPost>[]>();
  const ever = new Map<string, Tenure[]>();
  const teachers = new Set<string>();
  for (const tenure of tables.flatMap(({ tenures }) => tenures)) {
    if (isTeacherRow(tenure) && isGiven(tenure.holderId)) teachers.add(tenure.holderId);
    if (!isGiven(tenure.orgId)) continue;
    push(ever, tenure.orgId, tenure);
    const org = roster.organization(tenure.orgId);
    if (!org || isDissolved(org) || !isCurrent(tenure, membershipOn) || !holds(tenure, roster)) continue;
    for (const post of tenure.posts.items) {
      if (org.kind === OrgKind.partyBranch) {
        const held = { post: post as PartyPost, tenure };
        push(branch, tenure.orgId, held);
        if (isGiven(tenure.holderId)) push(branchByHolder, tenure.holderId, held);
      } else if (org.kind === OrgKind.schoolClass || org.kind === OrgKind.leagueBranch) {
        const held = { post: post as ClassPost, tenure };
        push(classOrg, tenure.orgId, held);
        if (isGiven(tenure.holderId)) push(classByHolder, tenure.holderId, held);
      }
    }
  }
  const committees = new Map<string, readonly HeldPost<ClassPost>[]>();
  const ofCommittee = (classId: string): readonly HeldPost<ClassPost>[] => {
    const known = committees.get(classId);
    if (known) return known;
    const orgIds = [classId, ...coverage.leagueBranchesOf(classId).map(({ id }) => id as string)];
    const posts = orgIds.flatMap((id) => classOrg.get(id) ?? []).sort(byPlace);
    committees.set(classId, posts);
    return posts;
  };
  return {
    ofBranch: (id) => branch.get(id) ?? [],
    ofCommittee,
    ofClassOrg: (id) => classOrg.get(id) ?? [],
    branchPostsOf: (id) => branchByHolder.get(id) ?? [],
    classPostsOf: (id) => classByHolder.get(id) ?? [],
    classPostHolders: () => classByHolder.keys(),
    everOf: (id) => ever.get(id) ?? [],
    isTeacher: (id) => teachers.has(id),
  };
}

/** Order of places: colleges as registered, then rows. */
export function byPlace(a: HeldPost, b: HeldPost): number {
  return a.tenure.college - b.tenure.college || a.tenure.row - b.tenure.row;
}

/** 班长 and 团支部副书记 of one committee count as one post (四(1): 班长兼任团支部副书记). */
export function isMonitorPair(a: ClassPost, b: ClassPost): boolean {
  return (
    (a === ClassPost.monitor && b === ClassPost.deputyLeagueSecretary) ||
    (b === ClassPost.monitor && a === ClassPost.deputyLeagueSecretary)
  );
}

function holds(tenure: Tenure, roster: Roster): boolean {
  if (isTeacherRow(tenure) || !isGiven(tenure.holderId)) return true;
  const student: Student | undefined = roster.student(tenure.holderId);
  return !student || student.status === unreadable || roster.isEnrolled(student);
}

/** Classes whose committee a post belongs to: the class itself, or those that the 团支部 covers. */
export function committeesOf({ tenure }: HeldPost, coverage: Coverage): readonly string[] {
  if (!isGiven(tenure.orgId)) return [];
  const covered = coverage.classesOf(tenure.orgId).map(({ id }) => id as string);
  return covered.length > 0 ? covered : [tenure.orgId];
}

/**
 * How many 班团 posts a person holds: a post recorded twice counts once, and 班长 with 团支部副书记 of one committee counts once.
 */
export function countClassPosts(posts: readonly HeldPost<ClassPost>[], coverage: Coverage): number {
  const counted: { post: ClassPost; committees: readonly string[] }[] = [];
  for (const held of posts) {
    const committees = committeesOf(held, coverage);
    const known = counted.some(
      (other) =>
        (other.post === held.post || isMonitorPair(other.post, held.post)) &&
        other.committees.some((id) => committees.includes(id)),
    );
    if (!known) counted.push({ post: held.post, committees });
  }
  return counted.length;
}
