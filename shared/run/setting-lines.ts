import type { SettingIssue } from '../domain/settings.ts';
import type { SettingLine } from '../report/school-overview-tab.ts';

/** Settings that were not understood, in the order of the tabs: where, what is wrong, what applies instead. */
export function settingLines(issues: readonly SettingIssue[]): readonly SettingLine[] {
  return issues.map(({ tab, row, column, message, inForce }) => ({
    place: row === null ? tab : `${tab}!${column ?? ''}${row}`,
    message: `${message}${inForce}`,
  }));
}
