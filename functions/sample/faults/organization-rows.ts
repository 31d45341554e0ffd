import { type ClassPost, PledgeRole, PoliticalStatus } from '../../../shared/domain/vocabulary.ts';
import type { RowDraft } from '../draft.ts';
import type { PartyBranch, Person, SchoolClass } from '../model.ts';
import { isPresent } from '../people.ts';
import { insertAfter, type Site } from './site.ts';

/** What the faults of organizations and posts look for. */

/** The row of an organization. */
export function orgRow({ drafts }: Site, id: string): RowDraft<'organizations'> {
  return drafts.organizations.find((row) => row.id === id) as RowDraft<'organizations'>;
}

export const takeClass = (site: Site, fits?: (one: SchoolClass) => boolean): SchoolClass | null =>
  site.take(site.college.classes, ({ id }) => id, fits);
export const takeBranch = (site: Site, fits?: (one: PartyBranch) => boolean): PartyBranch | null =>
  site.take(site.college.branches, ({ id }) => id, fits);

/** The row of a post that is held now. */
export function tenureOf({ drafts }: Site, orgIds: readonly string[], post: string): RowDraft<'tenures'> | null {
  return (
    drafts.tenures.find(
      (row) => orgIds.includes(String(row.orgId)) && (row.posts as readonly string[]).includes(post) && row.to === null,
    ) ?? null
  );
}

export const classTenure = (site: Site, { id, leagueId }: SchoolClass, post: ClassPost) =>
  tenureOf(site, [id, leagueId], post);

/** Gives a post to somebody else, who then has a report on it as well; the former holder's goes with the last post. */
export function reassign(site: Site, row: RowDraft<'tenures'>, person: Person): void {
  const { tenures, pledges } = site.drafts;
  const former = row.holderId;
  row.holderId = person.id;
  row.name = person.name;
  const reportOf = (id: unknown) =>
    pledges.find(({ studentId, role }) => studentId === id && role === PledgeRole.classOfficer);
  const report = reportOf(former);
  if (!report || reportOf(person.id)) return;
  const inClass = /-[CT]-/;
  const keeps = tenures.some(
    ({ orgId, holderId, to }) => holderId === former && to === null && inClass.test(String(orgId)),
  );
  const own = { studentId: person.id, name: person.name };
  if (keeps) insertAfter(site, 'pledges', report, { ...report, ...own });
  else Object.assign(report, own);
}

/** Somebody of a class who holds nothing at all. */
export function idleMember(site: Site, { people }: SchoolClass, fits: (one: Person) => boolean): Person | null {
  const holds = ({ id }: Person): boolean => site.drafts.tenures.some(({ holderId }) => holderId === id);
  return site.take(
    people.filter(isPresent),
    ({ id }) => id,
    (one) => fits(one) && !holds(one),
  );
}

export const isPlain = ({ political, record }: Person): boolean =>
  political === PoliticalStatus.leagueMember && record === null;
