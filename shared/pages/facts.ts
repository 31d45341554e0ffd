import { participantKinds } from '../domain/activity-index.ts';
import { isInYear } from '../domain/calendar.ts';
import { isGiven } from '../domain/cell.ts';
import { DUTIES, type Duty, type DutyPeriod, owedPeriods } from '../domain/duties.ts';
import { orgNameOf } from '../domain/roster.ts';
import type { Activity } from '../domain/school.ts';
import { OrgKind } from '../domain/vocabulary.ts';
import type { ScoredOrganization } from '../scoring/scored.ts';
import type { Violation } from '../violations/lifecycle.ts';
import type { CollegeEntry, PagesInput } from './input.ts';

/** A duty with its periods up to the running one. */
export interface DutyPeriods {
  readonly duty: Duty;
  readonly periods: readonly DutyPeriod[];
}

/** What several pages show, computed once. */
export interface Facts {
  readonly input: PagesInput;
  readonly owed: ReadonlyMap<string, readonly DutyPeriods[]>;
  /** How many sides (party, League, class) took part in each activity of the year up to the as-of day, by college. */
  readonly sides: ReadonlyMap<Activity, number>;
  readonly organizationsOf: ReadonlyMap<string, readonly ScoredOrganization[]>;
  readonly openOfCollege: ReadonlyMap<string, readonly Violation[]>;
}

/** The scope of a page: the whole school (`college` is `null`) or one college. */
export interface Scope {
  readonly college: string | null;
  readonly organizations: readonly ScoredOrganization[];
  readonly open: readonly Violation[];
  /** Rows of most pictures: colleges of the school, organizations of a college. */
  readonly groups: readonly Group[];
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly open: readonly Violation[];
  readonly organizations: readonly ScoredOrganization[];
}

export function factsOf(input: PagesInput): Facts {
  const { school, parameters, organizations, open } = input;
  const owed = new Map<string, readonly DutyPeriods[]>();
  for (const { org, id } of organizations) {
    const own = Object.values(DUTIES).flatMap((duty): readonly DutyPeriods[] => {
      const periods = owedPeriods(school, org, duty, parameters);
      return periods === null ? [] : [{ duty, periods }];
    });
    owed.set(id, own);
  }
  return {
    input,
    owed,
    sides: sidesOf(input),
    organizationsOf: Map.groupBy(organizations, ({ college }) => college),
    openOfCollege: Map.groupBy(open, ({ college }) => college ?? ''),
  };
}

const PARTY: ReadonlySet<OrgKind> = new Set([OrgKind.partyBranch, OrgKind.partyStudyGroup, OrgKind.functionalPartyOrg]);
const LEAGUE: ReadonlySet<OrgKind> = new Set([OrgKind.leagueBranch, OrgKind.functionalLeagueOrg]);

function sidesOf({ school, asOf, year }: PagesInput): ReadonlyMap<Activity, number> {
  const sides = new Map<Activity, number>();
  for (const { index } of school.colleges) {
    for (const activity of school.activities.recordedIn(index)) {
      const { heldOn } = activity;
      if (!isGiven(heldOn) || heldOn > asOf || !isInYear(heldOn, year)) continue;
      let [party, league, schoolClass] = [0, 0, 0];
      for (const kind of participantKinds(activity, school.roster)) {
        if (PARTY.has(kind)) party = 1;
        else if (LEAGUE.has(kind)) league = 1;
        else if (kind === OrgKind.schoolClass) schoolClass = 1;
      }
      sides.set(activity, party + league + schoolClass);
    }
  }
  return sides;
}

export function schoolScope({ input, organizationsOf, openOfCollege }: Facts): Scope {
  return {
    college: null,
    organizations: input.organizations,
    open: input.open,
    groups: input.colleges
      .filter(({ hasPage }) => hasPage)
      .map(({ id, name }) => ({
        id,
        name,
        open: openOfCollege.get(id) ?? [],
        organizations: organizationsOf.get(id) ?? [],
      })),
  };
}

export function collegeScope(
  { input, organizationsOf, openOfCollege }: Facts,
  { id: college, name: collegeName }: Pick<CollegeEntry, 'id' | 'name'>,
): Scope {
  const organizations = organizationsOf.get(college) ?? [];
  return {
    college,
    organizations,
    open: openOfCollege.get(college) ?? [],
    groups: organizations.map((scored) => ({
      id: scored.id,
      name: nameWithin(collegeName, orgNameOf(scored.org, scored.id)),
      open: input.openOf.get(scored.id) ?? [],
      organizations: [scored],
    })),
  };
}

/** A name on its college's page, without the college's name: shortened to fit before a bar, all would look alike. */
function nameWithin(college: string, name: string): string {
  const rest = name.startsWith(college) ? name.slice(college.length).trim() : '';
  return rest.length < 2 ? name : rest;
}

/** The heading of the column that names the rows of a table. */
export function groupHeading({ college }: Scope): string {
  return college === null ? '学院' : '组织';
}

/** `80%`; `—` if nothing is due. */
export function shareText(done: number, due: number): string {
  return due === 0 ? '—' : `${Math.round((100 * done) / due)}%`;
}

/** The most rows that a picture shows; its table has all. */
export const PICTURED = 30;
