import { isGiven } from './cell.ts';
import { isDissolved, push, type Roster } from './roster.ts';
import type { Organization, Tables } from './school.ts';
import { OrgKind } from './vocabulary.ts';

/** Which organizations cover which classes (所辖班级). Dissolved organizations cover nothing, dissolved classes are not covered. */
export interface Coverage {
  /** Classes that a party or League organization covers, in the order of its list. */
  classesOf(orgId: string): readonly Organization[];
  /** The same, including 撤销 ones: whoever was in one still belongs to it. */
  listedClassesOf(orgId: string): readonly Organization[];
  /** 党支部 and 党课学习小组 that cover a class. */
  partyOrgsOf(classId: string): readonly Organization[];
  /** 团支部 that cover a class. */
  leagueBranchesOf(classId: string): readonly Organization[];
  /** Kinds of organization of a college with an unreadable item in 所辖班级: nothing may be concluded from missing ones. */
  hasPartialList(college: number, kind: OrgKind): boolean;
}

export function buildCoverage(tables: readonly Tables[], roster: Roster): Coverage {
  const classes = new Map<string, Organization[]>();
  const listed = new Map<string, Organization[]>();
  const party = new Map<string, Organization[]>();
  const league = new Map<string, Organization[]>();
  const partial = new Set<string>();
  for (const org of tables.flatMap(({ organizations }) => organizations)) {
    if (isDissolved(org) || !isGiven(org.id) || roster.organization(org.id) !== org) continue;
    if (org.coveredClassIds.partial) partial.add(`${org.college}|${String(org.kind)}`);
    const side = sideOf(org);
    for (const classId of side ? org.coveredClassIds.items : []) {
      const schoolClass = roster.organization(classId);
      if (!schoolClass) continue;
      push(listed, org.id, schoolClass);
      if (isDissolved(schoolClass)) continue;
      push(classes, org.id, schoolClass);
      push(side === 'party' ? party : league, classId, org);
    }
  }
  return {
    classesOf: (id) => classes.get(id) ?? [],
    listedClassesOf: (id) => listed.get(id) ?? [],
    partyOrgsOf: (id) => party.get(id) ?? [],
    leagueBranchesOf: (id) => league.get(id) ?? [],
    hasPartialList: (college, kind) => partial.has(`${college}|${kind}`),
  };
}

function sideOf({ kind }: Organization): 'party' | 'league' | null {
  if (kind === OrgKind.partyBranch || kind === OrgKind.partyStudyGroup) return 'party';
  return kind === OrgKind.leagueBranch ? 'league' : null;
}
