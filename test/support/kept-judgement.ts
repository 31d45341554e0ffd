import { expect } from 'vitest';
import type { Waiver } from '../../shared/domain/settings.ts';
import { accountDigest } from '../../shared/ledger/settle.ts';
import type { ViolationBook } from '../../shared/ports.ts';
import { RULES } from '../../shared/rules/index.ts';
import { type Judgement, judgeSchool } from '../../shared/run/judge-school.ts';
import { judgeKept, type KeptInput, type KeptJudgement, type Member } from '../../shared/run/kept/judge-kept.ts';
import { type KeptColleges, keptInMemory } from '../../shared/run/kept/kept-college.ts';
import { takeSnapshot } from '../../shared/run/snapshot.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { deadlinesOf } from '../../shared/workbook/typed-cells.ts';
import type { TestSchool } from './a-school.ts';

/** What may differ between the two judgements besides the workbooks. */
export interface Around {
  readonly complete?: boolean;
  readonly waivers?: readonly Waiver[];
  readonly books?: readonly ViolationBook[];
  readonly renamed?: Readonly<Record<string, Member['renamed']>>;
  readonly stale?: readonly string[];
  /** 学院名称. */
  readonly names?: Readonly<Record<string, string>>;
  /** 整改期限 in a workbook's 问题清单, by 学院编号. */
  readonly deadlines?: Readonly<Record<string, ReadonlyMap<string, number>>>;
  readonly versions?: readonly string[];
  readonly digests?: ReadonlyMap<string, string>;
}

/** The school before and after; the second judgement may use what the first one kept. */
export type Arounds = readonly [Around, Around | ((before: Judgement) => Around)];

/** Everything that a judgement shows, books or counts, as one text; points only for the organizations that were judged anew. */
export function shownOf(judgement: Judgement): string {
  const { violations, due, changedBooks, settingIssues, notChecked, open, found, defects } = judgement;
  const rest = [[...found.unjudged].sort(), defects.map(({ rule, college }) => [rule, college])];
  return JSON.stringify([violations, due, changedBooks, settingIssues, notChecked, open, ...rest], null, 1);
}

/** Digests of the accounts that a judgement calls for. */
export function accountsOf(judgement: Judgement): ReadonlyMap<string, string> {
  return new Map(judgement.targets.map((target) => [target.facts.organization, accountDigest(target)]));
}

/** The law: kept results together with new ones equal one judgement of the whole school. */
export function expectSame(
  kept: KeptJudgement,
  whole: Judgement,
  digests: ReadonlyMap<string, string>,
  said = '',
): void {
  // The matcher takes longer to compare texts of some hundred kilobytes than the judgement takes.
  if (shownOf(kept.judgement) !== shownOf(whole)) expect(shownOf(kept.judgement), said).toBe(shownOf(whole));
  const accounts = new Map(accountsOf(kept.judgement));
  for (const organization of kept.standing) accounts.set(organization, digests.get(organization) ?? '');
  expect([...accounts].sort(), said).toEqual([...accountsOf(whole)].sort());
}

/** Keeps what a judgement leaves for the next one, as if its accounts had been settled. */
export async function keep({ judgement, next }: KeptJudgement, store: KeptColleges): Promise<void> {
  const accounts = Map.groupBy(judgement.targets, ({ facts }) => facts.college);
  await store.keep(
    next.map(({ verdict, ...rest }) => ({
      ...rest,
      verdict: {
        ...verdict,
        accounts: (accounts.get(rest.college) ?? []).map((target) => [
          target.facts.organization,
          accountDigest(target),
        ]),
      },
    })),
  );
}

/**
 * Judges a school before and after a change: the second judgement, made with what the first one kept, must equal a whole
 * judgement.
 */
export async function keptAcross(
  [before, after]: readonly [TestSchool, TestSchool],
  [first, then]: Arounds = [{}, {}],
): Promise<{ readonly apart: readonly string[]; readonly changed: readonly string[] }> {
  const store = keptInMemory();
  const begun = await judgeKept(inputOf(before, first), store);
  const was = begun.judgement;
  expectSame(begun, wholeOf(inputOf(before, first)), new Map());
  await keep(begun, store);
  const second = typeof then === 'function' ? then(was) : then;
  const digests = second.digests ?? accountsOf(was);
  const input = inputOf(after, { ...second, digests });
  const kept = await judgeKept(input, store);
  const whole = wholeOf(input);
  expectSame(kept, whole, digests);
  const colleges = whole.school.colleges.map(({ id }) => id);
  return {
    apart: kept.judgement.school.colleges.filter(({ apart }) => apart).map(({ id }) => id),
    changed: colleges.filter((id) => verdictOf(was, id) !== verdictOf(whole, id)),
  };
}

function verdictOf({ violations, due, targets }: Judgement, college: string): string {
  const accounts = targets.filter(({ facts }) => facts.college === college).map(accountDigest);
  return JSON.stringify([[...violations, ...due].filter((one) => one.college === college), accounts]);
}

function wholeOf({ members, ...input }: KeptInput): Judgement {
  const colleges = members.map((member, place) => (member as TestMember).read(place));
  return judgeSchool({ ...input, colleges });
}

interface TestMember extends Member {
  read(place: number): Awaited<ReturnType<Member['open']>>;
}

function inputOf(school: TestSchool, around: Around): KeptInput {
  const {
    complete = true,
    waivers = [],
    books = [],
    renamed = {},
    stale = [],
    versions = [],
    digests = new Map(),
    names = {},
    deadlines = {},
  } = around;
  const { asOf, year, scheme, colleges } = school.assemble();
  const members = school.raw().map((raw, index): TestMember => {
    const id = raw.college;
    const facts = {
      id,
      name: names[id] ?? colleges[index]?.name ?? '',
      stale: stale.includes(id),
      renamed: renamed[id] ?? [],
    };
    const { heldBack = null } = colleges[index] ?? {};
    const read: TestMember['read'] = (place) => {
      return {
        ...facts,
        heldBack,
        parsed: parseWorkbook(raw, place, []),
        deadlines: deadlines[id] ?? deadlinesOf(raw),
      };
    };
    return {
      ...facts,
      heldBack,
      hash: takeSnapshot(raw).hash + [...(deadlines[id] ?? [])].join(' '),
      read,
      open: async (place) => read(place),
    };
  });
  return {
    settings: {
      registrations: [],
      parameters: school.parameters,
      scheme: null,
      schemeBroken: false,
      waivers,
      appeals: [],
      issues: [],
      registrationFaults: [],
    },
    scheme: { version: '', items: scheme },
    rules: RULES,
    complete,
    asOf,
    year,
    books,
    reading: 1,
    members,
    balances: [...digests].map(([organization, digest]) => ({ organization, digest })),
    drawn: new Set(),
    versions,
    types: [],
  };
}
