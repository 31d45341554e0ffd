import type { CalendarDay } from '../../shared/domain/calendar.ts';
import { ActivityType, Audience, CombinedWith, OrgKind } from '../../shared/domain/vocabulary.ts';
import { fullMembersOf } from './branches.ts';
import { isInLeague } from './committees.ts';
import { dayInMonth, type Rhythm, rhythmDays } from './days.ts';
import type { RowDraft } from './draft.ts';
import type { CollegeModel, Frame, PartyBranch, SchoolClass } from './model.ts';
import { isPresent } from './people.ts';
import type { Random } from './random.ts';
import { higherOrgId } from './register.ts';
import { OUTDOOR_VENUES, TOPICS, VENUES } from './topics.ts';

/** What the kinds of activity differ in. */
interface Occasion {
  readonly type: string;
  readonly host: string;
  readonly expected: number;
  readonly joint?: readonly string[];
  readonly guide?: string;
  readonly audience?: readonly Audience[];
  readonly combined?: readonly CombinedWith[];
  /** Costs money and takes place outside. */
  readonly outdoor?: boolean;
}

type Plan = readonly [rhythm: Rhythm, occasion: Occasion];

/** Everything that the college held from 1 September to the as-of day, by date. Identities stay unique: one type a host a day. */
export function makeActivities(college: CollegeModel): RowDraft<'activities'>[] {
  const { frame, random } = college;
  const rows: RowDraft<'activities'>[] = [
    ...college.classes.flatMap((one) => [...ofClass(random.fork(`activities/${one.id}`), one, frame)]),
    ...college.branches.flatMap((branch) => [...ofBranch(random.fork(`activities/${branch.id}`), branch, frame)]),
    ...ofCollege(random.fork('activities'), college),
  ];
  rows.sort((a, b) => Number(a.heldOn) - Number(b.heldOn));
  // Half of the colleges number their activities, the others know them by date, host, type and topic.
  if (college.index % 2 === 0)
    for (const [i, row] of rows.entries())
      row.id = `${college.profile.id}-${frame.year}-${String(i + 1).padStart(4, '0')}`;
  return rows;
}

function ofClass(random: Random, schoolClass: SchoolClass, frame: Frame): RowDraft<'activities'>[] {
  const { id, leagueId, branch } = schoolClass;
  const people = schoolClass.people.filter(isPresent).length;
  const league = schoolClass.people.filter((one) => isPresent(one) && isInLeague(one)).length;
  const ofLeague = (type: string): Occasion => ({
    type,
    host: leagueId,
    expected: league,
    audience: [Audience.leagueMembers],
  });
  const plans: readonly Plan[] = [
    [
      'month',
      { ...ofLeague(ActivityType.leagueDay), guide: branch.id, ...(random.chance(0.3) ? { joint: [id] } : {}) },
    ],
    ['month', { ...ofLeague(ActivityType.leagueCommitteeMeeting), expected: 4 }],
    ['quarter', ofLeague(ActivityType.leagueAssembly)],
    ['quarter', ofLeague(ActivityType.leagueLecture)],
    ['year', { ...ofLeague(ActivityType.leagueAppraisal), guide: branch.id }],
    ['month', { type: ActivityType.classMeeting, host: id, expected: people }],
    ['term', { type: ActivityType.jointMeeting, host: id, expected: 9, joint: [leagueId] }],
  ];
  return held(random, [...plans, ...practiceOf(random, schoolClass, people, league)], schoolClass.foundedOn, frame);
}

/** One in eight classes and branches is a model that does everything: that is what makes a ranking. */
const MODEL_SHARE = 0.12;

function practiceOf(random: Random, { id, leagueId }: SchoolClass, people: number, league: number): Plan[] {
  const isModel = random.chance(MODEL_SHARE);
  const offers: readonly Plan[] = [
    [
      isModel ? 'month' : 'term',
      { type: ActivityType.volunteering, host: leagueId, expected: league, joint: [id], outdoor: true },
    ],
    [isModel ? 'month' : 'term', { type: ActivityType.studyCulture, host: id, expected: people, joint: [leagueId] }],
    [
      isModel ? 'term' : 'year',
      { type: ActivityType.fieldPractice, host: leagueId, expected: league, joint: [id], outdoor: true },
    ],
    [
      isModel ? 'quarter' : 'year',
      { type: ActivityType.innovation, host: leagueId, expected: Math.ceil(league / 2), joint: [id] },
    ],
    [isModel ? 'quarter' : 'term', { type: ActivityType.recreation, host: id, expected: people, joint: [leagueId] }],
  ];
  return offers.filter(() => isModel || random.chance(0.45));
}

