import { type CollegeFacts, collegeFacts, FACTS, NIGHT_FACTS, nightFacts } from '../digest/facts.ts';
import { groupDue } from '../digest/group-due.ts';
import type { Receiver } from '../digest/groups.ts';
import type { Place } from '../domain/place.ts';
import { enabledColleges, type Settings } from '../domain/settings.ts';
import { DigestDetail, SCHOOL_OFFICE, Severity, ViolationState } from '../domain/vocabulary.ts';
import type { Ports, SheetPlace } from '../ports.ts';
import { COLLEGE_OVERVIEW } from '../report/college-overview-tab.ts';
import type { Violation } from '../violations/lifecycle.ts';
import type { AssessedNight } from './assess-night.ts';
import type { Night } from './night.ts';
import { type CollegeReading, isHeldBack } from './read-school.ts';
import { rememberedSheets, type SheetNumbers, sheetPlaceOf } from './sheet-numbers.ts';

/** Days that a violation may be open before a digest calls it overdue. */
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
 * Keeps the facts for the next digests, if anybody gets one; a night with the same findings writes nothing. With
 * `--only`, the facts of other colleges do not change.
 */
export async function keepDigestFacts(
  { store, workbooks }: Pick<Ports, 'store' | 'workbooks'>,
  { asOf, dryRun, only }: Night,
  { school, readings, assessment }: AssessedNight,
): Promise<void> {
  if (dryRun || assessment.incomplete || receiversOf(school.settings).length === 0) return;
  const stored = new Map((await store.runs.notes(FACTS)).map(({ name, value }) => [name, value]));
  const sheets: ReadonlyMap<string, SheetNumbers> = workbooks.addressOf
    ? await rememberedSheets(store.runs)
    : new Map();
  const violations = Map.groupBy(assessment.judgement.violations, ({ college }) => college);
  const keeps = async (name: string, value: string): Promise<void> => {
    if (stored.get(name) !== value) await store.runs.putNote(name, value);
  };
  for (const reading of readings) {
    const { id } = reading.registration;
    if (only !== null && id !== only) continue;
    const addresses = addressesOf(workbooks, reading, sheets.get(id));
    const facts = factsOf(reading, violations.get(id) ?? [], assessment, asOf, school.settings, addresses);
    await keeps(FACTS + id, JSON.stringify(collegeFacts.parse(facts)));
  }
  const colleges = readings.map(({ registration }) => registration.id);
  const night = JSON.stringify(nightFacts.parse({ asOf, settings: school.settings.issues.length, colleges }));
  if ((await store.runs.note(NIGHT_FACTS)) !== night) await store.runs.putNote(NIGHT_FACTS, night);
}

/** Addresses in one workbook; always `null` if its place has none. */
interface Addresses {
  readonly overview: string | null;
  /** The address of what these places have in common. */
  readonly to: (places: readonly Place[]) => string | null;
}

function addressesOf(
  workbooks: Ports['workbooks'],
  reading: CollegeReading,
  numbers: SheetNumbers | undefined,
): Addresses {
  const { workbook } = reading.registration;
  const to = (place: SheetPlace | null): string | null => workbooks.addressOf?.(workbook, place) ?? null;
  return {
    overview: to(sheetPlaceOf([{ tab: COLLEGE_OVERVIEW, row: null, column: null }], numbers)),
    // While a workbook is held back its rows may have moved.
    to: (places) => to(reading.heldBack === null ? sheetPlaceOf(places, numbers) : null),
  };
}

function factsOf(
  reading: CollegeReading,
  violations: readonly Violation[],
  { openBefore, judgement }: AssessedNight['assessment'],
  asOf: number,
  { parameters }: Settings,
  addresses: Addresses,
): CollegeFacts {
  const { id, name, workbook } = reading.registration;
  const open = violations.filter(({ state }) => state !== ViolationState.waived);
  const before = openBefore?.get(id) ?? null;
  const ids = new Set(open.map((violation) => violation.id));
  const count = (severity: Severity): number => open.filter((violation) => violation.severity === severity).length;
  return {
    college: id,
    name,
    workbook,
    link: addresses.overview,
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
    // Sentences name people: they are kept only if the office wants them in digests.
    sentences:
      parameters.digestDetail === DigestDetail.detailed
        ? open.slice(0, SENTENCES).map((one) => sentenceOf(one, addresses))
        : [],
    due: groupDue(
      judgement.due.filter(({ college }) => college === id),
      addresses.to,
    ),
  };
}

/** Open for too long, or past a 整改期限 that somebody typed; hints are no duty. */
function isOverdue({ days, severity, state }: Violation): boolean {
  return severity !== Severity.hint && (days > PATIENCE || state === ViolationState.overdue);
}

/** Links to the cell where the remedy is typed, as 位置 in 问题清单 does. */
function sentenceOf(
  { severity, at, remedy, message }: Violation,
  addresses: Addresses,
): CollegeFacts['sentences'][number] {
  const cell = at.row === null ? at.tab : `${at.tab}!${at.column ?? ''}${at.row}`;
  return { severity, place: cell, text: message, link: addresses.to([remedy ?? at]) };
}
