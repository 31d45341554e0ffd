import { enabledColleges } from '../../../shared/domain/settings.ts';
import { TabTitle } from '../../../shared/domain/vocabulary.ts';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { bareTitle } from '../../../shared/workbook/normalize.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { TABS } from '../../../shared/workbook/tabs/index.ts';
import type { Environment } from '../../env.ts';
import { type OpenGoogle, openGoogle } from '../../wiring.ts';
import type { Check } from './check.ts';

/** Sign-in, sharing, rights, tabs and quota of every workbook of a school in Google Sheets; nothing is written. */
export async function checkGoogle(
  schoolWorkbook: string,
  environment: Environment,
  say?: (line: string) => void,
): Promise<readonly Check[]> {
  const google = await openGoogle(environment, say);
  return [
    { what: '登录账号', ok: true, text: google.setup.account ?? '本机替身（只供测试）' },
    {
      what: '授权范围',
      ok: true,
      text: google.setup.scopes.map((scope) => scope.split('/').at(-1)).join('、'),
    },
    checkQuota(google),
    ...(await checkSchool(google, schoolWorkbook)),
  ];
}

/** Google's default quota per account. */
const DEFAULT_QUOTA = 60;

function checkQuota({ setup: { perMinute } }: OpenGoogle): Check {
  const more = perMinute > DEFAULT_QUOTA ? `；超过默认值，须已在 Google Cloud 控制台申请提高，否则会反复等待` : '';
  const text = `每分钟读、写各 ${perMinute} 次（XIETONG_GOOGLE_PER_MINUTE；Google 默认每账号各 ${DEFAULT_QUOTA} 次${more}）`;
  return { what: '请求额度', ok: true, text };
}

/** One call lists the workbooks that have changed: it must work, and cover all of them. */
async function checkDrive({ workbooks }: OpenGoogle, ids: readonly string[]): Promise<Check> {
  const what = '修改检测';
  try {
    const seen = (await workbooks.versions?.()) ?? new Map<string, string>();
    const unseen = ids.filter((id) => !seen.has(id));
    if (unseen.length === 0) return { what, ok: true, text: `一次请求看得到全部 ${ids.length} 个表格` };
    const text = `云端硬盘的文件列表里没有 ${unseen.join('、')}，改动要等每日校验才会发现。请检查是否在回收站里，并直接共享给运行本软件的账号。`;
    return { what, ok: false, text };
  } catch (error) {
    const reason = error instanceof Refused || error instanceof TryLater ? error.message : 'Google 暂时没有应答';
    return { what, ok: false, text: `${reason}。改动要等每日校验才会发现。` };
  }
}

/** Rows of 学院登记 that the night cannot use. */
function checkRegistrations({ issues }: ReturnType<typeof parseSettings>): Check[] {
  const wrong = issues.filter(({ tab }) => bareTitle(tab) === bareTitle(TabTitle.registrations));
  return wrong.map(({ message, advice }) => ({ what: '学院登记', ok: false, text: `${message}${advice}` }));
}

async function checkSchool(google: OpenGoogle, id: string): Promise<Check[]> {
  const school = await checkWorkbook(google, '校级总表', id, [TabTitle.registrations]);
  if (school.some(({ ok }) => !ok)) return school;
  const settings = parseSettings(await google.workbooks.read(id), []);
  const required = Object.values(TABS).filter((tab) => tab.required);
  const titles = required.map(({ title }) => title);
  const colleges: Check[] = [];
  // One after another: the doctor is in no hurry, and the nightly run needs the quota.
  for (const { name, workbook } of enabledColleges(settings))
    for (const check of await checkWorkbook(google, name, workbook, titles)) colleges.push(check);
  if (colleges.length === 0)
    colleges.push({
      what: '学院登记',
      ok: false,
      text: '没有启用的学院。请在校级总表的“学院登记”里填写学院编号、名称和表格 id。',
    });
  const ids = [id, ...enabledColleges(settings).map(({ workbook }) => workbook)];
  return [...school, ...colleges, ...checkRegistrations(settings), await checkDrive(google, [...new Set(ids)])];
}

async function checkWorkbook(
  { setup }: OpenGoogle,
  what: string,
  id: string,
  wanted: readonly string[],
): Promise<Check[]> {
  try {
    const { name, canEdit, sharedWith, isPublic, titles } = await setup.inspect(id);
    const there = new Set(titles.map(bareTitle));
    const missing = wanted.filter((title) => !there.has(bareTitle(title)));
    const shared = sharedWith === null ? '' : `，共享给 ${sharedWith.length} 个账号：${sharedWith.join('、')}`;
    return [
      { what, ok: true, text: `可以读取“${name}”${shared}` },
      {
        what: `${what}的权限`,
        ok: canEdit,
        text: canEdit
          ? '可以编辑'
          : `只能查看，写不进结果。请表格的所有者把${setup.account ?? '运行本软件的账号'}的权限改为“编辑者”。`,
      },
      {
        what: `${what}的共享`,
        ok: !isPublic,
        text: isPublic
          ? '知道链接的人都能打开，台账里有学生的个人信息。请表格的所有者在“共享”里把“常规访问权限”改为“受限”。'
          : '没有对外公开',
      },
      {
        what: `${what}的工作表`,
        ok: missing.length === 0,
        text:
          missing.length === 0
            ? titles.join('、')
            : `缺少 ${missing.join('、')}。请检查工作表的名称，或表格 id 是否填错。`,
      },
    ];
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TryLater)) throw error;
    return [{ what, ok: false, text: error.message }];
  }
}