function ofBranch(random: Random, branch: PartyBranch, frame: Frame): RowDraft<'activities'>[] {
  const { classes, members } = branch;
  const own = ofMembers(branch);
  const jointLife: Occasion = {
    ...own(ActivityType.jointLife),
    joint: classes.map(({ leagueId }) => leagueId),
    expected: members.length + 20,
    audience: [Audience.partyMembers, Audience.activists, Audience.leagueMembers],
  };
  // With the League branches and classes that it guides: each of them owes one a term (MEC-06, MEC-13).
  const exchange: Occasion = {
    type: ActivityType.exchangeForum,
    host: branch.id,
    expected: 18,
    joint: classes.flatMap(({ id, leagueId }) => [leagueId, id]),
  };
  const plans: Plan[] = [
    ['month', own(ActivityType.partyDay)],
    ['quarter', own(ActivityType.partyAssembly)],
    ['quarter', { ...own(ActivityType.partyLecture), audience: [Audience.partyMembers, Audience.activists] }],
    ['year', own(ActivityType.lifeMeeting)],
    ['year', own(ActivityType.democraticAppraisal)],
    ['term', jointLife],
    ['term', exchange],
    ...jointPracticeOf(random, branch),
  ];
  if (fullMembersOf(branch).length >= 7) {
    plans.push(['month', { ...own(ActivityType.partyCommitteeMeeting), expected: 5 }]);
  }
  return held(random, plans, branch.foundedOn, frame);
}

/** An activity of a branch's own members. */
function ofMembers({ id, members }: PartyBranch): (type: string) => Occasion {
  return (type) => ({ type, host: id, expected: members.length, audience: [Audience.partyMembers] });
}

/** What party members do with League and class (四(4)); 助学零距离 is held by every branch, so that none owes it. */
function jointPracticeOf(random: Random, branch: PartyBranch): Plan[] {
  const own = ofMembers(branch);
  const withLeague = (type: string, combined: CombinedWith): Occasion => ({
    ...own(type),
    joint: [random.pick(branch.classes).leagueId],
    combined: [combined],
    expected: branch.members.length + 12,
    outdoor: true,
  });
  const isModel = random.chance(MODEL_SHARE);
  const project = random.pick([CombinedWith.volunteering, CombinedWith.innovation]);
  const plans: Plan[] = [[isModel ? 'month' : 'year', withLeague(ActivityType.studyHelp, CombinedWith.studyCulture)]];
  if (isModel || random.chance(0.5)) {
    plans.push(['term', withLeague(ActivityType.redPairing, CombinedWith.fieldPractice)]);
  }
  if (isModel || random.chance(0.5)) {
    plans.push([isModel ? 'term' : 'year', withLeague(ActivityType.grassrootsProject, project)]);
  }
  if (isModel) plans.push(['quarter', { ...own(ActivityType.volunteering), outdoor: true }]);
  return plans;
}

/** The college's Party committee with a branch each term, and its functional organizations. */
function ofCollege(random: Random, { branches, others, profile, frame }: CollegeModel): RowDraft<'activities'>[] {
  const host = branches[0] as PartyBranch;
  const plans: Plan[] = [
    ['term', { type: ActivityType.exchangeForum, host: higherOrgId(profile.id), expected: 18, joint: [host.id] }],
  ];
  for (const { id, kind } of others) {
    if (kind === OrgKind.functionalPartyOrg)
      plans.push(
        ['quarter', { type: ActivityType.partyLecture, host: id, expected: 15 }],
        ['month', { type: ActivityType.partyDay, host: id, expected: 15 }],
        ['term', { type: ActivityType.volunteering, host: id, expected: 12, outdoor: true }],
      );
    if (kind === OrgKind.functionalLeagueOrg)
      plans.push(
        ['month', { type: ActivityType.leagueDay, host: id, expected: 20, guide: host.id }],
        ['term', { type: ActivityType.innovation, host: id, expected: 20 }],
      );
    if (kind === OrgKind.partyStudyGroup)
      plans.push([
        'quarter',
        { type: ActivityType.partyLecture, host: id, expected: 10, audience: [Audience.activists] },
      ]);
  }
  return held(random, plans, 0, frame);
}

function held(random: Random, plans: readonly Plan[], foundedOn: CalendarDay, frame: Frame): RowDraft<'activities'>[] {
  return plans.flatMap(([rhythm, occasion]) => {
    const days =
      rhythm === 'year' && occasion.outdoor
        ? [dayInMonth(random, frame, random.pick([10, 11, 3, 4, 5]))]
        : rhythmDays(random, frame, rhythm);
    const topics = random.shuffled(TOPICS[occasion.type] ?? [occasion.type]);
    return days.flatMap((day, i) =>
      day < foundedOn || day > frame.asOf
        ? []
        : [activityRow(random, occasion, day, topics[i % topics.length] as string)],
    );
  });
}

function activityRow(random: Random, occasion: Occasion, heldOn: CalendarDay, topic: string): RowDraft<'activities'> {
  const { type, host, expected, joint, guide, audience, combined, outdoor } = occasion;
  return {
    heldOn,
    hostId: host,
    type,
    topic,
    expected,
    present: Math.max(Math.ceil(expected * 0.8), expected - random.between(0, 4)),
    venue: outdoor ? random.pick(OUTDOOR_VENUES) : random.pick(VENUES),
    evidence: `https://pan.qiming.example/s/${random.between(0x100000, 0xffffff).toString(16)}`,
    ...(joint ? { jointIds: joint } : {}),
    ...(guide ? { guideBranchId: guide } : {}),
    ...(audience ? { audience } : {}),
    ...(combined ? { combinedWith: combined } : {}),
    ...(outdoor ? { funds: random.between(1, 20) * 50 } : {}),
  };
}
