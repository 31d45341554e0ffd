import { type CalendarDay, civilOf, dayOf } from '../../shared/domain/calendar.ts';
import { PoliticalStatus, Sex, StudentStatus, StudyLevel } from '../../shared/domain/vocabulary.ts';
import { type CareerPace, developmentRecord, recommendationDays, STEADY, statusOf } from './development.ts';
import type { Frame, PartyBranch, Person, SchoolClass } from './model.ts';
import { personName } from './names.ts';
import type { ClassPlan } from './plan-classes.ts';
import type { Random } from './random.ts';
import type { CollegeProfile } from './university.ts';

/** What is usual at a level of study. */
interface LevelHabits {
  /** First digit of a 学号, letter of a class id. */
  readonly digit: string;
  readonly letter: string;
  readonly years: number;
  /** Years of age on 1 September of the year of entry, from and to. */
  readonly ages: readonly [number, number];
  /** Share of party members who joined before they came, and of League members among the others. */
  readonly joinedBefore: number;
  readonly league: number;
  /** How many the class recommends at each of its half-yearly assemblies. */
  readonly recommended: readonly number[];
}

export const HABITS: Readonly<Record<StudyLevel, LevelHabits>> = {
  [StudyLevel.undergraduate]: {
    digit: '4',
    letter: '',
    years: 4,
    ages: [18, 19],
    joinedBefore: 0,
    league: 0.96,
    recommended: [3, 2, 2, 2, 2, 1, 1, 1],
  },
  [StudyLevel.master]: {
    digit: '2',
    letter: 'M',
    years: 3,
    ages: [22, 24],
    joinedBefore: 0.34,
    league: 0.9,
    recommended: [1, 1, 1, 1, 1, 0],
  },
  [StudyLevel.doctor]: {
    digit: '1',
    letter: 'D',
    years: 4,
    ages: [24, 28],
    joinedBefore: 0.45,
    league: 0.8,
    recommended: [1, 0, 0, 0, 1, 0, 0, 0],
  },
};

/** The index of a class within its college. */
export interface ClassSetting {
  readonly plan: ClassPlan;
  readonly profile: CollegeProfile;
  readonly index: number;
  /** First running number of its students within level and year of entry. */
  readonly firstNumber: number;
}

/** A class with its people; branches and posts come later. */
export function makeClass(random: Random, setting: ClassSetting, frame: Frame): SchoolClass {
  const { plan, profile } = setting;
  const { level, entryYear, number } = plan;
  const code = `${HABITS[level].letter}${String(entryYear).slice(2)}${String(number).padStart(2, '0')}`;
  const made: SchoolClass = {
    id: `${profile.id}-C-${code}`,
    name: `${nameOfClass(plan, profile)}班`,
    level,
    entryYear,
    number,
    foundedOn: Math.min(dayOf(entryYear, 9, 10), frame.asOf),
    people: [],
    leagueId: `${profile.id}-T-${code}`,
    leagueName: `${nameOfClass(plan, profile)}团支部`,
    termEndsOn: 0,
    branch: undefined as unknown as PartyBranch,
    officers: [],
  };
  for (let i = 0; i < plan.size; i++) made.people.push(makePerson(random, setting, made, i));
  fillLeague(made.people);
  recommend(random, made, frame);
  return made;
}

/** Fewer could not fill the committee and keep a League branch besides. */
const LEAGUE_MEMBERS_NEEDED = 10;

/** Classes of doctors may have too few League members by chance: then fewer of them were party members before. */
function fillLeague(people: readonly Person[]): void {
  const others = people.filter(({ political }) => political !== PoliticalStatus.leagueMember);
  const missing = LEAGUE_MEMBERS_NEEDED - (people.length - others.length);
  for (const person of others.slice(0, Math.max(0, missing))) person.political = PoliticalStatus.leagueMember;
}

