import { dayOf } from '../../shared/domain/calendar.ts';
import { Base, HonorLevel, MatterKind, TallyScope } from '../../shared/domain/vocabulary.ts';
import { isInParty } from './committees.ts';
import type { RowDraft } from './draft.ts';
import { type CollegeModel, everybodyIn } from './model.ts';
import { isPresent } from './people.ts';
import { wasMemberOn } from './register.ts';

/** Rows of 阵地, 述责测评 and 个人结果. */

export function baseRows({ classes, others, profile }: CollegeModel): RowDraft<'bases'>[] {
  const leagues = classes.map(({ leagueId }) => leagueId);
  return [
    ...others.flatMap(({ id, name, base, head }) =>
      base
        ? [{ name: name.replace(/功能型.*$/, ''), kind: base, students: 36, head: head?.name ?? null, orgIds: [id] }]
        : [],
    ),
    { name: `${profile.short}苑 3 号楼`, kind: Base.dormitory, students: 210, orgIds: leagues.slice(0, 4) },
    { name: `${profile.name}微信公众号`, kind: Base.network, orgIds: leagues.slice(-1) },
  ];
}

/** Both tallies of every member admitted by 30 June, in the last days before it. */
export function tallyRows(college: CollegeModel): RowDraft<'tallies'>[] {
  const { year, asOf } = college.frame;
  const random = college.random.fork('tallies');
  const [first, last] = [dayOf(year + 1, 6, 25), dayOf(year + 1, 6, 30)];
  const members = everybodyIn(college).filter((one) => isPresent(one) && isInParty(one) && wasMemberOn(one, last));
  return members.flatMap(({ id, name, record, schoolClass }) => {
    const heldOn = Math.max(first, record?.admittedOn ?? 0);
    if (heldOn > asOf) return [];
    return Object.values(TallyScope).map((scope) => {
      const expected = scope === TallyScope.members ? random.between(8, 16) : schoolClass.people.length;
      const present = expected - random.between(0, 2);
      const [poor, fair] = [0, random.chance(0.1) ? 1 : 0];
      const excellent = random.between(1, Math.floor(present / 2));
      const good = present - excellent - fair - poor;
      return { academicYear: year, studentId: id, name, scope, heldOn, expected, present, excellent, good, fair, poor };
    });
  });
}

/** What students got by the decisions of their classes, a fortnight after the assembly. */
export function outcomeRows(
  college: CollegeModel,
  decisions: readonly RowDraft<'decisions'>[],
): RowDraft<'outcomes'>[] {
  const { frame, random: source } = college;
  const random = source.fork('outcomes');
  const names = new Map(everybodyIn(college).map(({ id, name }) => [id, name]));
  const rows = decisions
    .filter(({ kind }) => kind === MatterKind.award || kind === MatterKind.nomination)
    .flatMap(({ id, kind, name, studentIds, leagueAssemblyOn }) =>
      (studentIds as readonly string[]).map((studentId) => ({
        studentId,
        name: names.get(studentId) ?? null,
        kind: kind ?? null,
        title: name ?? null,
        level: random.pick([HonorLevel.university, HonorLevel.college]),
        awardedOn: Number(leagueAssemblyOn) + 14,
        decisionId: random.chance(0.5) ? (id ?? null) : null,
      })),
    );
  return rows.filter(({ awardedOn }) => awardedOn <= frame.asOf);
}
