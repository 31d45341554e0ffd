import { type CollegeFacts, collegeFacts, FACTS, NIGHT_FACTS, nightFacts } from '../digest/facts.ts';
import { groupDue } from '../digest/group-due.ts';
import type { Receiver } from '../digest/groups.ts';
import { enabledColleges, type Settings } from '../domain/settings.ts';
import { DigestDetail, SCHOOL_OFFICE, Severity, ViolationState } from '../domain/vocabulary.ts';
import type { Ports } from '../ports.ts';
import type { Violation } from '../violations/lifecycle.ts';
import type { AssessedNight } from './assess-night.ts';
import type { Night } from './night.ts';
import { type CollegeReading, isHeldBack } from './read-school.ts';

/** Days for which a violation may be open before a digest calls it overdue. */
const PATIENCE = 30;
/** Number of sentences kept for 明细. */
const SENTENCES = 5;

/** Who gets digests according to the school workbook: colleges in the order of 学院登记, then the office. */
export function receiversOf(settings: Pick<Settings, 'registrations' | 'parameters'>): readonly Receiver[] {
  const { officeChannels, officeAddresses } = settings.parameters;
  return [
    ...enabledColleges(settings).map(({ id, channels, addresses }) => ({ member: id, channels, addresses })),
    { member: SCHOOL_OFFICE, channels: officeChannels, addresses: officeAddresses },
  ].filter(({ channels, addresses }) => channels.length > 0 && addresses.length > 0);
}

/**
 * Keeps the facts for the next digests, if anybody gets one; a night that found the same writes nothing. With `--only` the
 * facts of other colleges do not change.
 */
export async function keepDigestFacts(
  { store, workbooks }: Pick<Ports, 'store' | 'workbooks'>,
  { asOf, dryRun, only }: Night,
  { school, readings, assessment }: AssessedNight,
): Promise<void> {
  if (dryRun || assessment.incomplete || receiversOf(school.settings).length === 0) return;
  const stored = new Map((await store.runs.notes(FACTS)).map(({ name, value }) => [name, value]));
  const violations = Map.groupBy(assessment.judgement.violations, ({ college }) => college);
  const keeps = async (name: string, value: string): Promise<void> => {
    if (stored.get(name) !== value) await store.runs.putNote(name, value);
  };
  for (const reading of readings) {
    const { id } = reading.registration;
    if (only !== null && id !== only) continue;
    const facts = factsOf(reading, violations.get(id) ?? [], assessment, asOf, school.settings);
    const link = workbooks.addressOf?.(reading.registration.workbook) ?? null;
    await keeps(FACTS + id, JSON.stringify(collegeFacts.parse({ ...facts, link })));
  }
  const colleges = readings.map(({ registration }) => registration.id);
  const night = JSON.stringify(nightFacts.parse({ asOf, settings: school.settings.issues.length, colleges }));
  if ((await store.runs.note(NIGHT_FACTS)) !== night) await store.runs.putNote(NIGHT_FACTS, night);
}

function factsOf(
  reading: CollegeReading,
  violations: readonly Violation[],
  { openBefore, judgement }: AssessedNight['assessment'],
  asOf: number,
  { parameters }: Settings,
): Omit<CollegeFacts, 'link'> {
  const { id, name, workbook } = reading.registration;
  const open = violations.filter(({ state }) => state !== ViolationState.waived);
  const before = openBefore?.get(id) ?? null;
  const ids = new Set(open.map((violation) => violation.id));
  const count = (severity: Severity): number => open.filter((violation) => violation.severity === severity).length;
  return {
    college: id,
    name,
    workbook,
    asOf,
    status: reading.error === null ? 'done' : isHeldBack(reading) ? 'heldBack' : 'failed',
    reason: reading.error,
    open: {
      [Severity.error]: count(Severity.error),
      [Severity.warning]: count(Severity.warning),
      [Severity.hint]: count(Severity.hint),
    },
    fresh: before === null ? null : open.filter((violation) => !before.has(violation.id)).length,
    fixed: before === null ? null : [...before.keys()].filter((one) => !ids.has(one)).length,
    overdue: open.filter(isOverdue).length,
    // Sentences name people, so they are kept only where the office wants them in digests.
    sentences: parameters.digestDetail === DigestDetail.detailed ? open.slice(0, SENTENCES).map(sentenceOf) : [],
    due: groupDue(judgement.due.filter(({ college }) => college === id)),
  };
}

/** Open for too long, or past the 整改期限 that somebody typed; hints are no duty. */
function isOverdue({ days, severity, state }: Violation): boolean {
  return severity !== Severity.hint && (days > PATIENCE || state === ViolationState.overdue);
}

function sentenceOf({ severity, at, message }: Violation): CollegeFacts['sentences'][number] {
  const cell = at.row === null ? at.tab : `${at.tab}!${at.column ?? ''}${at.row}`;
  return { severity, place: cell, text: message, link: null };
}
