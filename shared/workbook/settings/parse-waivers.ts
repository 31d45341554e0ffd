import { formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import type { SettingIssue, Waiver } from '../../domain/settings.ts';
import type { RawWorkbook } from '../../sheet/raw.ts';
import { endedBeforeApprovalWords } from '../tabs/setting-messages.ts';
import { waivers as spec, type WaiverCells } from '../tabs/waivers.ts';
import { readSettings, type SettingRow } from './setting-table.ts';

/** 豁免: a faulty row is reported and does not apply. Whether its 问题编号 is known is checked elsewhere. */
export function parseWaivers(workbook: RawWorkbook): {
  readonly waivers: readonly Waiver[];
  readonly issues: readonly SettingIssue[];
} {
  const table = readSettings(spec, workbook);
  const issues: SettingIssue[] = [...table.issues];
  const waivers: Waiver[] = [];
  for (const row of table.rows) {
    const found = [...row.issues, ...spanIssues(row)];
    for (const issue of found) issues.push(issue);
    const waiver = found.length === 0 ? waiverOf(row) : null;
    if (waiver) waivers.push(waiver);
  }
  return { waivers, issues };
}

function waiverOf({ cells, row, column }: SettingRow<WaiverCells>): Waiver | null {
  const { violationId, reason, approver, approvedOn, validUntil } = cells;
  if (!isGiven(violationId) || !isGiven(reason) || !isGiven(approver) || !isGiven(approvedOn) || !isGiven(validUntil))
    return null;
  const id = violationId.toUpperCase();
  return { violationId: id, reason, approver, approvedOn, validUntil, row, column: column('violationId') };
}

function spanIssues(row: SettingRow<WaiverCells>): readonly SettingIssue[] {
  const { approvedOn, validUntil } = row.cells;
  if (!isGiven(approvedOn) || !isGiven(validUntil) || validUntil >= approvedOn) return [];
  return [row.issue('validUntil', endedBeforeApprovalWords(row.who, formatDay(validUntil), formatDay(approvedOn)))];
}
