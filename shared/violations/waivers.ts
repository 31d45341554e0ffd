import type { SettingIssue, Waiver } from '../domain/settings.ts';
import { TabTitle } from '../domain/vocabulary.ts';
import { unknownWaiverWords } from '../workbook/tabs/setting-messages.ts';

/** A waiver for a 问题编号 that neither stands in the store nor came up in this run is itself reported (CFG-01). */
export function unknownWaiverIssues(
  waivers: readonly Waiver[],
  knownIds: ReadonlySet<string>,
): readonly SettingIssue[] {
  return waivers
    .filter(({ violationId }) => !knownIds.has(violationId))
    .map(({ violationId, row, column }) => ({
      tab: TabTitle.waivers,
      row,
      column,
      key: [violationId],
      text: violationId,
      ...unknownWaiverWords(violationId),
    }));
}
