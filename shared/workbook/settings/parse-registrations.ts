import { isGiven, orNull } from '../../domain/cell.ts';
import type { Registration, SettingIssue } from '../../domain/settings.ts';
import { NotifyChannel, YesNo } from '../../domain/vocabulary.ts';
import type { RawWorkbook } from '../../sheet/raw.ts';
import { choicesOf } from '../choices.ts';
import { foldWord } from '../normalize.ts';
import { LIST_SEPARATOR } from '../tabs/marks.ts';
import { type RegistrationCells, registrations as spec } from '../tabs/registrations.ts';
import { pathWords, repeatedWords, unknownChannelWords } from '../tabs/setting-messages.ts';
import { addressesOf } from './parameter-values.ts';
import { readSettings, type SettingRow } from './setting-table.ts';

/** A path, an address or a drive: a workbook lies beside the school workbook and nowhere else. */
const PATH = /[/\\:]|^\.\.?$/;

/** 学院登记: rows with a fault are reported and left out. */
export function parseRegistrations(workbook: RawWorkbook): {
  readonly registrations: readonly Registration[];
  readonly issues: readonly SettingIssue[];
} {
  const table = readSettings(spec, workbook);
  const issues: SettingIssue[] = [...table.issues];
  const registrations: Registration[] = [];
  for (const row of table.rows) {
    const found = [...row.issues, ...placeIssues(row), ...repetitions(row, registrations)];
    for (const issue of [...found, ...channelIssues(row)]) issues.push(issue);
    const registration = found.length === 0 ? registrationOf(row) : null;
    if (registration) registrations.push(registration);
  }
  return { registrations, issues };
}

function registrationOf({ cells, row }: SettingRow<RegistrationCells>): Registration | null {
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

/** A way to notify that nobody knows: it stops nothing but the notice. */
function channelIssues(row: SettingRow<RegistrationCells>): readonly SettingIssue[] {
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

function placeIssues(row: SettingRow<RegistrationCells>): readonly SettingIssue[] {
  const { workbook } = row.cells;
  return isGiven(workbook) && PATH.test(workbook)
    ? [row.issue('workbook', pathWords(row.who, row.text('workbook')))]
    : [];
}

/** An id or a workbook that an earlier row has already. */
function repetitions(row: SettingRow<RegistrationCells>, before: readonly Registration[]): readonly SettingIssue[] {
  const { id, workbook } = row.cells;
  const sameId = before.find((earlier) => earlier.id === id);
  const sameWorkbook = isGiven(workbook)
    ? before.find((earlier) => fileKey(earlier.workbook) === fileKey(workbook))
    : undefined;
  return [
    ...(sameId ? [row.issue('id', repeatedWords(spec.columns.id.heading, sameId.id, sameId.row))] : []),
    ...(sameWorkbook
      ? [row.issue('workbook', repeatedWords(spec.columns.workbook.heading, row.text('workbook'), sameWorkbook.row))]
      : []),
  ];
}

/** File names are one file whatever their case; ids of spreadsheets are not. */
function fileKey(workbook: string): string {
  const lower = workbook.toLowerCase();
  return lower.endsWith('.xlsx') ? lower : workbook;
}
