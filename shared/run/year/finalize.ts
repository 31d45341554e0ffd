import { formatDay } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/identity.ts';
import type { Appeal } from '../../domain/settings.ts';
import { type Ports, Refused } from '../../ports.ts';
import { rank } from '../../ranking/rank.ts';
import { runMessages } from '../../report/run-messages.ts';
import { adjustmentEntry, grantedAppeals, openAppealIssues } from '../../year/appeal.ts';
import { type Manifest, type ManifestContent, makeManifest } from '../../year/manifest.ts';
import { type AssessedNight, assessNight, type NightRead } from '../assess-night.ts';
import type { Night, NightInput } from '../night.ts';
import { untilCurrent } from '../reading-order.ts';
import { CLOSED } from '../settle-school.ts';
import { adjustAccounts } from './adjust-accounts.ts';
import {
  appendSeal,
  type ClosingOptions,
  type OpenSeal,
  openSeal,
  refusePurged,
  refuseWithoutReason,
  type Sealed,
  sealedOnOf,
  unfinishedSeal,
} from './record.ts';
import { publishSeal, republish } from './republish.ts';

/**
 * 定稿: granted appeals of 公示期 become ledger entries, the ranking is computed again from the sealed balances with them,
 * and the result is sealed once more. Edits in the workbooks since the sealing change no figure: scheme, parameters and
 * violations are those that were sealed.
 * @throws Refused, with nothing written, when the year is not sealed or is already final, its 公示期 is still running, an
 *   appeal cannot be read or is not decided, or the ledger no longer matches the sealed one
 */
export async function finalizeYear(ports: Ports, input: NightInput, options: ClosingOptions): Promise<Sealed> {
  const { night, ruleSet } = input;
  const seals = await ports.store.seals.seals(night.year);
  refusePurged(seals);
  const last = seals.findLast(({ kind }) => kind === 'sealed');
  if (!last) throw new Refused(runMessages.notSealed(night.year));
  if (seals.at(-1)?.kind === 'final') {
    if (!options.force) {
      const unfinished = await unfinishedSeal(ports, seals);
      if (unfinished === null) throw new Refused(runMessages.alreadyFinal(night.year));
      return republish(ports, input, openSeal(unfinished), options);
    }
    refuseWithoutReason(options);
  }
  const base = openSeal(last);
  if (options.today <= base.openUntil) {
    if (!options.force) throw new Refused(runMessages.objectionOpen(base.openUntil));
    refuseWithoutReason(options);
  }
  await refuseMovedLedger(ports, night, base.manifest.content);
  const { assessed, appeals, balances } = await untilCurrent(async () => {
    const assessed = await assessNight(ports, input, { refuse: (read) => refuseUndecided(read, night) });
    const appeals = judgedAppeals(assessed, night, base);
    const adjustments = appeals.granted.map((appeal) => ({
      organization: appeal.orgId,
      entry: adjustmentEntry(appeal, runMessages.adjustmentItem()),
    }));
    const { version } = base.manifest.content.scheme;
    return { assessed, appeals, balances: await adjustAccounts(ports, night, ruleSet, version, adjustments) };
  });
  const standings = rank(balances, base.parameters);
  const manifest = finalManifest(night, base.manifest.content, standings, appeals.granted);
  const seal = await appendSeal(ports, night, manifest, base.record.people ?? {}, seals, options);
  const sealed = await publishSeal(ports, input, { seal, assessed, standings }, options);
  const { lateAppeals, unknownAppeals } = appeals;
  return { ...sealed, lateAppeals, unknownAppeals, openUntil: base.openUntil };
}

function refuseUndecided({ school }: NightRead, { year }: Night): void {
  const open = openAppealIssues(school.settings.issues, year);
  if (open.length === 0) return;
  const rows = open.map(({ row, message }) => runMessages.appealRow(row, message));
  throw new Refused(runMessages.undecidedAppeals(year, rows));
}

interface JudgedAppeals {
  readonly granted: readonly Appeal[];
  readonly lateAppeals: readonly string[];
  readonly unknownAppeals: readonly string[];
}

function judgedAppeals(
  { school }: AssessedNight,
  { year }: Night,
  { record, manifest, openUntil }: OpenSeal,
): JudgedAppeals {
  const { inTime, late } = grantedAppeals(school.settings.appeals, year, sealedOnOf(record), openUntil);
  const known = new Set(manifest.content.balances.map(({ organization }) => organization));
  const named = ({ orgId, raisedOn }: Appeal): string => runMessages.lateAppeal(orgId, raisedOn);
  return {
    granted: inTime.filter(({ orgId }) => known.has(orgId)),
    lateAppeals: late.map(named),
    unknownAppeals: inTime.filter(({ orgId }) => !known.has(orgId)).map(named),
  };
}

function finalManifest(
  { year }: Night,
  base: ManifestContent,
  standings: ReturnType<typeof rank>,
  granted: readonly Appeal[],
): Manifest {
  return makeManifest({
    schema: base.schema,
    kind: 'final',
    year,
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
}

/** The ledger must still match the sealed one, apart from what earlier adjustments added. */
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
