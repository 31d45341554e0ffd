import { type CalendarDay, dayOf } from '../../shared/domain/calendar.ts';
import { ClassPost, HonorLevel, MatterKind, PartyPost } from '../../shared/domain/vocabulary.ts';
import { fullMembersOf } from './branches.ts';
import { currentHolder, isInLeague } from './committees.ts';
import type { RowDraft } from './draft.ts';
import type { CollegeModel, Frame, Person, SchoolClass } from './model.ts';
import { isPresent } from './people.ts';
import type { Random } from './random.ts';
import { wasMemberOn } from './register.ts';
import {
  AWARDS,
  CLASS_AFFAIRS,
  CLASS_HONORS,
  LEAGUE_HONORS,
  NOMINATIONS,
  PARTY_HONORS,
  SPRING_AWARDS,
} from './topics.ts';

/** Rows of 工作计划, 议事决策 and 荣誉. */

export function planRows({ branches, classes, frame, random }: CollegeModel): RowDraft<'plans'>[] {
  const days = random.fork('plans');
  const rows = [
    ...branches.map(({ id, officers }) => planRow(days, id, currentHolder(officers, PartyPost.secretary), frame)),
    ...classes.map(({ leagueId, officers }) =>
      planRow(days, leagueId, currentHolder(officers, ClassPost.leagueSecretary), frame),
    ),
  ];
  return rows.flatMap((row) => (row === null ? [] : [row]));
}

/** By the 书记 in office, within a fortnight of the election of this academic year and before 31 October. */
function planRow(
  random: Random,
  orgId: string,
  author: { readonly holder: { readonly id: string }; readonly from: CalendarDay } | undefined,
  { year, asOf }: Frame,
): RowDraft<'plans'> | null {
  const gap = random.between(4, 14);
  if (!author || author.from < dayOf(year, 9, 1)) return null;
  const submittedOn = author.from + gap;
  return submittedOn > asOf
    ? null
    : {
        orgId,
        academicYear: year,
        authorId: author.holder.id,
        submittedOn,
        evidence: `https://pan.qiming.example/plan/${orgId}`,
      };
}

export function decisionRows(college: CollegeModel): RowDraft<'decisions'>[] {
  const { classes, frame, random, profile } = college;
  const rows = classes.flatMap((schoolClass) =>
    decisionsOf(random.fork(`decisions/${schoolClass.id}`), schoolClass, frame),
  );
  rows.sort((a, b) => Number(a.leagueAssemblyOn) - Number(b.leagueAssemblyOn));
  for (const [i, row] of rows.entries()) row.id = `${profile.id}-Y${frame.year}-${String(i + 1).padStart(3, '0')}`;
  return rows;
}

function decisionsOf(random: Random, schoolClass: SchoolClass, frame: Frame): RowDraft<'decisions'>[] {
  const { year, asOf } = frame;
  const people = schoolClass.people.filter(isPresent);
  const some = (count: number): readonly Person[] => random.sample(people, count);
  const rows: RowDraft<'decisions'>[] = [];
  const add = (on: CalendarDay, kind: MatterKind, name: string, named: readonly Person[]): void => {
    if (on <= asOf && on >= schoolClass.foundedOn + 14)
      rows.push(decisionRow(random, schoolClass, on, kind, name, named));
  };
  add(dayOf(year, 10, random.between(12, 24)), MatterKind.award, random.pick(AWARDS), some(random.between(3, 5)));
  add(dayOf(year, 9, random.between(24, 28)), MatterKind.classAffairs, random.pick(CLASS_AFFAIRS), []);
  if (random.chance(0.5))
    add(dayOf(year, 11, random.between(14, 26)), MatterKind.nomination, random.pick(NOMINATIONS), some(1));
  add(
    dayOf(year + 1, 4, random.between(12, 25)),
    MatterKind.award,
    random.pick(SPRING_AWARDS),
    some(random.between(2, 4)),
  );
  for (const [on, named] of recommendedIn(people, frame)) add(on, MatterKind.leagueRecommendation, '推优入党', named);
  return rows;
}

