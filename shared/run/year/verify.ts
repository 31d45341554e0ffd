import { type CalendarDay, parseIsoDay } from '../../domain/calendar.ts';
import { type People, peopleOf } from '../../domain/people.ts';
import type { Balance, Entry } from '../../domain/position.ts';
import { enabledColleges } from '../../domain/settings.ts';
import { PSEUDONYM } from '../../domain/vocabulary.ts';
import { settleAccount } from '../../ledger/settle.ts';
import { type Ports, Refused, type SealRecord } from '../../ports.ts';
import { rank } from '../../ranking/rank.ts';
import { runMessages } from '../../report/run-messages.ts';
import type { RawWorkbook } from '../../sheet/raw.ts';
import { parseSettings } from '../../workbook/parse-settings.ts';
import { parseWorkbook } from '../../workbook/parse-workbook.ts';
import { adjustmentEntry } from '../../year/appeal.ts';
import {
  booksOf,
  CURRENT_SCHEMA,
  type Manifest,
  type ManifestContent,
  makeManifest,
  maskedHash,
  sealedSettings,
  sealedViolations,
} from '../../year/manifest.ts';
import { isDigest, type SealedPeople, unsealedTexts } from '../../year/sealed-people.ts';
import { judgeSchool } from '../judge-school.ts';
import type { RuleSet } from '../night.ts';
import { activityTypesOf, schemeItems, versionedScheme } from '../scheme-in-force.ts';
import { openSnapshot } from '../snapshot.ts';
import { type ChangedWorkbook, changesAfterSeal } from './changes-after-seal.ts';

export interface Verification {
  /** When everything but the year's totals was removed from the store; then nothing is recomputed. */
  readonly purgedAt: string | null;
  /** Hash of the recomputed result; `null` if it could not be recomputed. */
  readonly recomputed: string | null;
  readonly matches: boolean;
  /**
   * The store does not hold this seal, and so cannot tell whom its digests stand for: everything was compared except
   * whom its violations name, and `recomputed` is meaningless.
   */
  readonly withoutPeople: boolean;
  /** Source of the recomputation: the current workbooks, or the sealed snapshots in the store. */
  readonly source: 'workbooks' | 'snapshots' | null;
  readonly changes: readonly ChangedWorkbook[];
}

/**
 * Recomputes a sealed year from the workbooks, or from the sealed snapshots if the workbooks were edited since, and
 * compares the hash. Needs the rule set that sealed it.
 * @throws Refused when the program's rules are not those of the manifest
 */
export async function verifyYear(ports: Ports, ruleSet: RuleSet, { content, hash }: Manifest): Promise<Verification> {
  const seal = (await ports.store.seals.seals(yearOf(content))).find((one) => one.hash === hash) ?? null;
  // The store knows that this very manifest was sealed, but no longer what it was made from.
  if (seal?.purgedAt !== undefined)
    return { purgedAt: seal.purgedAt, recomputed: null, matches: true, withoutPeople: true, source: null, changes: [] };
  const verification = await recomputed(ports, ruleSet, { content, hash }, seal);
  return { purgedAt: null, ...verification };
}

async function recomputed(
  ports: Ports,
  ruleSet: RuleSet,
  { content, hash }: Manifest,
  seal: SealRecord | null,
): Promise<Omit<Verification, 'purgedAt'>> {
  if (content.ruleSet !== ruleSet.version) {
    throw new Refused(runMessages.otherRuleSet(content.ruleSet, ruleSet.version));
  }
  const now = new Map<string, RawWorkbook | null>();
  const read = async (workbook: string): Promise<RawWorkbook | null> => {
    if (!now.has(workbook)) now.set(workbook, await ports.workbooks.read(workbook).catch(() => null));
    return now.get(workbook) ?? null;
  };
  const changes = await changesAfterSeal(ports, content, read);
  const snapshots = changes.length === 0 ? null : whole(await fromSnapshots(ports, content));
  // Without the sealed snapshots, the current workbooks may do: an edited telephone number changes no figure.
  const raws = snapshots ?? whole(content.workbooks.map(({ workbook }) => now.get(workbook) ?? null));
  const people = content.schema === CURRENT_SCHEMA ? (seal?.people ?? null) : {};
  const withoutPeople = people === null;
  if (raws === null) return { recomputed: null, matches: false, withoutPeople, source: null, changes };
  const source = snapshots ? 'snapshots' : 'workbooks';
  const result = recompute(content, ruleSet, raws, people ?? {}, await forgottenNumbers(ports, content));
  if (withoutPeople) {
    const matches = maskedHash(content, result.people) === maskedHash(result.manifest.content, result.people);
    return { recomputed: null, matches, withoutPeople, source, changes };
  }
  const recomputed = result.manifest.hash;
  return { recomputed, matches: recomputed === hash, withoutPeople, source, changes };
}

