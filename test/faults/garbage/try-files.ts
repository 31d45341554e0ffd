import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import { Refused, TryLater } from '../../../shared/ports.ts';
import type { WorkbookImage } from '../../../shared/sheet/image.ts';
import { parseWorkbook } from '../../../shared/workbook/parse-workbook.ts';

const NAME = '某学院台账.xlsx';
export const IMAGE: WorkbookImage = {
  tabs: [
    {
      key: 'violations',
      title: '问题清单',
      banner: [],
      keyHeading: '问题编号',
      userHeadings: ['整改说明'],
      columns: [
        { heading: '问题编号', width: 18, format: 'text' },
        { heading: '位置', width: 12, format: 'text' },
        { heading: '整改说明', width: 30, format: 'text' },
      ],
      rows: [{ cells: ['DAT-01-AAAAA', { value: '跳转', link: { tab: '组织', row: 2, column: 'A' } }, null] }],
    },
  ],
  notes: [{ tab: '组织', row: 2, column: 'A', text: '【协同校验】说明' }],
};

/** A reason, and after it what to do. */
const NEXT_STEP = /：.{4,}(?:请.{4,}|稍后重试)/s;

export interface FileTrial {
  readonly outcome: 'read' | 'refused';
  readonly faults: readonly string[];
}

/** A folder in which one file after another is read, parsed and written to. */
export function fileTrials(): { tryFile(bytes: Buffer): Promise<FileTrial>; close(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'garbage-'));
  const workbooks = xlsxWorkbooks(folder);
  const attempt = async (work: () => Promise<void>): Promise<{ fault: string | null; refused: boolean }> => {
    try {
      await work();
      return { fault: null, refused: false };
    } catch (error) {
      if (!(error instanceof Refused || error instanceof TryLater))
        return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error), refused: false };
      const says = error.message.startsWith(`工作簿“${NAME}”：`) && NEXT_STEP.test(error.message);
      return { fault: says ? null : `a refusal that says “${error.message}”`, refused: true };
    }
  };
  return {
    async tryFile(bytes) {
      writeFileSync(join(folder, NAME), bytes);
      const reading = await attempt(async () => {
        parseWorkbook(await workbooks.read(NAME), 0, []);
      });
      if (reading.refused || reading.fault !== null)
        return { outcome: 'refused', faults: reading.fault === null ? [] : [reading.fault] };
      const writing = await attempt(async () => {
        const { status } = await workbooks.publish(NAME, IMAGE);
        // What was written can be read, and shows what it should: a second time there is nothing to do.
        if (status !== 'written') return;
        await workbooks.read(NAME);
        const again = await workbooks.publish(NAME, IMAGE);
        if (again.status !== 'unchanged') throw new Error(`published again: ${again.status}`);
      });
      return { outcome: writing.refused ? 'refused' : 'read', faults: writing.fault === null ? [] : [writing.fault] };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
