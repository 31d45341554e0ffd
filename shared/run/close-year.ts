import type { School } from '../domain/assembled.ts';
import { type CalendarDay, firstDayOf, formatDay, lastDayOf } from '../domain/calendar.ts';
import { canonicalJson } from '../domain/identity.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { Balance } from '../domain/position.ts';
import { nameOf } from '../domain/roster.ts';
import type { Appeal } from '../domain/settings.ts';
import { ClassPost, PartyPost, RankingRelease, ScoredKind, YearStage } from '../domain/vocabulary.ts';
import { type Ports, Refused, type SealRecord } from '../ports.ts';
import { rank, type Standing } from '../ranking/rank.ts';
import { COLLEGE_TABS, type CollegeFacts, drawTabs, SCHOOL_TABS, type SchoolFacts } from '../report/output-tabs.ts';
import { runMessages } from '../report/run-messages.ts';
import type { YearEndInput } from '../report/year-end-tabs.ts';
import { adjustmentEntry, appealDeadline, grantedAppeals } from '../year/appeal.ts';
import {
  type Manifest,
  type ManifestContent,
  makeManifest,
  readManifest,
  sealedNumbers,
  sealedViolations,
  tabHashesOf,
} from '../year/manifest.ts';
import { maskName } from '../year/mask-name.ts';
import { adjustAccounts } from './adjust-accounts.ts';
import type { Assessment, RuleSet } from './assess-school.ts';
import type { ClosingImages, NightInput, NightResult } from './nightly.ts';
import { nightly } from './nightly.ts';
import type { Night } from './plan-night.ts';
import type { CollegeReading, SchoolReading } from './read-school.ts';
import { CLOSED } from './settle-school.ts';
import { inputTabsOf, openSnapshot } from './snapshot.ts';

/** What a sealing needs besides a night. */
export interface SealOptions {
  /** Replaces a seal that stands; needs a reason. */
  readonly force: boolean;
  readonly reason: string | null;
  /** The day in Asia/Shanghai on which this is done: 公示期 begins after it. */
  readonly today: number;
  /** Hands the manifest to people, before the sealing counts as finished: after a death on the way it comes again. */
  readonly handOut?: (sealed: SealedManifest) => void;
}

/** A seal with what it seals. */
export interface SealedManifest {
  readonly manifest: Manifest;
  readonly record: SealRecord;
}

export interface Sealed extends SealedManifest {
  readonly night: NightResult;
  /** Granted appeals that were raised outside 公示期 and therefore did not count. */
  readonly lateAppeals: readonly string[];
  /** Granted appeals of organizations that the sealed year does not know. */
  readonly unknownAppeals: readonly string[];
  /** Last day of 公示期. */
  readonly openUntil: CalendarDay;
}

/** 预演: the whole year-end result as it would be now; nothing is stored or written. */
export async function rehearseYear(ports: Ports, input: NightInput): Promise<NightResult> {
  return nightly(ports, { ...input, night: { ...input.night, dryRun: true } });
}

/**
 * 封存: settles the year once more, seals balances, violations, scheme and parameters under a manifest with a hash, and
 * writes 年度考核 and 公示. A second sealing is refused unless forced with a reason, and then keeps the old one; but one
 * that did not come to its end (a workbook was open, the machine went away) is brought to its end.
 * @throws Refused when the year has not ended, is sealed already, or some workbook cannot be read
 */
