import type { School } from '../../domain/assembled.ts';
import type { Balance } from '../../domain/position.ts';
import { nameOf } from '../../domain/roster.ts';
import { ClassPost, PartyPost, ScoredKind } from '../../domain/vocabulary.ts';
import type { Standing } from '../../ranking/rank.ts';
import { maskName } from '../../year/mask-name.ts';

/** Masked names of those in charge, by organization. */
export function headsOf(school: School, standings: readonly Standing[]): ReadonlyMap<string, string> {
  return new Map(standings.flatMap(({ organization, balance }) => headOf(school, organization, balance) ?? []));
}

/** Masked name of whoever is in charge: 书记, 团支部书记 or 班长. */
function headOf(school: School, organization: string, { kind }: Balance): [string, string][] | null {
  const posts =
    kind === ScoredKind.partyBranch
      ? school.tenures.ofBranch(organization).filter(({ post }) => post === PartyPost.secretary)
      : school.tenures
          .ofClassOrg(organization)
          .filter(
            ({ post }) => post === (kind === ScoredKind.leagueBranch ? ClassPost.leagueSecretary : ClassPost.monitor),
          );
  const tenure = posts[0]?.tenure;
  if (!tenure) return null;
  const student = typeof tenure.holderId === 'string' ? school.roster.student(tenure.holderId) : undefined;
  const name = typeof tenure.name === 'string' ? tenure.name : nameOf(student, '');
  return name === '' ? null : [[organization, maskName(name)]];
}
