import { enabledColleges } from '../../../shared/domain/settings.ts';
import { SCHOOL_WORKBOOK } from '../../../shared/domain/vocabulary.ts';
import { Refused, type Store, TryLater } from '../../../shared/ports.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import type { Environment } from '../../env.ts';
import { openRemoteWorkbooks } from '../../open-remote.ts';
import { isWritable, knownProbe, openRemoteFiles, readOnlyWords } from '../../open-remote-files.ts';
import { type Check, checked } from './check.ts';

const isRefusal = (error: unknown): error is Error => error instanceof Refused || error instanceof TryLater;

/**
 * A campus disk or a bucket: sign-in, rights, whether it protects what others save (tried with a small file of our own,
 * which is then removed), and every workbook of the school.
 */
export async function checkRemote(address: string, environment: Environment, store: Store): Promise<readonly Check[]> {
  const files = await openRemoteFiles(address, environment);
  let names: readonly string[] = [];
  const listing = await checked(
    '登录和列表',
    async () => {
      names = (await files.list()).map(({ name }) => name);
      return `看得到 ${names.length} 个文件`;
    },
    isRefusal,
  );
  if (!listing.ok) return [listing];
  let writes = false;
  const probe = await checked(
    '防止覆盖别人刚保存的内容',
    async () => {
      writes = isWritable(await knownProbe(files, address, store.runs, true));
      return writes ? '支持，可以写入' : readOnlyWords(address);
    },
    isRefusal,
  );
  return [listing, { ...probe, ok: probe.ok && writes }, ...(await checkWorkbooks(address, environment, store, names))];
}

async function checkWorkbooks(
  address: string,
  environment: Environment,
  store: Store,
  names: readonly string[],
): Promise<readonly Check[]> {
  const workbooks = await openRemoteWorkbooks(address, environment, store);
  const there = new Set(names);
  if (!there.has(SCHOOL_WORKBOOK))
    return [{ what: '校级总表', ok: false, text: `没有“${SCHOOL_WORKBOOK}”。请先运行 init，或把它放进这个文件夹。` }];
  const checks: Check[] = [];
  const settings = parseSettings(await workbooks.read(SCHOOL_WORKBOOK), []);
  for (const { name, workbook } of enabledColleges(settings))
    checks.push(
      await checked(name, async () => `可以读取，${(await workbooks.read(workbook)).tabs.length} 个工作表`, isRefusal),
    );
  return checks;
}