export async function sealYear(ports: Ports, input: NightInput, options: SealOptions): Promise<Sealed> {
  const { night } = input;
  if (Math.min(night.asOf, options.today) <= lastDayOf(night.year)) {
    throw new Refused(runMessages.notEnded(night.year));
  }
  const seals = await ports.store.seals.seals(night.year);
  if (!options.force) {
    const unfinished = await unfinishedSeal(ports, seals, 'sealed');
    if (unfinished) return republish(ports, input, unfinished, YearStage.sealed, options);
  }
  const reason = reasonFor(seals, night, options);
  let sealed: { manifest: Manifest; record: SealRecord } | null = null;
  const result = await nightly(ports, {
    ...input,
    night: { ...night, reseals: true },
    needsAll: true,
    closing: async (closed) => {
      const manifest = await manifestOf(ports, night, input.ruleSet, closed.school, closed.readings, closed.assessment);
      const record = recordOf(night, manifest, 'sealed', (seals.at(-1)?.sequence ?? 0) + 1, reason, options.today);
      await append(ports, record);
      sealed = { manifest, record };
      return imagesOf(
        night,
        YearStage.sealed,
        manifest,
        closed.assessment.judgement.school,
        closed.assessment.standings,
      );
    },
  });
  const done = sealed as { manifest: Manifest; record: SealRecord } | null;
  if (!done) throw new Refused(runMessages.unfinished());
  await finish(ports, done, result, options);
  return { ...done, night: result, lateAppeals: [], unknownAppeals: [], openUntil: deadlineOf(done) };
}

/**
 * 定稿: granted appeals of 公示期 become ledger entries, the ranking is made again from the sealed balances with them, and
 * sealed once more. What was edited in the workbooks since the sealing changes no figure: scheme, parameters and
 * violations are those that were sealed.
 */
export async function finalizeYear(ports: Ports, input: NightInput, options: SealOptions): Promise<Sealed> {
  const { night, ruleSet } = input;
  const seals = await ports.store.seals.seals(night.year);
  const last = seals.filter(({ kind }) => kind === 'sealed').at(-1);
  if (!last) throw new Refused(runMessages.notSealed(night.year));
  const isFinal = seals.at(-1)?.kind === 'final';
  if (isFinal && !options.force) {
    const unfinished = await unfinishedSeal(ports, seals, 'final');
    if (unfinished) return republish(ports, input, unfinished, YearStage.final, options);
    throw new Refused(runMessages.alreadyFinal(night.year));
  }
  if (isFinal && isBlank(options.reason)) throw new Refused(runMessages.reasonMissing());
  const base = readManifest(last.manifest).content;
  const parameters = base.parameters as unknown as Parameters;
  const openUntil = deadlineOf({ record: last, manifest: { content: base } });
  let sealed: { manifest: Manifest; record: SealRecord; lateAppeals: string[]; unknownAppeals: string[] } | null = null;
  const result = await nightly(ports, {
    ...input,
    closing: async ({ school, assessment }) => {
      const { inTime, late } = grantedAppeals(school.settings.appeals, night.year, sealedOn(last), openUntil);
      const known = new Set(base.balances.map(({ organization }) => organization));
      const granted = inTime.filter(({ orgId }) => known.has(orgId));
      await refuseMovedLedger(ports, night, base);
      const balances = await adjustAccounts(
        ports,
        night,
        ruleSet,
        base.scheme.version,
        granted.map((appeal) => ({
          organization: appeal.orgId,
          entry: adjustmentEntry(appeal, runMessages.adjustmentItem()),
        })),
      );
      const standings = rank(balances, parameters);
      const manifest = makeManifest({
        kind: 'final',
        year: night.year,
        asOf: base.asOf,
        ruleSet: base.ruleSet,
        scheme: base.scheme,
        parameters: base.parameters,
        workbooks: base.workbooks,
        standings,
        violations: base.violations,
        numbers: base.numbers,
        adjustments: granted.map(({ orgId, adjustment, raisedOn, explanation, content }) => ({
          organization: orgId,
          hundredths: adjustment ?? 0,
          raisedOn: formatDay(raisedOn),
          explanation: explanation ?? content,
        })),
      });
      const record = recordOf(
        night,
        manifest,
        'final',
        (seals.at(-1)?.sequence ?? 0) + 1,
        options.reason,
        options.today,
      );
      await append(ports, record);
      const named = ({ orgId, raisedOn }: Appeal): string => runMessages.lateAppeal(orgId, raisedOn);
      const unknownAppeals = inTime.filter(({ orgId }) => !known.has(orgId)).map(named);
      sealed = { manifest, record, lateAppeals: late.map(named), unknownAppeals };
      return imagesOf(night, YearStage.final, manifest, assessment.judgement.school, standings);
    },
  });
  const done = sealed as {
    manifest: Manifest;
    record: SealRecord;
    lateAppeals: string[];
    unknownAppeals: string[];
  } | null;
  if (!done) throw new Refused(runMessages.unfinished());
  await finish(ports, done, result, options);
  return { ...done, night: result, openUntil };
}

