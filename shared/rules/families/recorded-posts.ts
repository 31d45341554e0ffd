import type { College, School } from '../../domain/assembled.ts';
import { isGiven } from '../../domain/cell.ts';
import { isRegistered } from '../../domain/roster.ts';
import type { Organization, Tenure } from '../../domain/school.ts';
import type { HeldPost } from '../../domain/tenure.ts';
import { type ClassPost, OrgKind, type PartyPost } from '../../domain/vocabulary.ts';

/** Columns of 任职 that a rule about current posts needs. */
export const CURRENT_POSTS = ['tenures.orgId', 'tenures.posts', 'tenures.holderId', 'tenures.from'] as const;

/** Current posts of one organization, from the rows of one college. */
export interface RecordedPosts {
  readonly org: Organization;
  readonly id: string;
  readonly party: readonly HeldPost<PartyPost>[];
  readonly class: readonly HeldPost<ClassPost>[];
}

/** The current posts that a college's 任职 records, by organization in the order of first occurrence. */
export function* recordedPosts(
  tenures: readonly Tenure[],
  { index }: College,
  { roster, tenures: held }: School,
): Iterable<RecordedPosts> {
  for (const id of new Set(tenures.map(({ orgId }) => orgId).filter(isGiven))) {
    const org = roster.organization(id);
    if (!org) continue;
    const isHere = ({ tenure }: HeldPost): boolean => tenure.college === index;
    yield { org, id, party: held.ofBranch(id).filter(isHere), class: held.ofClassOrg(id).filter(isHere) };
  }
}

/** 在册 classes whose 班团委员会 includes posts recorded under the organization: itself, or those that it covers. */
export function committeeClasses(org: Organization, { coverage }: School): readonly string[] {
  if (!isGiven(org.id)) return [];
  const classes = org.kind === OrgKind.schoolClass ? [org] : coverage.classesOf(org.id);
  return classes.filter(isRegistered).map(({ id }) => id as string);
}
