import type { SettingLine } from '../../shared/report/school-overview-tab.ts';

/** Settings that were not understood, listed first at the terminal; nothing if all were understood. */
export function settingText(lines: readonly SettingLine[]): readonly string[] {
  if (lines.length === 0) return [];
  return [
    `校级总表里有 ${lines.length} 处设置没有读懂：`,
    ...lines.map(({ place, message }) => `  ${place}：${message}`),
    '',
  ];
}
