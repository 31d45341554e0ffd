import { isGiven, orNull } from '../../domain/cell.ts';
import { fileNameFault, fileNameKey } from '../../domain/file-name.ts';
import type { Registration, SettingIssue } from '../../domain/settings.ts';
import { NotifyChannel, YesNo } from '../../domain/vocabulary.ts';
import type { RawWorkbook } from '../../sheet/raw.ts';
import { choicesOf } from '../choices.ts';
import { foldWord } from '../normalize.ts';
import { LIST_SEPARATOR } from '../tabs/marks.ts';
import { type RegistrationCells, registrations as spec } from '../tabs/registrations.ts';
import {
  fileNameWords,
  keptRegistrationsWords,
  keptRegistrationWords,
  missingRegistrationWords,
  pathWords,
  repeatedWords,
  takenWorkbookWords,
  unknownChannelWords,
  unregisteredWords,
} from '../tabs/setting-messages.ts';
import { addressesOf } from './parameter-values.ts';
import { readSettings, type SettingRow, tabIssue } from './setting-table.ts';

type Row = SettingRow<RegistrationCells>;

/** 学院登记 after reading. */
export interface RegistrationReading {
  /** In the order of rows. */
  readonly registrations: readonly Registration[];
  readonly issues: readonly SettingIssue[];
  /** The issues that keep a row, or a college of the last good reading, from being read; empty if there are none. */
  readonly registrationFaults: readonly SettingIssue[];
}

/** A row with its own faults, and its content if it has none. */
interface ReadRow {
  readonly row: Row;
  readonly faults: readonly SettingIssue[];
  readonly registration: Registration | null;
}

/**
 * 学院登记: a faulty row is reported, and the college's last good reading applies; a college leaves only by 启用 = 否,
 * never by a typing slip. A faulty row without a good reading is left out.
 * @param last the registrations of the last good reading; none on the first one
 */
export function parseRegistrations(workbook: RawWorkbook, last: readonly Registration[] = []): RegistrationReading {
  const table = readSettings(spec, workbook);
  const rows = table.rows.map(readRow);
  const off = new Set(rows.flatMap(({ row: { cells } }) => (cells.enabled === YesNo.no ? [cells.id] : [])));
  const { accepted, conflicts } = acceptedRows(rows, last, off);
  const ids = new Set<unknown>(accepted.map(({ id }) => id));
  const gone = last.filter(({ id }) => !ids.has(id));
  const kept = gone.filter(({ id, enabled }) => enabled && !off.has(id));
  const leaving = gone.filter(({ id }) => off.has(id)).map((one) => ({ ...one, enabled: false }));

  const faulty = rows.filter((read) => read.registration === null || conflicts.has(read));
  const rowOf = new Map(faulty.flatMap(({ row }) => ownerOf(row, kept).map(({ id }) => [id, row.row] as const)));
  const ofRows = faulty.flatMap((read) => faultsOf(read, conflicts.get(read) ?? [], kept, ids));
  const isLaidOut = table.column('id') !== null && table.column('workbook') !== null;
  const ofTab = isLaidOut || kept.length === 0 ? table.issues : table.issues.map(keptAll);
  const missing = isLaidOut ? kept.filter(({ id }) => !rowOf.has(id)).map(missingIssue) : [];
  const others = rows.flatMap(({ row }) =>
    [...row.issues.filter((issue) => isOfNoMatter(row, issue)), ...channelIssues(row)].map(withoutEffect),
  );
  return {
    // A row that is gone came before the row that now has its place.
    registrations: [
      ...kept.map((one) => ({ ...one, row: rowOf.get(one.id) ?? one.row })),
      ...accepted,
      ...leaving,
    ].toSorted((a, b) => a.row - b.row),
    issues: [...ofTab, ...[...ofRows, ...others].toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)), ...missing],
    registrationFaults: kept.length + faulty.length === 0 && isLaidOut ? [] : [...ofTab, ...ofRows, ...missing],
  };
}

/** What is wrong with a row, and what applies meanwhile. */
function faultsOf(
  { row, faults }: ReadRow,
  conflicts: readonly SettingIssue[],
  kept: readonly Registration[],
  ids: ReadonlySet<unknown>,
): readonly SettingIssue[] {
  const [owner] = ownerOf(row, kept);
  const isElsewhere = ids.has(row.cells.id);
  const inForce = owner ? keptRegistrationWords(owner) : isElsewhere ? '' : unregisteredWords();
  return [...faults, ...conflicts].map((issue) => ({ ...issue, inForce }));
}

function readRow(row: Row): ReadRow {
  const faults = [...row.issues.filter((issue) => !isOfNoMatter(row, issue)), ...placeIssues(row)];
  return { row, faults, registration: faults.length === 0 ? registrationOf(row) : null };
}

/** Who is notified does not decide whether a college is checked. */
function isOfNoMatter(row: Row, { column }: SettingIssue): boolean {
  return (
    column !== null && !(['id', 'name', 'workbook', 'enabled'] as const).some((field) => row.column(field) === column)
  );
}

function registrationOf({ cells, row }: Row): Registration | null {
  const { id, name, workbook, enabled, email } = cells;
  if (!isGiven(id) || !isGiven(name) || !isGiven(workbook)) return null;
  const addresses = addressesOf(orNull(cells.addresses) ?? orNull(email) ?? '');
  const channels = channelsOf(cells).flatMap(({ channel }) => channel ?? []);
  return { id, name, workbook, enabled: enabled === YesNo.yes, email: orNull(email), channels, addresses, row };
}

