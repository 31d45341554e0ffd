import { writeFileSync } from 'node:fs';
import { enabledColleges } from '../../../shared/domain/settings.ts';
import { Refused } from '../../../shared/ports.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import type { Environment } from '../../env.ts';
import { UsageError } from '../../usage-error.ts';
import { openGoogle, scriptSecret } from '../../wiring.ts';
import { fileReason } from '../file-reasons.ts';
import type { Check } from './check.ts';

/** Readable only for the user who runs the command. */
const OWN_FILE = 0o600;

/**
 * Writes the secret of every workbook's Apps Script to a new file, one per line: name, id, secret. None of it is shown.
 * @param file must not exist
 * @throws UsageError when the school's key is not set, Refused when the file cannot be written
 */
export async function writeScriptSecrets(
  file: string,
  schoolWorkbook: string,
  environment: Environment,
): Promise<Check> {
  const key = environment.XIETONG_WEBHOOK_SECRET;
  if (key === undefined)
    throw new UsageError('没有设置 XIETONG_WEBHOOK_SECRET，算不出各台账脚本的密钥。请先设置它，再运行一次。');
  const { workbooks } = await openGoogle(environment);
  const settings = parseSettings(await workbooks.read(schoolWorkbook), []);
  const colleges = enabledColleges(settings).map(({ name, workbook }) => [name, workbook] as const);
  const lines = [['校级总表', schoolWorkbook] as const, ...colleges].map(([name, workbook]) =>
    [name, workbook, scriptSecret(key, workbook)].join('\t'),
  );
  try {
    writeFileSync(file, `${lines.join('\n')}\n`, { mode: OWN_FILE, flag: 'wx' });
  } catch (error) {
    throw new Refused(`写不进“${file}”：${fileReason(error)}。请换一个文件名，再运行一次。`, { cause: error });
  }
  const text = `${lines.length} 个表格的密钥已写入“${file}”。每个学院只发它自己的一行，发完请删除这个文件。`;
  return { what: '脚本密钥', ok: true, text };
}