/** Note that stands from a seal's first moment until all workbooks show it: year -> sequence of the seal. */
const unfinishedNote = (year: number): string => `year-end/unfinished/${year}`;

async function append({ store }: Ports, record: SealRecord): Promise<void> {
  await store.runs.putNote(unfinishedNote(record.year), String(record.sequence));
  if (!(await store.seals.append(record))) throw new Refused(runMessages.alreadySealed(record.year));
}

/** The last seal, when it is of that kind and did not come to its end. */
async function unfinishedSeal(
  { store }: Ports,
  seals: readonly SealRecord[],
  kind: SealRecord['kind'],
): Promise<SealRecord | null> {
  const last = seals.at(-1);
  if (last?.kind !== kind) return null;
  return (await store.runs.note(unfinishedNote(last.year))) === String(last.sequence) ? last : null;
}

async function finish(
  { store }: Ports,
  { manifest, record }: SealedManifest,
  { outcomes, schoolOutcome }: NightResult,
  { handOut }: SealOptions,
): Promise<void> {
  handOut?.({ manifest, record });
  if (schoolOutcome.error === null && outcomes.every(({ error }) => error === null))
    await store.runs.removeNote(unfinishedNote(record.year));
}

/** Writes 年度考核 and 公示 of a seal that stands, from the sealed ledger. */
async function republish(
  ports: Ports,
  input: NightInput,
  record: SealRecord,
  stage: YearStage,
  options: SealOptions,
): Promise<Sealed> {
  const { content, hash } = readManifest(record.manifest);
  const manifest: Manifest = { content, hash };
  const parameters = content.parameters as unknown as Parameters;
  const result = await nightly(ports, {
    ...input,
    closing: async ({ assessment }) => {
      const balances = assessment.standings.map(({ balance }) => balance);
      return imagesOf(input.night, stage, manifest, assessment.judgement.school, rank(balances, parameters));
    },
  });
  await finish(ports, { manifest, record }, result, options);
  return {
    manifest,
    record,
    night: result,
    lateAppeals: [],
    unknownAppeals: [],
    openUntil: deadlineOf({ record, manifest }),
  };
}

/** The ledger must still be the sealed one: what earlier adjustments added aside. */
async function refuseMovedLedger({ store }: Ports, { year }: Night, { balances }: ManifestContent): Promise<void> {
  const sealed = new Map(balances.map(({ organization, sections }) => [organization, canonicalJson(sections)]));
  const now = (await store.ledger.balances(year)).filter(({ pool }) => pool !== CLOSED);
  const moved = now.filter(({ organization, sections }) => sealed.get(organization) !== canonicalJson(sections));
  if (moved.length > 0 || now.length !== sealed.size)
    throw new Refused(
      runMessages.ledgerMoved(
        year,
        moved.map(({ organization }) => organization),
      ),
    );
}

/** Last day of 公示期 of a sealing, by the sealed parameters. */
function deadlineOf({ record, manifest }: { record: SealRecord; manifest: Pick<Manifest, 'content'> }): CalendarDay {
  const { appealWorkdays, freeDays, workedDays } = manifest.content.parameters as unknown as Parameters;
  return appealDeadline(sealedOn(record), appealWorkdays, { free: new Set(freeDays), worked: new Set(workedDays) });
}

function isBlank(reason: string | null): boolean {
  return reason === null || reason.trim() === '';
}

/** The day of a sealing, as kept in its record. */
function sealedOn({ manifest }: SealRecord): number {
  return Number((JSON.parse(manifest) as { sealedOn?: unknown }).sealedOn ?? 0);
}

