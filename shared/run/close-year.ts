import type { School } from '../domain/assembled.ts';
import { firstDayOf, formatDay, lastDayOf } from '../domain/calendar.ts';
import type { Balance } from '../domain/position.ts';
import { nameOf } from '../domain/roster.ts';
import { ClassPost, PartyPost, ScoredKind, YearStage } from '../domain/vocabulary.ts';
import { type Ports, Refused, type SealRecord } from '../ports.ts';
import { rank } from '../ranking/rank.ts';
import { runMessages } from '../report/run-messages.ts';
import { publicNoticeTab, type YearEndInput, yearEndTab } from '../report/year-end-tabs.ts';
import { adjustmentEntry, appealDeadline, grantedAppeals } from '../year/appeal.ts';
import { type Manifest, makeManifest, readManifest, tabHashesOf } from '../year/manifest.ts';
import { maskName } from '../year/mask-name.ts';
import { adjustAccounts } from './adjust-accounts.ts';
import type { Assessment, RuleSet } from './assess-school.ts';
import type { ClosingImages, NightInput, NightResult } from './nightly.ts';
import { nightly } from './nightly.ts';
import type { Night } from './plan-night.ts';
import type { CollegeReading, SchoolReading } from './read-school.ts';
import { openSnapshot } from './snapshot.ts';

/** What a sealing needs besides a night. */
export interface SealOptions {
  /** Replaces a seal that stands; needs a reason. */
  readonly force: boolean;
  readonly reason: string | null;
  /** The day in Asia/Shanghai on which this is done: 公示期 begins after it. */
  readonly today: number;
}

export interface Sealed {
  readonly manifest: Manifest;
  readonly record: SealRecord;
  readonly night: NightResult;
  /** Granted appeals that were raised outside 公示期 and therefore did not count. */
  readonly lateAppeals: readonly string[];
}

/** 预演: the whole year-end result as it would be now; nothing is stored or written. */
export async function rehearseYear(ports: Ports, input: NightInput): Promise<NightResult> {
  return nightly(ports, { ...input, night: { ...input.night, dryRun: true } });
}

/**
 * 封存: settles the year once more, seals balances, violations, scheme and parameters under a manifest with a hash, and
 * writes 年度考核 and 公示. A second sealing is refused unless forced with a reason, and then keeps the old one.
 * @throws Refused when the year has not ended, is sealed already, or some workbook cannot be read
 */
export async function sealYear(ports: Ports, input: NightInput, options: SealOptions): Promise<Sealed> {
  const { night } = input;
  if (night.asOf <= lastDayOf(night.year)) {
    throw new Refused(runMessages.notEnded(night.year));
  }
  const seals = await ports.store.seals.seals(night.year);
  const reason = reasonFor(seals, night, options);
  let sealed: { manifest: Manifest; record: SealRecord } | null = null;
  const result = await nightly(ports, {
    ...input,
    night: { ...night, reseals: true },
    closing: async (closed) => {
      const manifest = await manifestOf(ports, night, input.ruleSet, closed.school, closed.readings, closed.assessment);
      const record = recordOf(night, manifest, 'sealed', (seals.at(-1)?.sequence ?? 0) + 1, reason, options.today);
      if (!(await ports.store.seals.append(record))) throw new Refused(runMessages.alreadySealed(night.year));
      sealed = { manifest, record };
      return imagesOf(night, YearStage.sealed, manifest.hash, closed.assessment);
    },
  });
  const done = sealed as { manifest: Manifest; record: SealRecord } | null;
  if (!done) throw new Refused(runMessages.unfinished());
  return { ...done, night: result, lateAppeals: [] };
}

/**
 * 定稿: granted appeals of 公示期 become ledger entries, the ranking is made again from the sealed balances with them, and
 * sealed once more. What was edited in the workbooks since the sealing changes no figure.
 */