function nameOfClass({ level, entryYear, number }: ClassPlan, { majors, short }: CollegeProfile): string {
  const code = `${String(entryYear).slice(2)}${String(number).padStart(2, '0')}`;
  if (level === StudyLevel.undergraduate) return `${majors[(number - 1) % majors.length] ?? ''}${code}`;
  return `${short}${level === StudyLevel.master ? '研' : '博'}${code}`;
}

function makePerson(
  random: Random,
  { plan, index, firstNumber }: ClassSetting,
  schoolClass: SchoolClass,
  place: number,
): Person {
  const habits = HABITS[plan.level];
  const sex = random.chance(0.62) ? Sex.male : Sex.female;
  const [youngest, oldest] = habits.ages;
  const latest = dayOf(plan.entryYear - youngest, 8, 31);
  const bornOn = latest - random.between(0, (oldest - youngest) * 365);
  const inLeague = random.chance(habits.league);
  const before = random.chance(habits.joinedBefore);
  const number = firstNumber + place;
  return {
    id: `${habits.digit}${String(plan.entryYear).slice(2)}${String(index + 1).padStart(2, '0')}${String(number).padStart(3, '0')}`,
    name: personName(random, sex),
    sex,
    bornOn,
    joinedLeagueOn: inLeague || before ? leagueDay(random, bornOn) : null,
    schoolClass,
    political: before
      ? PoliticalStatus.fullMember
      : inLeague
        ? PoliticalStatus.leagueMember
        : PoliticalStatus.nonMember,
    record: null,
    branch: null,
    status: StudentStatus.enrolled,
    leftOn: null,
  };
}

/** League members join at fourteen to seventeen, mostly around 4 May. */
function leagueDay(random: Random, bornOn: CalendarDay): CalendarDay {
  const year = civilOf(bornOn).year + random.between(15, 17);
  return dayOf(year, random.pick([5, 5, 5, 12, 10]), random.between(1, 28));
}

/** Lets the class recommend its League members, a few at each assembly. */
function recommend(random: Random, schoolClass: SchoolClass, frame: Frame): void {
  const { level, entryYear, people } = schoolClass;
  const days = recommendationDays(random, entryYear, HABITS[level].years);
  const waiting = random.shuffled(people.filter(({ political }) => political === PoliticalStatus.leagueMember));
  for (const [batch, usual] of HABITS[level].recommended.entries()) {
    const count = usual === 0 ? 0 : Math.max(1, usual + random.between(-1, 1));
    for (const [i, person] of waiting.splice(0, count).entries()) {
      // The very first goes straight through: the class's party branch will need a 书记 who has been a member for long.
      develop(random, person, days[batch] as CalendarDay, frame, batch === 0 && i === 0 ? STEADY : undefined);
    }
  }
  for (const person of waiting) if (random.chance(0.012)) leave(random, person, frame);
}

/**
 * 休学 or 退学, before membership is taken (the as-of day, or 30 June once that has passed); such people hold nothing
 * and are asked for nothing.
 */
function leave(random: Random, person: Person, { asOf, year }: Frame): void {
  person.status = random.chance(0.6) ? StudentStatus.suspended : StudentStatus.withdrawn;
  person.leftOn = Math.max(
    Math.min(asOf, dayOf(year + 1, 6, 30)) - random.between(20, 200),
    person.schoolClass.foundedOn,
  );
}

/** Whether somebody studies here (also those who have just graduated): the others hold nothing and are asked for nothing. */
export function isPresent({ status }: Person): boolean {
  return status === StudentStatus.enrolled || status === StudentStatus.graduated;
}

/** Gives somebody a record that begins with the recommendation on that day. */
export function develop(
  random: Random,
  person: Person,
  recommendedOn: CalendarDay,
  frame: Frame,
  pace?: CareerPace,
): void {
  const enrolledOn = dayOf(person.schoolClass.entryYear, 9, 5);
  person.record = developmentRecord(random, recommendedOn, enrolledOn, person.bornOn, frame, pace);
  const status = person.record && statusOf(person.record);
  if (status !== null) person.political = status;
}
