import type { Elsewhere } from '../../domain/elsewhere.ts';
import type { HoldBack } from '../../domain/hold-back.ts';
import type { Balance } from '../../domain/position.ts';
import type { RenamedId } from '../../domain/renamed-id.ts';
import { linkedGroups, linkToken, TokenSet } from '../../workbook/links.ts';
import { parseWorkbook } from '../../workbook/parse-workbook.ts';
import type { CollegeInput } from '../../workbook/read-college.ts';
import type { ElsewhereBoth } from '../check-school.ts';
import { type JudgedApart, type JudgeInput, type Judgement, judgeSchool } from '../judge-school.ts';
import {
  type Both,
  hashOfAll,
  type JudgedCollege,
  judgedColleges,
  type KeptCollege,
  type KeptColleges,
  type KeptReading,
  type KeptVerdict,
  keptReading,
  openKeyOf,
} from './kept-college.ts';

/** A college that takes part, and the means to detect whether its rows have changed. */
export interface Member {
  readonly id: string;
  readonly name: string;
  /** Hash of its snapshot. */
  readonly hash: string;
  readonly stale: boolean;
  readonly heldBack: HoldBack | null;
  readonly renamed: readonly RenamedId[];
  /** Reads and parses it. */
  open(index: number): Promise<CollegeInput>;
}

export interface KeptInput extends Omit<JudgeInput, 'colleges' | 'apart'> {
  readonly members: readonly Member[];
  /** The current state of the year's accounts. */
  readonly balances: readonly Pick<Balance, 'organization' | 'digest'>[];
  /** Everything else that a result depends on: the version of the rules, and who was forgotten. */
  readonly versions: readonly string[];
  /** Colleges that must have their rows in the judgement: their workbooks are drawn. */
  readonly drawn: ReadonlySet<string>;
  /** Activity types that the scheme names besides the usual ones. */
  readonly types: readonly string[];
}

/** A judgement that judges only some colleges anew. */
export interface KeptJudgement {
  readonly judgement: Judgement;
  /** Organizations whose accounts need no change. */
  readonly standing: ReadonlySet<string>;
  /** What to keep after accounts are settled, except for the accounts. */
  readonly next: readonly (Omit<KeptCollege, 'verdict'> & { readonly verdict: Omit<KeptVerdict, 'accounts'> })[];
}

/** Colleges that must be judged together. */
interface Group {
  readonly places: readonly number[];
  readonly ids: ReadonlySet<string>;
  readonly key: string;
  /** The earlier verdict on each of them, if it still holds; in the order of `places`. */
  readonly kept: readonly KeptVerdict[] | null;
}

/**
 * Judges the colleges in which something has changed, and those linked with them; for the others, the kept verdicts are
 * used. The result equals one judgement of all colleges: a kept verdict is used only if everything it depends on is
 * unchanged.
 */
export async function judgeKept(input: KeptInput, store: KeptColleges): Promise<KeptJudgement> {
  const { members } = input;
  const kept = await store.all(members.map(({ id }) => id));
  const opened = new Map<number, CollegeInput>();
  const open = async (place: number): Promise<CollegeInput> => {
    const college = opened.get(place) ?? (await (members[place] as Member).open(place));
    opened.set(place, college);
    return college;
  };
  const readings: KeptReading[] = [];
  for (const [place, member] of members.entries()) {
    const key = hashOfAll(member.hash, input.versions, input.types, member.renamed);
    const known = kept.get(member.id)?.reading;
    readings.push(known?.key === key ? known : keptReading(await open(place), member.renamed, key));
  }
  const digests = new Map(input.balances.map(({ organization, digest }) => [organization, digest]));
  let groups = groupsOf(input, readings, kept);
  for (;;) {
    const apart = groups.filter((group) => group.kept !== null);
    const here = new Set(groups.flatMap((group) => (group.kept === null ? group.places : [])));
    const colleges: CollegeInput[] = [];
    for (const [place, member] of members.entries())
      colleges.push(here.has(place) ? await open(place) : withoutRows(member, readings[place] as KeptReading));
    const judgement = judgeSchool({
      ...input,
      colleges,
      ...(apart.length > 0 && { apart: judgedApart(apart, readings) }),
    });
    const found = judgedColleges(judgement, new Set([...here].map((place) => (members[place] as Member).id)));
    const decisionsKey = decisionsKeyOf([...found.values(), ...apart.flatMap((group) => group.kept ?? [])]);
    const still = groups.map((group) =>
      group.kept === null || holds(group, judgement, decisionsKey, digests) ? group : { ...group, kept: null },
    );
    if (judgement.defects.length === 0 && still.some((group, at) => group !== groups[at])) {
      groups = still;
      continue;
    }
    const verdicts = apart.flatMap((group) => group.kept ?? []);
    return {
      judgement,
      standing: new Set(verdicts.flatMap(({ accounts }) => accounts.map(([organization]) => organization))),
      next:
        judgement.defects.length > 0
          ? []
          : groups
              .filter((group) => group.kept === null)
              .flatMap((group) => nextOf(group, judgement, found, decisionsKey, members, readings)),
    };
  }
}

