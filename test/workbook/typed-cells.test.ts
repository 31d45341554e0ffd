import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { openSnapshot, takeSnapshot } from '../../shared/run/snapshot.ts';
import type { RawCell, RawTab } from '../../shared/sheet/raw.ts';
import { deadlinesOf, rulesOff } from '../../shared/workbook/typed-cells.ts';

const tab = (output: string, rows: readonly (readonly RawCell[])[]): RawTab => ({
  title: '随便',
  output,
  rows,
  merges: [],
});
const list = (cell: RawCell): { tabs: readonly RawTab[] } => ({
  tabs: [
    tab('violations', [
      ['级别', '整改期限', '问题编号'],
      ['错误', cell, 'ORG-06-7F3K2'],
      ['错误', null, 'ORG-07-AAAAA'],
    ]),
  ],
});

describe('整改期限', () => {
  it.each([['2026-07-16'], ['2026年7月16日'], ['2026.7.16'], [parseIsoDay('2026-07-16')]] as const)(
    '%s is read, wherever the columns stand',
    (cell) => {
      expect([...deadlinesOf(list(cell ?? null))]).toEqual([['ORG-06-7F3K2', parseIsoDay('2026-07-16')]]);
    },
  );

  it.each(['下周', '', null, 20])('%s sets none', (cell) => {
    expect(deadlinesOf(list(cell)).size).toBe(0);
  });

  it('is kept with the snapshot, and alone of what stands in the tab', () => {
    const raw = { version: '1', ...list('2026-07-16') };
    const { content } = takeSnapshot(raw);
    expect(content).toContain('ORG-06-7F3K2');
    expect(content).not.toContain('ORG-07-AAAAA');
    expect([...deadlinesOf(openSnapshot(content, '1'))]).toEqual([...deadlinesOf(raw)]);
  });

  it('nothing typed leaves the hash of a reading as it was', () => {
    expect(takeSnapshot({ version: '1', ...list(null) }).hash).toBe(takeSnapshot({ version: '1', tabs: [] }).hash);
  });
});

describe('规则一览', () => {
  const rules = (cell: RawCell) => ({
    tabs: [tab('ruleList', [['说明'], ['规则', '标题', '停用'], ['EDU-06', '…', cell]])],
  });

  it.each(['停用', '是', '√', ' 停用 '])('%s switches the rule off', (cell) => {
    expect(rulesOff(rules(cell))).toEqual(['EDU-06']);
  });

  it.each(['否', '', null, '再议'])('%s does not', (cell) => {
    expect(rulesOff(rules(cell))).toEqual([]);
  });
});