const channelChoices = choicesOf(Object.values(NotifyChannel));

/** Items of 通知方式, each with what it means. */
function channelsOf({
  channels,
}: Pick<RegistrationCells, 'channels'>): readonly { readonly typed: string; readonly channel: NotifyChannel | null }[] {
  const items = (orNull(channels) ?? '').split(LIST_SEPARATOR).map(foldWord);
  return [...new Set(items)]
    .filter((typed) => typed !== '')
    .map((typed) => ({ typed, channel: channelChoices.find(typed) ?? null }));
}

/** An unknown way to notify: only the notice is stopped. */
function channelIssues(row: Row): readonly SettingIssue[] {
  const unknown = channelsOf(row.cells).filter(({ channel }) => channel === null);
  if (unknown.length === 0) return [];
  return [
    row.issue(
      'channels',
      unknownChannelWords(
        row.who,
        unknown.map(({ typed }) => typed),
      ),
    ),
  ];
}

/** A workbook is a file beside the school workbook and nowhere else, under a name that every system accepts. */
function placeIssues(row: Row): readonly SettingIssue[] {
  const { workbook } = row.cells;
  const fault = isGiven(workbook) ? fileNameFault(workbook.trim()) : null;
  if (fault === null) return [];
  const text = row.text('workbook');
  return [row.issue('workbook', fault === 'path' ? pathWords(row.who, text) : fileNameWords(row.who, text, fault))];
}

/**
 * Rows that hold, and the additional faults of the others: an id or a workbook belongs to one college. Unchanged rows
 * go first, then known colleges, then new ones; what a known college loses by a slip remains its own.
 */
function acceptedRows(rows: readonly ReadRow[], last: readonly Registration[], off: ReadonlySet<unknown>) {
  const before = new Map(last.map((one) => [one.id, one]));
  const sound = rows.filter(({ registration }) => registration !== null);
  const named = new Set(sound.map(({ registration }) => registration?.id));
  const ids = new Map<string, number>();
  const files = new Map<string, Registration>();
  const accepted: Registration[] = [];
  const conflicts = new Map<ReadRow, readonly SettingIssue[]>();
  for (const one of last) if (one.enabled && !named.has(one.id) && !off.has(one.id)) files.set(fileKey(one), one);
  for (const read of sound.toSorted((a, b) => rankOf(a, before) - rankOf(b, before) || a.row.row - b.row.row)) {
    const { row, registration } = read;
    if (!registration) continue;
    const found = repetitions(row, registration, ids, files);
    if (found.length > 0) {
      conflicts.set(read, found);
      const own = before.get(registration.id);
      if (own?.enabled && !ids.has(own.id)) files.set(fileKey(own), own);
      continue;
    }
    accepted.push(registration);
    ids.set(registration.id, row.row);
    if (registration.enabled) files.set(fileKey(registration), registration);
  }
  return { accepted, conflicts };
}

function rankOf({ registration }: ReadRow, before: ReadonlyMap<string, Registration>): number {
  const own = registration && before.get(registration.id);
  if (!registration || !own) return 2;
  const isSame = own.name === registration.name && own.workbook === registration.workbook;
  return isSame ? 0 : 1;
}

/** An id or a workbook that already belongs to another row, or to a college of the last good reading. */
function repetitions(
  row: Row,
  { id, enabled, ...own }: Registration,
  ids: ReadonlyMap<string, number>,
  files: ReadonlyMap<string, Registration>,
): readonly SettingIssue[] {
  const { columns } = spec;
  const sameId = ids.get(id);
  if (sameId !== undefined) return [row.issue('id', repeatedWords(columns.id.heading, id, sameId))];
  const owner = enabled ? files.get(fileKey(own)) : undefined;
  if (owner === undefined) return [];
  const text = row.text('workbook');
  const words = ids.has(owner.id)
    ? repeatedWords(columns.workbook.heading, text, owner.row)
    : takenWorkbookWords(row.who, text, owner.name, owner.id);
  return [row.issue('workbook', words)];
}

/** The college of the last good reading that a faulty row means, at most one: by its id, workbook or name. */
function ownerOf({ cells: { id, name, workbook } }: Row, kept: readonly Registration[]): readonly Registration[] {
  const file = isGiven(workbook) ? fileKey({ workbook }) : null;
  const owner =
    kept.find((one) => one.id === id) ??
    kept.find((one) => fileKey(one) === file) ??
    kept.find((one) => one.name === name);
  return owner ? [owner] : [];
}

function missingIssue(registration: Registration): SettingIssue {
  return tabIssue(spec.title, [registration.id], missingRegistrationWords(registration));
}

/** The row applies all the same. */
function withoutEffect(issue: SettingIssue): SettingIssue {
  return { ...issue, inForce: '' };
}

function keptAll(issue: SettingIssue): SettingIssue {
  return { ...issue, inForce: keptRegistrationsWords() };
}

/** Names that differ only in case are one file; ids of spreadsheets are not. */
function fileKey({ workbook }: Pick<Registration, 'workbook'>): string {
  return /\.xls[xm]$/i.test(workbook) ? fileNameKey(workbook) : workbook;
}