/** Whom the class recommended in the audited year, by the day of the assembly. */
function recommendedIn(people: readonly Person[], { year }: Frame): ReadonlyMap<CalendarDay, readonly Person[]> {
  const byDay = new Map<CalendarDay, Person[]>();
  for (const person of people) {
    const on = person.record?.recommendedOn ?? null;
    if (on !== null && on >= dayOf(year, 9, 1)) byDay.set(on, [...(byDay.get(on) ?? []), person]);
  }
  return byDay;
}

function decisionRow(
  random: Random,
  schoolClass: SchoolClass,
  on: CalendarDay,
  kind: MatterKind,
  name: string,
  named: readonly Person[],
): RowDraft<'decisions'> {
  const league = schoolClass.people.filter((one) => isPresent(one) && isInLeague(one)).length;
  const isAffair = kind === MatterKind.classAffairs;
  const present = Math.max(Math.ceil(league * 0.85), league - random.between(0, 3));
  return {
    orgId: schoolClass.leagueId,
    kind,
    name,
    studentIds: named.map(({ id }) => id),
    leagueCommitteeOn: on - random.between(2, 6),
    leagueAssemblyOn: on,
    leagueExpected: league,
    leaguePresent: present,
    leagueInFavor: Math.max(Math.ceil(league * 0.7), present - random.between(0, 2)),
    ...(isAffair || kind === MatterKind.leagueRecommendation ? {} : partySteps(random, on, named)),
    ...(isAffair ? {} : { noticeFrom: on + 1, noticeTo: on + 11 }),
  };
}

/** A matter that names a party member passes the party branch too: its committee, then the assembly of all members. */
function partySteps(random: Random, leagueOn: CalendarDay, named: readonly Person[]): RowDraft<'decisions'> {
  const branch = named.find((one) => one.branch !== null && wasMemberOn(one, leagueOn))?.branch;
  if (!branch) return {};
  const expected = fullMembersOf(branch).length;
  const partyAssemblyOn = leagueOn - random.between(0, 1);
  return {
    branchId: branch.id,
    partyCommitteeOn: partyAssemblyOn - random.between(1, 4),
    partyAssemblyOn,
    partyExpected: expected,
    partyPresent: expected,
    partyInFavor: expected - (expected > 4 && random.chance(0.2) ? 1 : 0),
  };
}

export function honorRows({ branches, classes, frame, random }: CollegeModel): RowDraft<'honors'>[] {
  const draw = random.fork('honors');
  const offers = [
    ...branches.map(({ id, foundedOn }) => ({ id, foundedOn, names: PARTY_HONORS })),
    ...classes.map(({ leagueId, foundedOn }) => ({ id: leagueId, foundedOn, names: LEAGUE_HONORS })),
    ...classes.map(({ id, foundedOn }) => ({ id, foundedOn, names: CLASS_HONORS })),
  ];
  return offers.flatMap(({ id, foundedOn, names }) =>
    draw.chance(0.3) ? honorsOf(draw, id, names, foundedOn, frame) : [],
  );
}

function honorsOf(
  random: Random,
  orgId: string,
  names: readonly string[],
  foundedOn: CalendarDay,
  { year, asOf }: Frame,
): RowDraft<'honors'>[] {
  const name = random.pick(names);
  const collegeOn = dayOf(year, 11, random.between(10, 28));
  const matter = random.chance(0.4) ? `${year}年${name}` : null;
  const row = (level: HonorLevel, awardedOn: CalendarDay): RowDraft<'honors'> => ({
    orgId,
    name,
    level,
    awardedOn,
    matter,
    evidence: `https://pan.qiming.example/h/${random.between(0x100000, 0xffffff).toString(16)}`,
  });
  const rows = [row(HonorLevel.college, collegeOn)];
  if (random.chance(0.5))
    rows.push(
      row(random.chance(0.2) ? HonorLevel.municipal : HonorLevel.university, dayOf(year + 1, 5, random.between(4, 26))),
    );
  return rows.filter(({ awardedOn }) => Number(awardedOn) <= asOf && Number(awardedOn) >= foundedOn);
}