function groupsOf(
  input: KeptInput,
  readings: readonly KeptReading[],
  kept: ReadonlyMap<string, KeptCollege>,
): readonly Group[] {
  const { members, settings, scheme, asOf, year, complete, rules, versions, types } = input;
  // Formulas that nothing has computed, in any college, keep ids everywhere from being called dangling.
  const unknown = (which: keyof Both<unknown>) =>
    [...new Set(readings.flatMap(({ uncalculated }) => uncalculated[which]))].sort();
  const conditions = hashOfAll(versions, types, {
    parameters: settings.parameters,
    scheme: scheme.items,
    rules: rules.map(({ id }) => id),
    asOf,
    year,
    complete,
    unknown: [unknown('read'), unknown('meant')],
  });
  return linkedGroups(readings.map(({ links }) => links)).map((places) => {
    const own = places.map((place) => members[place] as Member);
    const key = hashOfAll(
      conditions,
      own.map(({ id, name, hash, stale, heldBack, renamed }, at) => [
        places[at],
        id,
        name,
        hash,
        stale,
        heldBack,
        renamed,
      ]),
    );
    const verdicts = own.flatMap(({ id }) => kept.get(id)?.verdict ?? []);
    const fits =
      verdicts.length === own.length &&
      verdicts.every((verdict) => verdict.key === key) &&
      !own.some(({ id }) => input.drawn.has(id));
    return { places, ids: new Set(own.map(({ id }) => id)), key, kept: fits ? verdicts : null };
  });
}

/** Whether the inputs known only after judging are unchanged too. */
function holds(
  { kept, ids }: Group,
  { open }: Judgement,
  decisionsKey: string,
  digests: ReadonlyMap<string, string>,
): boolean {
  const openKey = openKeyOf(open, ids);
  return (kept ?? []).every(
    (verdict) =>
      verdict.decisionsKey === decisionsKey &&
      verdict.openKey === openKey &&
      verdict.accounts.every(([organization, digest]) => digests.get(organization) === digest),
  );
}

function withoutRows({ id, name, stale, heldBack, renamed }: Member, { deadlines }: KeptReading): CollegeInput {
  return { id, name, stale, heldBack, renamed, apart: true, deadlines: new Map(deadlines), parsed: NO_ROWS };
}

const NO_ROWS = parseWorkbook({ version: '', tabs: [] }, 0, []);

function judgedApart(groups: readonly Group[], readings: readonly KeptReading[]): JudgedApart {
  const places = groups.flatMap((group) => group.places.map((place, at) => [place, group.kept?.[at]] as const));
  const verdicts = places
    .toSorted(([a], [b]) => a - b)
    .flatMap(([place, verdict]) => (verdict ? [{ place, verdict }] : []));
  const all = verdicts.map(({ verdict }) => verdict);
  let names: TokenSet | null = null;
  return {
    found: {
      findings: all.flatMap(({ findings }) => findings),
      due: all.flatMap(({ due }) => due),
      notChecked: all.flatMap(({ notChecked }) => notChecked),
      unjudged: all.flatMap(({ unjudged }) => unjudged),
    },
    elsewhere: elsewhereOf(
      verdicts.map(({ place, verdict }) => [verdict, (readings[place] as KeptReading).uncalculated]),
    ),
    isName: (text) => {
      names ??= new TokenSet(verdicts.map(({ place }) => (readings[place] as KeptReading).links.names));
      return names.has(linkToken('name', text));
    },
  };
}

function elsewhereOf(parts: readonly (readonly [KeptVerdict, KeptReading['uncalculated']])[]): ElsewhereBoth {
  const of = (which: keyof Both<unknown>): Elsewhere => {
    const heldTypes = new Map<string, number>();
    for (const [verdict] of parts)
      for (const [type, times] of verdict.heldTypes[which]) heldTypes.set(type, (heldTypes.get(type) ?? 0) + times);
    return {
      uncalculated: parts.flatMap(([, uncalculated]) => uncalculated[which]),
      decisions: parts.flatMap(([verdict]) => verdict.decisions[which]),
      heldTypes,
    };
  };
  const read = of('read');
  return { read, meant: parts.every(([verdict, unknown]) => isSame(verdict, unknown)) ? read : of('meant') };
}

function isSame({ decisions, heldTypes }: KeptVerdict, uncalculated: KeptReading['uncalculated']): boolean {
  return [decisions, heldTypes, uncalculated].every(({ read, meant }) => textOf(read) === textOf(meant));
}

function decisionsKeyOf(verdicts: readonly Pick<JudgedCollege, 'decisions'>[]): string {
  const keysOf = (which: keyof Both<unknown>) =>
    verdicts.flatMap(({ decisions }) => decisions[which].map((decision) => textOf(decision))).sort();
  return hashOfAll(keysOf('read'), keysOf('meant'));
}

/** A text for anything with unreadable cells in it. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'symbol' ? { symbol: part.description } : part));
}

function nextOf(
  { places, ids, key }: Group,
  { open }: Judgement,
  found: ReadonlyMap<string, JudgedCollege>,
  decisionsKey: string,
  members: readonly Member[],
  readings: readonly KeptReading[],
): KeptJudgement['next'] {
  const openKey = openKeyOf(open, ids);
  return places.flatMap((place) => {
    const college = (members[place] as Member).id;
    const judged = found.get(college);
    return judged
      ? [{ college, reading: readings[place] as KeptReading, verdict: { key, decisionsKey, openKey, ...judged } }]
      : [];
  });
}
