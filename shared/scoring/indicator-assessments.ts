import { ASSESSMENTS, type Asked, askMembers, askOfficers, askStudents } from '../domain/assessments.ts';
import type { Organization } from '../domain/school.ts';
import { Indicator } from '../domain/vocabulary.ts';
import { classesOf, type IndicatorContext, NOTHING_DUE, type Share } from './share.ts';

/** 党员承诺述诺率, 党员评议率, 述职考评率, 学生评测率: assessed / asked, once due, as the EVA rules ask. */
export function assessmentShare(
  { school, parameters }: IndicatorContext,
  org: Organization,
  id: string,
  indicator: Indicator,
): Share {
  const members = school.roster.membersOfBranch(id);
  switch (indicator) {
    case Indicator.pledges:
      return sum(
        askMembers(school, members, ASSESSMENTS.pledge, parameters),
        askMembers(school, members, ASSESSMENTS.pledgeReport, parameters),
      );
    case Indicator.memberAppraisals:
      return sum(askMembers(school, members, ASSESSMENTS.memberAppraisal, parameters));
    case Indicator.dutyReports:
      return sum(askOfficers(school, org, parameters));
    case Indicator.studentAssessments:
      return sum(askStudents(school, classesOf(school, org, id), parameters));
    default:
      return NOTHING_DUE;
  }
}

function sum(...parts: readonly Asked[]): Share {
  return {
    done: parts.reduce((count, { asked, missing }) => count + asked.length - missing.length, 0),
    due: parts.reduce((count, { asked }) => count + asked.length, 0),
  };
}
