import { isGiven, orNull } from '../../domain/cell.ts';
import type { Appeal, SettingIssue } from '../../domain/settings.ts';
import { AppealOutcome } from '../../domain/vocabulary.ts';
import type { RawWorkbook } from '../../sheet/raw.ts';
import { type AppealCells, appeals as spec } from '../tabs/appeals.ts';
import { missingAdjustmentWords, repeatedAppealWords, undecidedAppealWords } from '../tabs/setting-messages.ts';
import { readSettings, type SettingRow } from './setting-table.ts';

/** 申诉: a faulty row is reported and left out; an undecided one is reported until it is decided. */
export function parseAppeals(workbook: RawWorkbook): {
  readonly appeals: readonly Appeal[];
  readonly issues: readonly SettingIssue[];
} {
  const table = readSettings(spec, workbook);
  const issues: SettingIssue[] = [...table.issues];
  const appeals: Appeal[] = [];
  for (const row of table.rows) {
    const found = [...row.issues, ...outcomeIssues(row), ...repetitions(row, appeals)];
    for (const issue of found) issues.push(issue);
    const appeal = found.length === 0 ? appealOf(row) : null;
    if (!appeal) continue;
    appeals.push(appeal);
    if (appeal.outcome === null) issues.push(row.issue('outcome', undecidedAppealWords(row.who)));
  }
  return { appeals, issues };
}

function appealOf({ cells, row }: SettingRow<AppealCells>): Appeal | null {
  const { year, orgId, content, raisedOn, outcome, adjustment, decidedOn, explanation } = cells;
  if (!isGiven(year) || !isGiven(orgId) || !isGiven(content) || !isGiven(raisedOn)) return null;
  return {
    year,
    orgId,
    content,
    raisedOn,
    outcome: orNull(outcome),
    adjustment: orNull(adjustment),
    decidedOn: orNull(decidedOn),
    explanation: orNull(explanation),
    row,
  };
}

function outcomeIssues(row: SettingRow<AppealCells>): readonly SettingIssue[] {
  const { outcome, adjustment } = row.cells;
  const lacksPoints = outcome === AppealOutcome.adjusted && adjustment === null;
  return lacksPoints ? [row.issue('adjustment', missingAdjustmentWords(row.who))] : [];
}

/** An organization's second appeal of one day: the ledger could not tell its adjustment from the first. */
function repetitions(row: SettingRow<AppealCells>, before: readonly Appeal[]): readonly SettingIssue[] {
  const { year, orgId, raisedOn } = row.cells;
  const same = before.find(
    (earlier) => earlier.year === year && earlier.orgId === orgId && earlier.raisedOn === raisedOn,
  );
  return same ? [row.issue('raisedOn', repeatedAppealWords(row.who, same.row))] : [];
}