export async function finalizeYear(ports: Ports, input: NightInput, options: SealOptions): Promise<Sealed> {
  const { night, ruleSet } = input;
  const seals = await ports.store.seals.seals(night.year);
  const last = seals.filter(({ kind }) => kind === 'sealed').at(-1);
  if (!last) throw new Refused(runMessages.notSealed(night.year));
  if (seals.some(({ kind, sequence }) => kind === 'final' && sequence > last.sequence) && !options.force) {
    throw new Refused(runMessages.alreadyFinal(night.year));
  }
  const base = readManifest(last.manifest);
  let sealed: { manifest: Manifest; record: SealRecord; late: readonly string[] } | null = null;
  const result = await nightly(ports, {
    ...input,
    closing: async ({ school, assessment }) => {
      const { parameters } = school.settings;
      const deadline = appealDeadline(sealedOn(last), parameters.appealWorkdays, {
        free: new Set(parameters.freeDays),
        worked: new Set(parameters.workedDays),
      });
      const { inTime, late } = grantedAppeals(school.settings.appeals, night.year, sealedOn(last), deadline);
      const balances = await adjustAccounts(
        ports,
        night,
        ruleSet,
        base.content.scheme.version,
        inTime.map((appeal) => ({
          organization: appeal.orgId,
          entry: adjustmentEntry(appeal, runMessages.adjustmentItem()),
        })),
      );
      const standings = rank(balances, parameters);
      const manifest = makeManifest({
        kind: 'final',
        year: night.year,
        asOf: night.asOf,
        ruleSet: base.content.ruleSet,
        scheme: school.scheme,
        parameters,
        workbooks: base.content.workbooks,
        standings,
        violations: [],
        adjustments: inTime.map(({ orgId, adjustment, raisedOn, explanation, content }) => ({
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
      if (!(await ports.store.seals.append(record))) throw new Refused(runMessages.alreadySealed(night.year));
      sealed = { manifest, record, late: late.map(({ orgId, raisedOn }) => runMessages.lateAppeal(orgId, raisedOn)) };
      return imagesOf(night, YearStage.final, manifest.hash, { ...assessment, standings });
    },
  });
  const done = sealed as { manifest: Manifest; record: SealRecord; late: readonly string[] } | null;
  if (!done) throw new Refused(runMessages.unfinished());
  return { manifest: done.manifest, record: done.record, night: result, lateAppeals: done.late };
}

/** The day of a sealing, as kept in its record. */
function sealedOn({ manifest }: SealRecord): number {
  return Number((JSON.parse(manifest) as { sealedOn?: unknown }).sealedOn ?? 0);
}

function reasonFor(seals: readonly SealRecord[], night: Night, { force, reason }: SealOptions): string | null {
  if (seals.length === 0) return reason;
  if (!force) throw new Refused(runMessages.alreadySealed(night.year));
  if (reason === null || reason.trim() === '') throw new Refused(runMessages.reasonMissing());
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
  const failed = readings.filter(({ error }) => error !== null);
  if (failed.length > 0)
    throw new Refused(
      runMessages.unread(failed.map(({ registration, error }) => runMessages.unreadName(registration.name, error))),
    );
  if (assessment.incomplete) throw new Refused(runMessages.incomplete());
  const workbooks = await Promise.all(
    [school.head, ...readings.map(({ head }) => head)]
      .flatMap((head) => (head ? [head] : []))
      .map(async ({ college, workbook, hash, version }) => ({
        college,
        workbook,
        snapshot: hash,
        tabs: { ...tabHashesOf(openSnapshot(await store.snapshots.content(hash), version)) },
      })),
  );
  return makeManifest({
    kind: 'sealed',
    year: night.year,
    asOf: night.asOf,
    ruleSet: ruleSet.version,
    scheme: school.scheme,
    parameters: school.settings.parameters,
    workbooks,
    standings: assessment.standings,
    violations: assessment.judgement.violations,
    adjustments: [],
  });
}

function imagesOf(night: Night, stage: YearEndInput['stage'], hash: string, assessment: Assessment): ClosingImages {
  const { school } = assessment.judgement;
  const input: YearEndInput = {
    year: night.year,
    stage,
    hash,
    standings: assessment.standings,
    collegeNames: new Map(school.colleges.map(({ id, name }) => [id, name])),
    heads: new Map(
      assessment.standings.flatMap(({ organization, balance }) => headOf(school, organization, balance) ?? []),
    ),
  };
  return { college: (id) => [yearEndTab(input, id)], school: [yearEndTab(input, null), publicNoticeTab(input)] };
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
