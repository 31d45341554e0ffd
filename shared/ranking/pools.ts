import type { School } from '../domain/assembled.ts';
import { addMonths } from '../domain/calendar.ts';
import { isGiven } from '../domain/cell.ts';
import { isRegistered } from '../domain/roster.ts';
import type { Organization, Student } from '../domain/school.ts';
import { OrgKind, PoolLevel, ScoredKind, StudyLevel } from '../domain/vocabulary.ts';

/** All pools in the order of every list (points.md §5). */
export const POOLS: readonly string[] = [
  ...[ScoredKind.partyBranch, ScoredKind.leagueBranch, ScoredKind.schoolClass].flatMap((kind) => [
    `${kind}·${PoolLevel.undergraduate}`,
    `${kind}·${PoolLevel.graduate}`,
  ]),
  ScoredKind.functional,
];

/** 组别: kind × level; 硕士生 and 博士生 = 研究生; functional organizations have one pool. */
export function poolOf(school: School, org: Organization, kind: ScoredKind): string {
  if (kind === ScoredKind.functional) return kind;
  return `${kind}·${levelOf(school, org)}`;
}

/** Organizations founded less than six months before the as-of day are 不参评. */
export function isRanked({ foundedOn }: Organization, asOf: number): boolean {
  return !isGiven(foundedOn) || addMonths(foundedOn, 6) <= asOf;
}

/** 培养层次, else that of most students of its classes, of its members where it has no classes; a tie or nobody = 本科. */
function levelOf({ roster, coverage }: School, org: Organization): string {
  if (isGiven(org.studyLevel))
    return org.studyLevel === StudyLevel.undergraduate ? PoolLevel.undergraduate : PoolLevel.graduate;
  const id = org.id as string;
  const classIds =
    org.kind === OrgKind.schoolClass
      ? [id]
      : coverage
          .classesOf(id)
          .filter(isRegistered)
          .map((covered) => covered.id as string);
  const students: readonly Student[] =
    classIds.length > 0 ? classIds.flatMap((classId) => roster.studentsOfClass(classId)) : roster.studentsOfBranch(id);
  let graduates = 0;
  let undergraduates = 0;
  for (const { studyLevel } of students) {
    if (!isGiven(studyLevel)) continue;
    if (studyLevel === StudyLevel.undergraduate) undergraduates++;
    else graduates++;
  }
  return graduates > undergraduates ? PoolLevel.graduate : PoolLevel.undergraduate;
}
