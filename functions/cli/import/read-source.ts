import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { readCsv } from '../../../shared/import/csv.ts';
import { decodeText } from '../../../shared/import/decode-text.ts';
import type { AnyTab } from '../../../shared/import/input-tab.ts';
import { type SourceTable, sourceTable } from '../../../shared/import/source-table.ts';
import { Refused } from '../../../shared/ports.ts';
import type { RawTab } from '../../../shared/sheet/raw.ts';
import { UsageError } from '../../usage-error.ts';
import { readWorkbookFile } from '../../wiring.ts';

const MOST_BYTES = 64 * 1024 * 1024;
const TEXTS = new Set(['.csv', '.txt', '.tsv']);
const TABLES = new Set([...TEXTS, '.xlsx', '.xlsm']);

/** The table of an export. Throws `UsageError`, `Refused` or `TryLater` naming the file, whatever it contains. */
export async function readSource(file: string, tab: AnyTab): Promise<SourceTable> {
  requireFile(file);
  const tabs = TEXTS.has(extname(file).toLowerCase()) ? [readTextTable(file)] : (await readWorkbookFile(file)).tabs;
  const table = sourceTable(basename(file), tabs, tab);
  if (table === null || table.headings.length === 0)
    throw new Refused(`“${file}”里找不到表格。请确认文件里有一行标题（如“学号”“姓名”），下面是数据。`);
  return table;
}

/** Reported here, because the places of workbooks speak of 学院登记 and of their own folder. */
function requireFile(file: string): void {
  const standing = statSync(file, { throwIfNoEntry: false });
  if (standing === undefined) throw new UsageError(`找不到“${file}”。请检查文件名和它所在的文件夹。`);
  if (standing.isDirectory()) throw new UsageError(`“${file}”是文件夹。请写要导入的 .xlsx 或 .csv 文件。`);
  if (!TABLES.has(extname(file).toLowerCase()))
    throw new UsageError(
      `“${file}”不是 .xlsx 或 .csv 文件。请用 Excel 或 WPS 打开它，另存为“Excel 工作簿 (.xlsx)”再导入。`,
    );
}

function readTextTable(file: string): RawTab {
  const decoded = decodeText(bytesOf(file));
  if (decoded === null)
    throw new Refused(`“${file}”不是能认出的文字文件。请用 Excel 或 WPS 打开它，另存为“Excel 工作簿 (.xlsx)”再导入。`);
  const reading = readCsv(decoded.text);
  if ('openQuoteInRow' in reading)
    throw new Refused(
      `“${file}”第 ${reading.openQuoteInRow} 行有一个引号没有成对，之后的内容分不清。请改正这一行，或另存为 .xlsx 再导入。`,
    );
  return { title: '', rows: reading.rows, merges: [] };
}

function bytesOf(file: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES) throw new UsageError(`“${file}”超过 64 MB。请只导出需要的列，或分成几个文件。`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`读不了“${file}”。请检查文件名和读取权限。`, { cause: error });
  }
}
