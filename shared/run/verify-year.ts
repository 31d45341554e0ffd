import { parseIsoDay } from '../domain/calendar.ts';
import type { Balance } from '../domain/position.ts';
import type { SchemeItem } from '../domain/settings.ts';
import { settleAccount } from '../ledger/settle.ts';
import { type Ports, type RawWorkbook, Refused } from '../ports.ts';
import { rank } from '../ranking/rank.ts';
import { runMessages } from '../report/run-messages.ts';
import { parseSettings } from '../workbook/parse-settings.ts';
import { parseWorkbook } from '../workbook/parse-workbook.ts';
import { type Manifest, type ManifestContent, makeManifest } from '../year/manifest.ts';
import type { RuleSet } from './assess-school.ts';
import { type ChangedWorkbook, changesAfterSeal } from './changes-after-seal.ts';
import { judgeSchool } from './judge-school.ts';
import { activityTypesOf, enabledColleges, versionedScheme } from './plan-night.ts';
import { openSnapshot } from './snapshot.ts';

export interface Verification {
  /** Hash of the result as recomputed; `null` where it could not be recomputed. */
  readonly recomputed: string | null;
  readonly matches: boolean;
  /** What was recomputed from: the workbooks as they stand, or the sealed snapshots in the store. */
  readonly source: 'workbooks' | 'snapshots' | null;
  readonly changes: readonly ChangedWorkbook[];
}

/**
 * Recomputes a sealed year from the workbooks, or from the sealed snapshots where those were edited since, and compares
 * the hash. Needs the rule set that sealed it.
 * @throws Refused when the program's rules are not those of the manifest
 */
export async function verifyYear(ports: Ports, ruleSet: RuleSet, { content, hash }: Manifest): Promise<Verification> {
  if (content.kind !== 'sealed') throw new Refused(runMessages.finalManifest());
  if (content.ruleSet !== ruleSet.version) {
    throw new Refused(runMessages.otherRuleSet(content.ruleSet, ruleSet.version));
  }
  const now = new Map<string, RawWorkbook | null>();
  const read = async (workbook: string): Promise<RawWorkbook | null> => {
    if (!now.has(workbook)) now.set(workbook, await ports.workbooks.read(workbook).catch(() => null));
    return now.get(workbook) ?? null;
  };
  const changes = await changesAfterSeal(ports, content, read);
  const sealed =
    changes.length === 0
      ? content.workbooks.map(({ workbook }) => now.get(workbook) ?? null)
      : await fromSnapshots(ports, content);
  if (sealed.some((raw) => raw === null)) return { recomputed: null, matches: false, source: null, changes };
  const recomputed = recompute(content, ruleSet, sealed as readonly RawWorkbook[]).hash;
  return {
    recomputed,
    matches: recomputed === hash,
    source: changes.length === 0 ? 'workbooks' : 'snapshots',
    changes,
  };
}

async function fromSnapshots(
  { store }: Ports,
  { workbooks }: ManifestContent,
): Promise<readonly (RawWorkbook | null)[]> {
  return Promise.all(
    workbooks.map(async ({ snapshot }) => {
      try {
        return openSnapshot(await store.snapshots.content(snapshot), '');
      } catch {
        return null;
      }
    }),
  );
}

function recompute(content: ManifestContent, ruleSet: RuleSet, [schoolRaw, ...raws]: readonly RawWorkbook[]): Manifest {
  const asOf = parseIsoDay(content.asOf) as number;
  const year = Number(content.academicYear.slice(0, 4));
  const settings = parseSettings(
    schoolRaw as RawWorkbook,
    ruleSet.rules.map(({ id }) => id),
  );
  const scheme = versionedScheme(content.scheme.items as readonly SchemeItem[]);
  const types = activityTypesOf(scheme.items);
  const names = new Map(enabledColleges(settings).map(({ id, name }) => [id, name]));
  const ids = content.workbooks.slice(1).map(({ college }) => college);
  const judgement = judgeSchool({
    settings,
    scheme,
    rules: ruleSet.rules,
    colleges: raws.map((raw, index) => ({
      id: ids[index] as string,
      name: names.get(ids[index] as string) ?? '',
      parsed: parseWorkbook(raw, index, types),
      stale: false,
    })),
    complete: true,
    asOf,
    year,
    books: [],
    reading: 0,
  });
  const stamp = {
    year,
    reading: 0,
    runId: '',
    time: '',
    schemeVersion: scheme.version,
    ruleSet: ruleSet.version,
    asOf,
  };
  const balances = judgement.targets.flatMap((target): Balance[] => {
    const change = settleAccount(undefined, undefined, target, stamp);
    return change ? [change.balance] : [];
  });
  return makeManifest({
    kind: 'sealed',
    year,
    asOf,
    ruleSet: ruleSet.version,
    scheme,
    parameters: settings.parameters,
    workbooks: content.workbooks,
    standings: rank(balances, settings.parameters),
    violations: judgement.violations,
    adjustments: [],
  });
}
