import { addMonths, type CalendarDay, civilOf, dayOf } from '../../shared/domain/calendar.ts';
import { ClassPost, PoliticalStatus } from '../../shared/domain/vocabulary.ts';
import type { Frame, Officer, Person, SchoolClass } from './model.ts';
import { isPresent } from './people.ts';
import type { Random } from './random.ts';

/** Posts that anybody in the class may hold. */
const OPEN_POSTS = [ClassPost.sportsOfficer, ClassPost.artsOfficer, ClassPost.lifeOfficer, ClassPost.safetyOfficer];

/**
 * Elects the committee of a class, and remembers who was 团支部书记 and 班长 before. Ten posts for nine people: one
 * League officer shares in the class's work, and a party member has a post, as 四(1) encourages.
 */
export function electCommittee(random: Random, schoolClass: SchoolClass, frame: Frame): void {
  const electedOn = lastElection(random, schoolClass, frame);
  schoolClass.termEndsOn = addMonths(dayOf(civilOf(electedOn).year, 10, 31), 12);
  const enrolled = random.shuffled(schoolClass.people.filter(isPresent));
  const league = enrolled.filter(({ political }) => political === PoliticalStatus.leagueMember);
  const members = enrolled.filter(isInParty);
  const taken = new Set<Person>();
  const take = (from: readonly Person[]): Person => {
    const person = [...from, ...enrolled.filter(isInLeague), ...enrolled].find((one) => !taken.has(one)) as Person;
    taken.add(person);
    return person;
  };
  const appoint = (post: ClassPost, holder: Person): void => {
    schoolClass.officers.push({ post, holder, from: electedOn, to: null });
  };
  // Nobody in office in a party branch may have two posts here, so the one who shares is chosen first.
  const shared = take([...league, ...enrolled.filter((one) => !isBranchOfficer(one))]);
  appoint(ClassPost.leagueSecretary, take(league));
  appoint(ClassPost.monitor, take(league));
  appoint(ClassPost.organizationOfficer, shared);
  appoint(ClassPost.practiceOfficer, shared);
  appoint(ClassPost.publicityOfficer, take(league));
  appoint(ClassPost.studyOfficer, take(members));
  for (const post of OPEN_POSTS) appoint(post, take(enrolled));
  if (schoolClass.entryYear < frame.year)
    rememberFormer(
      schoolClass,
      league.filter((one) => !taken.has(one)),
      electedOn,
    );
}

/** Committees are elected every October, those of first-year classes soon after entry. */
function lastElection(random: Random, { entryYear }: SchoolClass, { asOf, year }: Frame): CalendarDay {
  const first = dayOf(entryYear, 9, 20);
  if (entryYear === year) return Math.min(first, asOf);
  const day = random.between(8, 14);
  return [dayOf(year, 10, day), dayOf(year - 1, 10, day)].find((on) => on <= asOf && on > first) ?? first;
}

function rememberFormer(schoolClass: SchoolClass, people: readonly Person[], electedOn: CalendarDay): void {
  const from = Math.max(addMonths(electedOn, -12), schoolClass.foundedOn);
  const former: readonly ClassPost[] = [ClassPost.leagueSecretary, ClassPost.monitor];
  for (const [i, post] of former.entries()) {
    const holder = people[i];
    if (holder && from < electedOn) schoolClass.officers.push({ post, holder, from, to: electedOn });
  }
}

function isBranchOfficer(person: Person): boolean {
  return person.branch?.officers.some(({ holder }) => holder === person) ?? false;
}

export function isInParty({ political }: Person): boolean {
  return political === PoliticalStatus.fullMember || political === PoliticalStatus.probationaryMember;
}

export function isInLeague({ political }: Person): boolean {
  return political !== PoliticalStatus.nonMember && !isInParty({ political } as Person);
}

/** Who holds a post on the as-of day. */
export function currentHolder<Post>(officers: readonly Officer<Post>[], post: Post): Officer<Post> | undefined {
  return officers.find((one) => one.post === post && one.to === null);
}
