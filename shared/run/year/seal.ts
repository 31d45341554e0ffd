import { type CalendarDay, firstDayOf, formatDay, lastDayOf } from '../../domain/calendar.ts';
import { sha256 } from '../../domain/identity.ts';
import { peopleOf } from '../../domain/people.ts';
import { type Ports, Refused, type SealRecord } from '../../ports.ts';
import { runMessages } from '../../report/run-messages.ts';
import { recognisedTabs } from '../../workbook/recognised-cells.ts';
import {
  CURRENT_SCHEMA,
  type Manifest,
  makeManifest,
  sealedNumbers,
  sealedSettings,
  sealedViolations,
  tabHashesOf,
} from '../../year/manifest.ts';
import { type SealedPeople, sealPeople } from '../../year/sealed-people.ts';
import { type AssessedNight, assessNight, type NightRead } from '../assess-night.ts';
import type { Night, NightInput, RuleSet } from '../night.ts';
import { type NightResult, nightly } from '../nightly.ts';
import { untilCurrent } from '../reading-order.ts';
import { settingLines } from '../setting-lines.ts';
import { openSnapshot } from '../snapshot.ts';
import { wasLived } from './lived.ts';
import {
  appendSeal,
  type ClosingOptions,
  openSeal,
  refusePurged,
  refuseWithoutReason,
  type Sealed,
  unfinishedSeal,
} from './record.ts';
import { publishSeal, republish } from './republish.ts';

/** The as-of day of a sealing: the day after the year has ended. */
export function sealingDay(year: number): CalendarDay {
  return firstDayOf(year + 1);
}

/** 预演: the whole year-end result as it would be now; nothing is stored or written. */
export async function rehearseYear(ports: Ports, input: NightInput): Promise<NightResult> {
  return nightly(ports, { ...input, night: { ...input.night, dryRun: true } });
}

/**
 * 封存: settles the year once more, seals balances, violations, scheme and parameters under a manifest with a hash, and
 * writes 年度考核 and 公示. A second sealing is refused unless forced with a reason, and then keeps the old seal; an
 * unfinished sealing (a workbook was open, the machine went away) is completed.
 * @throws Refused, with nothing written, when the year has not ended, is already sealed or has no records, some
 *   workbook cannot be read, or the store knows nothing of a school that has results
 */
export async function sealYear(ports: Ports, input: NightInput, options: ClosingOptions): Promise<Sealed> {
  const { night } = input;
  if (Math.min(night.asOf, options.today) <= lastDayOf(night.year)) {
    throw new Refused(runMessages.notEnded(night.year));
  }
  const seals = await ports.store.seals.seals(night.year);
  refusePurged(seals);
  if (!options.force) {
    const unfinished = await unfinishedSeal(ports, seals);
    if (unfinished?.kind === 'sealed') return republish(ports, input, openSeal(unfinished), options);
  }
  refuseSecond(seals, night, options);
  if (seals.length === 0) await refuseUnlived(ports, input, options);
  const own: NightInput = { ...input, night: { ...night, reseals: true } };
  const assessed = await untilCurrent(() =>
    assessNight(ports, own, { refuse: (read) => refuseUnsealable(read, options) }),
  );
  const people = peopleIn(ports, assessed, seals);
  const manifest = await manifestOf(ports, night, input.ruleSet, assessed, people);
  const seal = await appendSeal(ports, night, manifest, people, seals, options);
  return publishSeal(ports, own, { seal, assessed, standings: assessed.assessment.standings }, options);
}

function refuseSecond(seals: readonly SealRecord[], { year }: Night, options: ClosingOptions): void {
  if (seals.length === 0) return;
  if (!options.force) throw new Refused(runMessages.alreadySealed(year));
  refuseWithoutReason(options);
}

/** Refuses a mistyped year: a seal cannot be taken back, and its day is the last one that papers are made for. */
async function refuseUnlived(ports: Ports, input: NightInput, options: ClosingOptions): Promise<void> {
  if (options.force) refuseWithoutReason(options);
  else if (!(await wasLived(ports, input))) throw new Refused(runMessages.unlived(input.night.year));
}

/** 学院登记 and every enabled workbook must have been read in this very run, and the store must be the one of the year. */
function refuseUnsealable({ school, readings, beginsAnew }: NightRead, options: ClosingOptions): void {
  const { registrationFaults } = school.settings;
  if (registrationFaults.length > 0)
    throw new Refused(runMessages.unregistered(settingLines(registrationFaults).map(({ message }) => message)));
  const failed = readings.filter(({ error }) => error !== null);
  if (failed.length > 0) {
    const names = failed.map(({ registration, error }) => runMessages.unreadName(registration.name, error));
    throw new Refused(runMessages.unread(names));
  }
  if (!beginsAnew) return;
  if (!options.force) throw new Refused(runMessages.beginsAnewSeal());
  refuseWithoutReason(options);
}

/** Digests for people named in the sealed violations; people named in the previous seal keep theirs. */
function peopleIn({ clock }: Ports, { assessment }: AssessedNight, seals: readonly SealRecord[]): SealedPeople {
  const { school, violations } = assessment.judgement;
  // Ids are partly random: several of them, kept nowhere, make a secret.
  const salt = sha256([clock.runId(), clock.runId(), clock.runId(), clock.runId()].join());
  return sealPeople(violations, assessment.books, peopleOf(school), salt, seals.at(-1)?.people);
}

/** Seals what was judged: every enabled workbook must have been read in this very run. */
async function manifestOf(
  { store }: Ports,
  night: Night,
  ruleSet: RuleSet,
  { school, readings, assessment }: AssessedNight,
  people: SealedPeople,
): Promise<Manifest> {
  if (assessment.incomplete) throw new Refused(runMessages.incomplete());
  const workbooks = await Promise.all(
    [school.head, ...readings.map(({ head }) => head)]
      .flatMap((head) => (head ? [head] : []))
      .map(async ({ college, workbook, hash, version }) => ({
        college,
        workbook,
        snapshot: hash,
        tabs: { ...tabHashesOf(recognisedTabs(openSnapshot(await store.snapshots.content(hash), version))) },
      })),
  );
  return makeManifest({
    schema: CURRENT_SCHEMA,
    kind: 'sealed',
    year: night.year,
    asOf: formatDay(night.asOf),
    ruleSet: ruleSet.version,
    scheme: { version: school.scheme.version, items: [...school.scheme.items] },
    parameters: sealedSettings(school.settings.parameters),
    workbooks,
    standings: assessment.standings,
    violations: sealedViolations(assessment.judgement.violations, people),
    numbers: sealedNumbers(assessment.books, school.settings.waivers, people),
    adjustments: [],
  });
}
