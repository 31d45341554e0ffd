import { ClassPost, PartyPost, PoliticalStatus } from '../../../shared/domain/vocabulary.ts';
import { currentHolder, isInParty } from '../committees.ts';
import type { Person, SchoolClass } from '../model.ts';
import { isPresent } from '../people.ts';
import {
  classTenure,
  idleMember,
  isPlain,
  orgRow,
  reassign,
  takeBranch,
  takeClass,
  tenureOf,
} from './organization-rows.ts';
import { at, type Mistake, remove } from './site.ts';

/** ORG-03 to ORG-11: who holds which post. */
export const POST_FAULTS: readonly Mistake[] = [
  {
    rule: 'ORG-03',
    note: '党支部书记已离任，没有新书记',
    plant: (site) => {
      const branch = takeBranch(site);
      const row = branch && tenureOf(site, [branch.id], PartyPost.secretary);
      if (!branch || !row || Number(row.from) >= site.membershipOn - 20) return null;
      row.to = site.membershipOn;
      return at('organizations', orgRow(site, branch.id), 'id');
    },
  },
  {
    rule: 'ORG-04',
    note: '班级没有文艺委员',
    plant: (site) => {
      const schoolClass = takeClass(site);
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.artsOfficer);
      if (!schoolClass || !row) return null;
      remove(site, 'tenures', row);
      return at('organizations', orgRow(site, schoolClass.id), 'id');
    },
  },
  {
    rule: 'ORG-05',
    note: '班长没有兼任团支部副书记',
    plant: (site) => {
      const schoolClass = takeClass(site);
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.monitor);
      if (!row) return null;
      row.posts = [ClassPost.monitor];
      return at('tenures', row, 'posts');
    },
  },
  {
    rule: 'ORG-06',
    note: '党支部支委兼了两个班团职务',
    plant: (site) => {
      const officerOf = ({ officers }: SchoolClass): Person | null => {
        const holder = currentHolder(officers, ClassPost.studyOfficer)?.holder;
        return holder?.schoolClass && holder.branch?.officers.some((one) => one.holder === holder && one.to === null)
          ? holder
          : null;
      };
      const schoolClass = takeClass(site, (one) => officerOf(one) !== null && site.isFree(officerOf(one)?.branch?.id));
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.sportsOfficer);
      if (!schoolClass || !row) return null;
      const officer = officerOf(schoolClass) as Person;
      // Nobody may take the office in the branch away afterwards.
      takeBranch(site, (one) => one === officer.branch);
      reassign(site, row, officer);
      return at('tenures', row, 'posts');
    },
  },
  {
    rule: 'ORG-07',
    note: '一个党支部同时有两名书记',
    plant: (site) => {
      const branch = takeBranch(site);
      const row = branch && tenureOf(site, [branch.id], PartyPost.deputySecretary);
      if (!row) return null;
      row.posts = [PartyPost.secretary];
      return at('tenures', row, 'posts');
    },
  },
  {
    rule: 'ORG-08',
    note: '党支部职务由预备党员担任',
    plant: (site) => {
      const branch = takeBranch(site, ({ members }) =>
        members.some(({ political }) => political === PoliticalStatus.probationaryMember),
      );
      const row = branch && tenureOf(site, [branch.id], PartyPost.deputySecretary);
      const person =
        branch &&
        site.take(
          branch.members,
          ({ id }) => id,
          ({ political }) => political === PoliticalStatus.probationaryMember,
        );
      if (!row || !person) return null;
      Object.assign(row, { holderId: person.id, name: person.name });
      return at('tenures', row, 'posts');
    },
  },
  {
    rule: 'ORG-09',
    note: '班委由别的班的学生担任',
    plant: (site) => {
      const schoolClass = takeClass(site);
      const other = site.college.classes.find((one) => one !== schoolClass);
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.lifeOfficer);
      const person = other && idleMember(site, other, isPlain);
      if (!row || !person) return null;
      reassign(site, row, person);
      return at('tenures', row, 'posts');
    },
  },
  {
    rule: 'ORG-10',
    note: '班里有党员，但没有党员担任班团职务',
    plant: (site) => {
      const schoolClass = takeClass(site, ({ officers, people }) => {
        const members = officers.filter(
          ({ holder, to }) => to === null && holder.schoolClass !== null && isInParty(holder),
        );
        return (
          members.length === 1 &&
          members[0]?.post === ClassPost.studyOfficer &&
          people.some((one) => isPresent(one) && isInParty(one))
        );
      });
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.studyOfficer);
      const person = schoolClass && idleMember(site, schoolClass, isPlain);
      if (!row || !person || !schoolClass) return null;
      reassign(site, row, person);
      return at('organizations', orgRow(site, schoolClass.id), 'id');
    },
  },
  {
    rule: 'ORG-11',
    note: '除班长外没有人兼任团支部和班委会职务',
    plant: (site) => {
      const schoolClass = takeClass(site);
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.practiceOfficer);
      const person = schoolClass && idleMember(site, schoolClass, isPlain);
      if (!row || !person || !schoolClass) return null;
      reassign(site, row, person);
      return at('organizations', orgRow(site, schoolClass.id), 'id');
    },
  },
];
