import type { SettingIssue, Waiver } from '../domain/settings.ts';
import { TabTitle } from '../domain/vocabulary.ts';

/**
 * A waiver for a 问题编号 that neither stands in the store nor came up in this run is itself reported (CFG-01).
 * @param wordsFor message and advice for a 问题编号
 */
export function unknownWaiverIssues(
  waivers: readonly Waiver[],
  knownIds: ReadonlySet<string>,
  wordsFor: (violationId: string) => Pick<SettingIssue, 'message' | 'advice'>,
): readonly SettingIssue[] {
  return waivers
    .filter(({ violationId }) => !knownIds.has(violationId))
    .map(({ violationId, row, column }) => ({
      tab: TabTitle.waivers,
      row,
      column,
      key: [violationId],
      text: violationId,
      inForce: '',
      ...wordsFor(violationId),
    }));
}
