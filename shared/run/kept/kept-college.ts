import { typesHeld } from '../../domain/activity-index.ts';
import type { School } from '../../domain/assembled.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import { type DecisionFacts, decisionFactsOf } from '../../domain/decisions.ts';
import { canonicalJson, sha256 } from '../../domain/identity.ts';
import type { RenamedId } from '../../domain/renamed-id.ts';
import type { Decision } from '../../domain/school.ts';
import type { Finding, Reminder } from '../../rules/frame/rule.ts';
import type { NotChecked } from '../../rules/frame/run-rules.ts';
import type { OpenFinding } from '../../scoring/scored.ts';
import { type Links, linksOf } from '../../workbook/links.ts';
import type { CollegeInput } from '../../workbook/read-college.ts';
import { uncalculatedIn } from '../../workbook/resolve-references.ts';
import type { Judgement } from '../judge-school.ts';

/** Two versions of a value: for a college as read, and with its unread columns as they may be meant. */
export interface Both<T> {
  readonly read: T;
  readonly meant: T;
}

/** What a college's reading contributes to others, without being judged. */
export interface KeptReading {
  /** Key of everything that it depends on. */
  readonly key: string;
  readonly links: Links;
  /** 整改期限 by 问题编号. */
  readonly deadlines: readonly (readonly [id: string, day: CalendarDay])[];
  readonly uncalculated: Both<readonly string[]>;
}

/** The findings in a college, and the state of its accounts at that time. */
export interface KeptVerdict {
  /**
   * Key of everything it depends on, except decisions elsewhere and open findings, which are known only after judging.
   */
  readonly key: string;
  /** Key of all decisions with unreadable names in the school. */
  readonly decisionsKey: string;
  readonly findings: readonly Finding[];
  readonly due: readonly Reminder[];
  readonly notChecked: readonly NotChecked[];
  readonly unjudged: readonly string[];
  readonly decisions: Both<readonly DecisionFacts[]>;
  readonly heldTypes: Both<readonly (readonly [type: string, times: number])[]>;
  /** Key of the open findings for which points are deducted. */
  readonly openKey: string;
  /** Digests of the college's accounts. */
  readonly accounts: readonly (readonly [organization: string, digest: string])[];
}

/** Everything kept of one college between two judgements. */
export interface KeptCollege {
  readonly college: string;
  readonly reading: KeptReading;
  readonly verdict: KeptVerdict;
}

/** Where results are kept. Anything lost is judged anew; anything found is used only if its keys match. */
export interface KeptColleges {
  all(colleges: readonly string[]): Promise<ReadonlyMap<string, KeptCollege>>;
  keep(colleges: readonly KeptCollege[]): Promise<void>;
}

/** Keeps results in the memory of a process, for as long as it runs. */
export function keptInMemory(): KeptColleges {
  const known = new Map<string, KeptCollege>();
  return {
    all: async () => known,
    keep: async (colleges) => {
      for (const one of colleges) known.set(one.college, one);
    },
  };
}

/** Key of anything that is plain data. */
export function hashOfAll(...parts: readonly unknown[]): string {
  return sha256(canonicalJson(parts));
}

export function keptReading(
  { parsed, deadlines = new Map() }: CollegeInput,
  renamed: readonly RenamedId[],
  key: string,
): KeptReading {
  const { meant } = parsed;
  const uncalculated = [...uncalculatedIn(parsed.issues)];
  return {
    key,
    links: linksOf(parsed, renamed),
    deadlines: [...deadlines],
    uncalculated: { read: uncalculated, meant: meant === null ? uncalculated : [...uncalculatedIn(meant.issues)] },
  };
}

/** The part of a verdict that depends on judging alone, before anything is booked. */
export type JudgedCollege = Omit<KeptVerdict, 'key' | 'decisionsKey' | 'openKey' | 'accounts'>;

/** The findings in colleges that have their rows in a judgement, by 学院编号. */
export function judgedColleges(
  judgement: Judgement,
  colleges: ReadonlySet<string>,
): ReadonlyMap<string, JudgedCollege> {
  const { school, meant, found } = judgement;
  const findings = Map.groupBy(found.findings, ({ college }) => college);
  const due = Map.groupBy(found.due, ({ college }) => college);
  const notChecked = Map.groupBy(found.notChecked, ({ college }) => college);
  const unjudged = Map.groupBy(found.unjudged, (verdict) => verdict.slice(verdict.indexOf('|') + 1));
  const own = { read: decisionsIn(school), meant: decisionsIn(meant) };
  const factsIn = (which: keyof Both<unknown>, index: number) => (own[which].get(index) ?? []).map(decisionFactsOf);
  return new Map(
    school.colleges
      .filter(({ id }) => colleges.has(id))
      .map(({ id, index }) => [
        id,
        {
          findings: (findings.get(id) ?? []).map(withoutRows),
          due: due.get(id) ?? [],
          notChecked: notChecked.get(id) ?? [],
          unjudged: unjudged.get(id) ?? [],
          decisions: { read: factsIn('read', index), meant: factsIn('meant', index) },
          heldTypes: { read: typesIn(school, index), meant: typesIn(meant, index) },
        },
      ]),
  );
}

/** Facts may hold rows, and through them the whole workbook. */
function withoutRows(finding: Finding): Finding {
  return { ...finding, details: JSON.parse(JSON.stringify(finding.details)) };
}

function typesIn({ activities, year }: School, index: number): readonly (readonly [string, number])[] {
  return [...typesHeld(activities.recordedIn(index), year)];
}

/** Decisions with unreadable names by the place of their college; colleges without rows are not included. */
function decisionsIn({ records }: School): ReadonlyMap<number, readonly Decision[]> {
  return Map.groupBy(records.ownDecisionsWithUnreadableNames(), ({ college }) => college);
}

/** Key of the open findings in some colleges. */
export function openKeyOf(open: readonly OpenFinding[], colleges: ReadonlySet<string>): string {
  const own = open.filter(({ college }) => college !== null && colleges.has(college));
  return hashOfAll(own.map(({ id, fingerprint, severity }) => [id, fingerprint, severity]));
}