/** The school workbook, then the colleges'. */
type Workbooks = readonly [RawWorkbook, ...RawWorkbook[]];

/** A violation about a forgotten person keeps its number, which cannot be derived from the pseudonym. */
async function forgottenNumbers({ store }: Ports, content: ManifestContent): Promise<ManifestContent['numbers']> {
  const books = await store.violations.books(yearOf(content));
  return books.flatMap(({ college, records }) =>
    records
      .filter(({ subject }) => subject.some((part) => part.startsWith(PSEUDONYM)))
      .map(({ id, rule, fingerprint }): ManifestContent['numbers'][number] => [id, college, rule, fingerprint]),
  );
}

function yearOf({ academicYear }: ManifestContent): number {
  return Number(academicYear.slice(0, 4));
}

function whole(raws: readonly (RawWorkbook | null)[]): Workbooks | null {
  const [school = null, ...colleges] = raws;
  const found = colleges.filter((raw) => raw !== null);
  return school !== null && found.length === colleges.length ? [school, ...found] : null;
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

/** Throws `RangeError`: an intact manifest holds valid days. */
function dayIn(text: string): CalendarDay {
  const day = parseIsoDay(text);
  if (day === null) throw new RangeError(`not a day: ${text}`);
  return day;
}

/**
 * The numbers that violations had; if nobody knows whom a waived one is about, its number follows from the violation.
 */
function knownNumbers(
  { numbers }: ManifestContent,
  people: SealedPeople,
  forgotten: ManifestContent['numbers'],
): ManifestContent['numbers'] {
  const unsealed = unsealedTexts(people);
  const waived = numbers
    .map(([id, college, rule, print]): ManifestContent['numbers'][number] => [id, college, rule, unsealed(print)])
    .filter(([, , , print]) => !isDigest(print));
  const known = new Set(waived.map(([id]) => id));
  return [...waived, ...forgotten.filter(([id]) => !known.has(id))];
}

/** The manifest as recomputed now, and the people of the school it was made from. */
function recompute(
  content: ManifestContent,
  ruleSet: RuleSet,
  [schoolRaw, ...raws]: Workbooks,
  people: SealedPeople,
  forgotten: ManifestContent['numbers'],
): { readonly manifest: Manifest; readonly people: People } {
  const numbers = knownNumbers(content, people, forgotten);
  const asOf = dayIn(content.asOf);
  const year = yearOf(content);
  const settings = parseSettings(
    schoolRaw,
    ruleSet.rules.map(({ id }) => id),
  );
  const scheme = versionedScheme(schemeItems.parse(content.scheme.items));
  const types = activityTypesOf(scheme.items);
  const names = new Map(enabledColleges(settings).map(({ id, name }) => [id, name]));
  const ids = content.workbooks.slice(1).map(({ college }) => college);
  const judgement = judgeSchool({
    settings,
    scheme,
    rules: ruleSet.rules,
    colleges: raws.map((raw, index) => {
      const id = ids[index] ?? '';
      return { id, name: names.get(id) ?? '', parsed: parseWorkbook(raw, index, types), stale: false };
    }),
    complete: true,
    asOf,
    year,
    books: booksOf(numbers, asOf),
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
  const adjustments = Map.groupBy(content.adjustments, ({ organization }) => organization);
  const balances = judgement.targets.flatMap(({ facts, entries }): Balance[] => {
    const granted = (adjustments.get(facts.organization) ?? []).map(adjustmentOf);
    const change = settleAccount(undefined, undefined, { facts, entries: [...entries, ...granted] }, stamp);
    return change ? [change.balance] : [];
  });
  const manifest = makeManifest({
    schema: content.schema,
    kind: content.kind,
    year,
    asOf: content.asOf,
    ruleSet: ruleSet.version,
    scheme: { version: scheme.version, items: [...scheme.items] },
    parameters: sealedSettings(settings.parameters),
    workbooks: content.workbooks,
    standings: rank(balances, settings.parameters),
    violations: sealedViolations(judgement.violations, people, content.schema),
    numbers: content.numbers,
    adjustments: content.adjustments,
  });
  return { manifest, people: peopleOf(judgement.school) };
}

function adjustmentOf({
  organization,
  hundredths,
  raisedOn,
  explanation,
}: ManifestContent['adjustments'][number]): Entry {
  return adjustmentEntry(
    {
      orgId: organization,
      raisedOn: dayIn(raisedOn),
      adjustment: hundredths,
      explanation,
      content: '',
    },
    runMessages.adjustmentItem(),
  );
}