function reasonFor(seals: readonly SealRecord[], night: Night, { force, reason }: SealOptions): string | null {
  if (seals.length === 0) return reason;
  if (!force) throw new Refused(runMessages.alreadySealed(night.year));
  if (isBlank(reason)) throw new Refused(runMessages.reasonMissing());
  return reason;
}

function recordOf(
  { year, startedAt }: Night,
  { content, hash }: Manifest,
  kind: SealRecord['kind'],
  sequence: number,
  reason: string | null,
  today: number,
): SealRecord {
  return {
    year,
    kind,
    sequence,
    hash,
    sealedAt: startedAt,
    reason,
    manifest: JSON.stringify({ content, hash, sealedOn: today }),
  };
}

/** Seals what was read: every enabled workbook must have been read in this very run. */
async function manifestOf(
  { store }: Ports,
  night: Night,
  ruleSet: RuleSet,
  school: SchoolReading,
  readings: readonly CollegeReading[],
  assessment: Assessment,
): Promise<Manifest> {
  if (assessment.incomplete) throw new Refused(runMessages.incomplete());
  const workbooks = await Promise.all(
    [school.head, ...readings.map(({ head }) => head)]
      .flatMap((head) => (head ? [head] : []))
      .map(async ({ college, workbook, hash, version }) => ({
        college,
        workbook,
        snapshot: hash,
        tabs: { ...tabHashesOf(inputTabsOf(openSnapshot(await store.snapshots.content(hash), version))) },
      })),
  );
  return makeManifest({
    kind: 'sealed',
    year: night.year,
    asOf: formatDay(night.asOf),
    ruleSet: ruleSet.version,
    scheme: { version: school.scheme.version, items: [...school.scheme.items] },
    parameters: { ...school.settings.parameters },
    workbooks,
    standings: assessment.standings,
    violations: sealedViolations(assessment.judgement.violations),
    numbers: sealedNumbers(assessment.books, school.settings.waivers),
    adjustments: [],
  });
}

/** 年度考核 and 公示; where rankings wait for the end of the year (仅学年末), they come with them. */
function imagesOf(
  { year }: Night,
  stage: YearStage,
  { content, hash }: Manifest,
  school: School,
  standings: readonly Standing[],
): ClosingImages {
  const collegeNames = new Map(school.colleges.map(({ id, name }) => [id, name]));
  const heads = new Map(standings.flatMap(({ organization, balance }) => headOf(school, organization, balance) ?? []));
  const input: YearEndInput = { year, stage, hash, standings, collegeNames, heads };
  const ranks = content.parameters.rankingRelease === RankingRelease.yearEnd;
  return {
    college: (id) =>
      drawTabs<CollegeFacts>(COLLEGE_TABS, {
        yearEnd: { result: input, college: id },
        ...(ranks && { ranking: { standings, college: id } }),
      }),
    school: drawTabs<SchoolFacts>(SCHOOL_TABS, {
      yearEnd: { result: input },
      ...(ranks && { ranking: { standings, names: collegeNames } }),
    }),
  };
}

/** Masked name of whoever is in charge: 书记, 团支部书记 or 班长. */
function headOf(school: School, organization: string, { kind }: Balance): [string, string][] | null {
  const posts =
    kind === ScoredKind.partyBranch
      ? school.tenures.ofBranch(organization).filter(({ post }) => post === PartyPost.secretary)
      : school.tenures
          .ofClassOrg(organization)
          .filter(
            ({ post }) => post === (kind === ScoredKind.leagueBranch ? ClassPost.leagueSecretary : ClassPost.monitor),
          );
  const tenure = posts[0]?.tenure;
  if (!tenure) return null;
  const student = typeof tenure.holderId === 'string' ? school.roster.student(tenure.holderId) : undefined;
  const name = typeof tenure.name === 'string' ? tenure.name : nameOf(student, '');
  return name === '' ? null : [[organization, maskName(name)]];
}

/** The as-of day of a sealing: the day after the year has ended. */
export function sealingDay(year: number): number {
  return firstDayOf(year + 1);
}
