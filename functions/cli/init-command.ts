import { join, resolve } from 'node:path';
import { formatDay } from '../../shared/domain/calendar.ts';
import { SPREADSHEET_ID } from '../../shared/domain/spreadsheet-id.ts';
import type { Environment } from '../env.ts';
import { isRemote, readPlace, remoteAddress, STATE_FOLDER } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { openGoogle } from '../wiring.ts';
import { asOfDay, auditedYear, type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { initGoogle } from './init/google-place.ts';
import { beginInit } from './init/google-progress.ts';
import { initPlace, type NewFolderOptions as PlaceOptions } from './init/init-place.ts';
import { initRemote } from './init/init-remote.ts';
import { type Upgraded, upgradePlace } from './init/upgrade-place.ts';
import { waitingWords } from './progress.ts';

export interface InitOptions extends CommonOptions {
  readonly colleges?: string;
  readonly sample?: string;
  readonly students?: string;
  readonly faults: boolean;
  readonly share?: string;
  readonly upgrade?: boolean;
}

const GOOGLE = 'google:';
const PROGRESS_FILE = 'init-google.json';
const MAX_COLLEGES = 30;
const MAX_STUDENTS = 3000;

/** `init PLACE`: blank templates, or (with `--sample`) an invented university. Never overwrites a file. */
export async function initCommand(folder: string, options: InitOptions, environment: Environment): Promise<ExitCode> {
  if (options.upgrade === true) return await upgrade(folder, options, environment);
  if (options.sample === undefined && (options.students !== undefined || !options.faults))
    throw new UsageError(
      `${options.faults ? '--students' : '--no-faults'} 只与 --sample 合用：空白台账里没有学生。要虚构一所大学，请加上 --sample 种子。`,
    );
  if (folder.startsWith(GOOGLE)) return await initAtGoogle(folder.slice(GOOGLE.length), options, environment);
  if (options.share !== undefined) throw new UsageError('--share 只用于 google: 位置；文件夹请用文件系统的权限。');
  const wanted: Omit<PlaceOptions, 'folder'> = {
    colleges: options.colleges === undefined ? null : wholeNumber('--colleges', options.colleges, MAX_COLLEGES),
    sample: options.sample ?? null,
    studentsPerCollege:
      options.students === undefined ? null : wholeNumber('--students', options.students, MAX_STUDENTS),
    faults: options.faults,
    asOf: asOfDay(options),
    year: auditedYear(options, asOfDay(options)),
    progress: ({ done, total, name }) => {
      if (options.quiet !== true) process.stderr.write(`写入 ${done}/${total} ${name}\n`);
    },
  };
  const report = await (isRemote(folder)
    ? initRemote(remoteAddress(folder), wanted, environment)
    : initPlace({ ...wanted, folder }));
  if (options.json !== undefined) writeJson(options.json, { schema: 'xietong/init/1', ...report });
  say(
    options,
    [`已在“${folder}”建立 ${report.files.length} 个文件：`, ...report.files.map((file) => `  ${file}`)].join('\n'),
  );
  return ExitCode.done;
}

/** `init --upgrade`: adds new tabs and columns at the ends of existing workbooks; takes no other options. */
async function upgrade(folder: string, options: InitOptions, environment: Environment): Promise<ExitCode> {
  const { colleges, sample, students, share } = options;
  if ([colleges, sample, students, share].some((option) => option !== undefined))
    throw new UsageError(
      '--upgrade 只给已有的表格补上新的表和列，不能与 --colleges、--sample、--students、--share 合用。',
    );
  const upgraded = await upgradePlace(readPlace(folder, environment), environment, waitingWords(options).say);
  if (options.json !== undefined) writeJson(options.json, { schema: 'xietong/init/1', upgraded });
  say(options, [...upgraded.map(upgradedLine), UPGRADE_NOTE].join('\n'));
  return upgraded.some(({ error }) => error !== null) ? ExitCode.someFailed : ExitCode.done;
}

const UPGRADE_NOTE =
  '新加的表和列都可以不填。“述责测评”“共同议事规则”“考察日期”加上以后就会检查有没有填；不打算用的，请把它们删去。';

function upgradedLine({ file, tabs, columns, error }: Upgraded): string {
  if (error !== null) return `${error}。`;
  const parts = [
    ...(tabs.length === 0 ? [] : [`加了表 ${tabs.join('、')}`]),
    ...columns.map(({ tab, headings }) => `“${tab}”加了列 ${headings.join('、')}`),
  ];
  return `${file}：${parts.length === 0 ? '什么都不缺，没有改动' : parts.join('；')}`;
}

/** `init google:` creates new workbooks; `init google:<school>,<college>,…` fills blank ones. */
async function initAtGoogle(argument: string, options: InitOptions, environment: Environment): Promise<ExitCode> {
  const ids = itemsOf(argument);
  const wrong = ids.find((id) => !SPREADSHEET_ID.test(id));
  if (wrong !== undefined) throw new UsageError(`“${wrong}”不是表格 id。id 在表格网址的 /d/ 之后。`);
  const share = itemsOf(options.share ?? '');
  const stranger = share.find((email) => !/^[^\s@]+@[^\s@]+$/.test(email));
  if (stranger !== undefined) throw new UsageError(`--share 里的“${stranger}”不是邮箱。多个邮箱用逗号分隔。`);
  const google = await openGoogle(environment, waitingWords(options).say);
  const wanted = {
    ids,
    share,
    colleges: options.colleges === undefined ? null : wholeNumber('--colleges', options.colleges, MAX_COLLEGES),
    sample: options.sample ?? null,
    studentsPerCollege:
      options.students === undefined ? null : wholeNumber('--students', options.students, MAX_STUDENTS),
    faults: options.faults,
  };
  const progressFile = join(environment.XIETONG_STATE ?? resolve(STATE_FOLDER), PROGRESS_FILE);
  const begun = beginInit(progressFile, sameCommand(wanted, options));
  if (begun.resumes) say(options, '上一次 init google: 没有做完，现在接着做：已经建好的表格不会重复建立。');
  const made = initGoogle(google, {
    ...wanted,
    asOf: asOfDay(options),
    begun,
    progress: ({ done, total, name }) => {
      if (options.quiet !== true) process.stderr.write(`写入 ${done}/${total} ${name}\n`);
    },
  });
  const { school, workbooks } = await made.catch((error: unknown) => {
    if (begun.isUntouched()) begun.finish();
    throw error;
  });
  begun.finish();
  if (options.json !== undefined) writeJson(options.json, { schema: 'xietong/init/1', school, workbooks });
  say(
    options,
    [
      `已建立 ${workbooks.length} 个 Google 表格：`,
      ...workbooks.map(({ name, id }) => `  ${name}  https://docs.google.com/spreadsheets/d/${id}`),
      `接下来运行：audit google:${school}`,
    ].join('\n'),
  );
  return ExitCode.done;
}

/** The command line that makes the same workbooks. The second attempt may share them with different people. */
function sameCommand({ ids }: { readonly ids: readonly string[] }, options: InitOptions): string {
  const { colleges, sample, students, faults } = options;
  // The sample's days follow the as-of day; blank workbooks have none.
  const day = sample === undefined ? [] : ['--as-of', formatDay(asOfDay(options))];
  const given = Object.entries({ '--colleges': colleges, '--sample': sample, '--students': students });
  const texts = given.flatMap(([option, value]) => (value === undefined ? [] : [option, value]));
  return ['init', `${GOOGLE}${ids.join()}`, ...texts, ...(faults ? [] : ['--no-faults']), ...day].join(' ');
}

function itemsOf(text: string): string[] {
  return text
    .split(/[,，]/u)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function wholeNumber(option: string, text: string, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new UsageError(`${option} 应为 1 到 ${max} 的整数，不能是“${text}”。`);
  return value;
}
