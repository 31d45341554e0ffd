import { addMonths, birthdayOf, type CalendarDay, dayOf } from '../../shared/domain/calendar.ts';
import { PoliticalStatus, RecommendedBy } from '../../shared/domain/vocabulary.ts';
import type { DevelopmentRecord, Frame } from './model.ts';
import type { Random } from './random.ts';

/** How far and how fast somebody goes. */
export interface CareerPace {
  /** Months from 确定积极分子 to 确定发展对象; `null`: stays an activist. */
  readonly activistMonths: number | null;
  readonly extended: boolean;
  readonly ended: boolean;
}

/** Straight through, without delay. */
export const STEADY: CareerPace = { activistMonths: 12, extended: false, ended: false };

/** Days of the assemblies at which a class recommends: one in autumn and one in spring of every year of study. */
export function recommendationDays(random: Random, entryYear: number, years: number): readonly CalendarDay[] {
  return Array.from({ length: years }, (_, k) => [
    dayOf(entryYear + k, 11, random.between(3, 10)),
    dayOf(entryYear + k + 1, 4, random.between(3, 10)),
  ]).flat();
}

/**
 * The record of somebody whom the class recommends on a day, cut at the as-of day; `null` where the application is
 * still to come. Every span holds under both editions of 发展党员工作细则: the stricter one binds.
 */
export function developmentRecord(
  random: Random,
  recommendedOn: CalendarDay,
  enrolledOn: CalendarDay,
  bornOn: CalendarDay,
  { asOf }: Frame,
  pace: CareerPace = paceOf(random),
): DevelopmentRecord | null {
  const steps = { ...toActivist(random, recommendedOn, enrolledOn, bornOn), ...blankFromProspect() };
  if (pace.activistMonths !== null)
    Object.assign(steps, toOath(random, addMonths(steps.activistOn, pace.activistMonths)));
  if (steps.admittedOn !== null) Object.assign(steps, toConfirmation(random, steps.admittedOn, pace.extended));
  if (pace.ended)
    Object.assign(steps, { ...blankFromProspect(), endedOn: steps.activistOn + random.between(120, 300) });
  return steps.appliedOn > asOf ? null : cutAt(asOf, steps);
}

function paceOf(random: Random): CareerPace {
  const draw = random.next();
  return {
    activistMonths: draw < 0.1 ? null : draw < 0.25 ? 18 : 12,
    extended: random.chance(0.01),
    ended: random.chance(0.02),
  };
}

function toActivist(random: Random, recommendedOn: CalendarDay, enrolledOn: CalendarDay, bornOn: CalendarDay) {
  const earliest = Math.max(enrolledOn + 5, birthdayOf(bornOn, 18));
  const latest = recommendedOn - 32;
  const appliedOn = Math.max(
    Math.min(earliest, latest),
    latest - random.between(0, Math.max(0, Math.min(300, latest - earliest))),
  );
  const byMember = random.chance(0.07);
  return {
    appliedOn,
    talkedOn: appliedOn + random.between(4, 26),
    recommendedBy: byMember ? RecommendedBy.member : RecommendedBy.league,
    recommendedOn: byMember ? null : recommendedOn,
    activistOn: recommendedOn + random.between(6, 12),
  };
}

function blankFromProspect(): Omit<
  DevelopmentRecord,
  'appliedOn' | 'talkedOn' | 'recommendedBy' | 'recommendedOn' | 'activistOn'
> {
  return {
    noticeFrom: null,
    noticeTo: null,
    prospectOn: null,
    politicalReviewOn: null,
    preliminaryReviewOn: null,
    admittedOn: null,
    admissionApprovedOn: null,
    oathOn: null,
    confirmedOn: null,
    confirmationApprovedOn: null,
    probationExtendedTo: null,
    endedOn: null,
  };
}

function toOath(random: Random, earliest: CalendarDay): Partial<DevelopmentRecord> {
  const prospectOn = earliest + random.between(1, 6);
  const politicalReviewOn = prospectOn + random.between(6, 9);
  const preliminaryReviewOn = politicalReviewOn + random.between(6, 10);
  const admittedOn = preliminaryReviewOn + random.between(4, 10);
  const admissionApprovedOn = admittedOn + random.between(20, 55);
  return {
    // Eleven days hold five working days whatever weekday they begin with, short holidays included.
    noticeFrom: prospectOn - 12,
    noticeTo: prospectOn - 2,
    prospectOn,
    politicalReviewOn,
    preliminaryReviewOn,
    admittedOn,
    admissionApprovedOn,
    oathOn: admissionApprovedOn + random.between(4, 20),
  };
}

function toConfirmation(random: Random, admittedOn: CalendarDay, extended: boolean): Partial<DevelopmentRecord> {
  const probationEndsOn = addMonths(admittedOn, extended ? 18 : 12);
  const confirmedOn = probationEndsOn + random.between(0, 16);
  return {
    probationExtendedTo: extended ? probationEndsOn : null,
    confirmedOn,
    confirmationApprovedOn: confirmedOn + random.between(20, 55),
  };
}

function cutAt(asOf: CalendarDay, record: DevelopmentRecord): DevelopmentRecord {
  const entries = Object.entries(record).map(([field, value]) => [
    field,
    typeof value === 'number' && value > asOf ? null : value,
  ]);
  const cut = Object.fromEntries(entries) as DevelopmentRecord;
  // An extension is decided when the first year ends, so its last day lies ahead when it is written down.
  if (record.probationExtendedTo !== null && record.admittedOn !== null && addMonths(record.admittedOn, 12) <= asOf) {
    cut.probationExtendedTo = record.probationExtendedTo;
  }
  if (cut.recommendedOn === null && cut.activistOn === null) cut.recommendedBy = null;
  if (cut.noticeTo === null) cut.noticeFrom = null;
  return cut;
}

/** The stage that a record has reached; `null` where there is none to tell. */
export function statusOf(record: DevelopmentRecord): PoliticalStatus | null {
  if (record.endedOn !== null) return null;
  if (record.confirmedOn !== null) return PoliticalStatus.fullMember;
  if (record.admittedOn !== null) return PoliticalStatus.probationaryMember;
  if (record.prospectOn !== null) return PoliticalStatus.prospect;
  return record.activistOn !== null ? PoliticalStatus.activist : null;
}
