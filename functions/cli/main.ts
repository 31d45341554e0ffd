import { existsSync } from 'node:fs';
import { Command, CommanderError, Help, Option } from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import { visibleText } from '../../shared/domain/visible-text.ts';
import { textWidth } from '../../shared/sheet/text-width.ts';
import { type Environment, readEnvironment } from '../env.ts';
import type { AuditOptions } from './audit-command.ts';
import { type CommonOptions, checkCommonOptions } from './common-options.ts';
import type { DoctorOptions } from './doctor-command.ts';
import type { DocumentsOptions } from './documents-command.ts';
import type { ExplainOptions } from './explain-command.ts';
import { ExitCode, explainFailure } from './failure.ts';
import type { ForgetOptions } from './forget-command.ts';
import type { ImportOptions } from './import-command.ts';
import type { InitOptions } from './init-command.ts';
import type { NotifyOptions } from './notify-command.ts';
import { parserWords } from './parser-words.ts';
import type { ReportOptions } from './report-command.ts';
import type { RulesOptions } from './rules-command.ts';
import type { StoreOptions } from './store-command.ts';
import { terminalLine, terminalText } from './terminal-text.ts';
import type { StatementOptions } from './why-command.ts';
import type { YearEndOptions } from './year-end-command.ts';

/** Runs one command line and gives its exit code; never throws. */
export async function main(
  argv: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Promise<ExitCode> {
  let code: ExitCode = ExitCode.done;
  const run =
    <Arguments extends unknown[]>(
      command: (environment: Environment, ...args: Arguments) => Promise<ExitCode> | ExitCode,
    ) =>
    async (...args: Arguments): Promise<void> => {
      code = await command(readEnvironment(variables), ...args);
    };
  const program = buildProgram(run);
  try {
    await program.parseAsync(argv.map(asMeant), { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return afterParsing(error);
    const { code: failure, line } = explainFailure(error);
    process.stderr.write(`${terminalLine(line)}\n`);
    if (argv.includes('--debug') && error instanceof Error)
      process.stderr.write(`${terminalText(error.stack ?? '')}\n`);
    return failure;
  }
}

/**
 * An argument without invisible characters (they come along from pages and chats), unless a file or folder has just
 * that name.
 */
function asMeant(argument: string): string {
  const visible = visibleText(argument);
  return visible === argument || existsSync(argument) ? argument : visible;
}

/** The parser has shown help or the version, or found a mistake, which is told in our words. */
function afterParsing(error: CommanderError): ExitCode {
  if (error.exitCode === 0) return ExitCode.done;
  if (error.code !== 'commander.help') process.stderr.write(`${terminalLine(parserWords(error))}\n`);
  return ExitCode.usage;
}

type Run = <Arguments extends unknown[]>(
  command: (environment: Environment, ...args: Arguments) => Promise<ExitCode> | ExitCode,
) => (...args: Arguments) => Promise<void>;

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
};

/** An option that may stand several times. */
const repeated = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Where the ledger of `why`, `history` and `store` lies. */
const OF_LEDGER = [
  '--place <位置>',
  '台账所在的文件夹，或 google:<校级总表的表格 id>、dav+https://<网盘文件夹>、s3://<存储桶>/<文件夹>（默认：当前文件夹）',
  '.',
] as const;

const AS_OF = ['--as-of <日期>', '截至日期，如 2026-06-30（默认：北京时间的今天）'] as const;
const OF_YEAR = ['--year <学年>', '考核学年，如 2025-2026（默认：截至日期所在学年）'] as const;

/** Help in Chinese, aligned by what a terminal shows; defaults are told in the descriptions. */
const HELP = {
  sortSubcommands: false,
  displayWidth: textWidth,
  styleTitle: (title: string): string => TITLES[title] ?? title,
  styleUsage: (usage: string): string => usage.replace('[options]', '[选项]').replace('[command]', '[命令]'),
  subcommandTerm: (command: Command): string => new Help().subcommandTerm(command).replace('[options]', '[选项]'),
  optionDescription: ({ description }: Option): string => description,
};

function buildProgram(run: Run): Command {
  const program = new Command('xietong')
    .hook('preAction', (_program, command) => checkCommonOptions(command.opts<CommonOptions>()))
    .description('党团班协同：校验台账、记积分、排名')
    .exitOverride()
    // The parser's own words are English; what was typed may hold characters that a terminal obeys.
    .configureOutput({
      outputError: () => {},
      writeErr: (text) => void process.stderr.write(terminalText(text)),
    })
    .version(packageFile.version, '--version', '显示版本')
    .helpOption('--help', '显示帮助')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .configureHelp(HELP);
  const command = (name: string, description: string, ...examples: readonly string[]): Command =>
    program
      .command(name)
      .description(description)
      .helpOption('--help', '显示帮助')
      .option('--json <文件>', '把机器可读的结果写入文件（- 表示标准输出）')
      .option('--quiet', '不显示进度和说明')
      .addOption(new Option('--debug', '出错时显示内部细节').hideHelp())
      .addHelpText('after', examples.map((example, at) => `${at === 0 ? '\n例子：\n' : ''}  ${example}`).join('\n'));
  command(
    'audit <位置>',
    '读取、校验、记账、排名并写回表格（位置：文件夹，或 google:<校级总表的表格 id>、dav+https://<网盘文件夹>、s3://<存储桶>/<文件夹>）',
    'xietong audit 台账',
    'xietong audit 台账 --dry-run        改积分规则或参数之前，先看会变什么',
    'xietong audit 台账 --only JSJ       只检查一个学院',
  )
    .option(...AS_OF)
    .option(...OF_YEAR)
    .option('--dry-run', '试运行：不写入任何内容，显示与现有结果的差别')
    .option('--only <学院>', '只处理一个学院（写学院编号或学院名称）')
    .option('--fail-on <级别>', '有未豁免的“错误”（或“警告”及以上）时以退出码 4 结束')
    .action(
      run(async (environment, place: string, options: AuditOptions) =>
        (await import('./audit-command.ts')).auditCommand(place, options, environment),
      ),
    );
  command(
    'init <位置>',
    '建立校级总表和学院台账（位置：文件夹；google: 新建 Google 表格；google:<id>,<id>… 填写空白表格）',
    'xietong init 台账 --colleges 12          建立 12 个学院的空白台账',
    'xietong init 样例 --sample xietong      虚构一所大学来试用',
  )
    .option(...AS_OF)
    .option(...OF_YEAR)
    .option('--colleges <数量>', '学院数量（默认：空白台账 1 个，--sample 3 个）')
    .option('--sample <种子>', '用虚构的大学填满表格（同一种子结果相同）')
    .option('--students <人数>', '与 --sample 合用：每个学院的学生人数')
    .option('--no-faults', '与 --sample 合用：不种植任何问题')
    .option('--share <邮箱>', '与 google: 合用：把新表格共享给这些账号（逗号分隔）')
    .option('--upgrade', '给已有的表格补上新的表和列（加在最后，不动已有内容）')
    .action(
      run(async (environment, place: string, options: InitOptions) =>
        (await import('./init-command.ts')).initCommand(place, options, environment),
      ),
    );
  command(
    'import [文件...]',
    '把智慧团建、教务、第二课堂等系统导出的 .xlsx 或 .csv 填进一张填写表：先预览，加 --yes 才写入。只有这个命令会写填写表',
    'xietong import 团员名单.csv --into 台账 --college JSJ            先看会写什么',
    'xietong import 团员名单.csv --into 台账 --college JSJ --yes      写入',
    'xietong import --undo --into 台账 --college JSJ --yes            撤销最近一次导入',
  )
    .option('--into <位置>', '台账所在的文件夹或校园网盘')
    .option('--college <学院>', '学院编号或学院名称（只有一个学院时可以不写）')
    .option('--tab <表>', '填写表的名称（默认：花名册）')
    .option('--map <对应>', '指明文件里的标题填进哪一列：标题=列,标题=列（列留空表示不导入）', repeated, [])
    .option('--yes', '写入（不加时只预览）')
    .option('--overwrite', '台账里已有的不同内容也改成文件里的（默认只填空格）')
    .option('--undo', '撤销最近一次导入，只改回仍是导入内容的单元格')
    .action(
      run(async (environment, files: readonly string[], options: ImportOptions) =>
        (await import('./import-command.ts')).importCommand(files, options, environment),
      ),
    );
  command(
    'year-end <位置>',
    '学年考核：预演（默认）、封存、定稿；清除多年以前的明细',
    'xietong year-end 台账',
    'xietong year-end 台账 --seal',
    'xietong year-end 台账 --final',
    'xietong year-end 台账 --purge-before 2020-2021 --dry-run    先看会清除什么',
  )
    .option(...AS_OF)
    .option(...OF_YEAR)
    .option('--rehearse', '预演：按现在的台账算出结果，不保存')
    .option('--seal', '封存刚结束的学年')
    .option('--final', '公示期后定稿：计入批准的申诉调整')
    .option('--force', '已经封存也重新封存，公示期没有结束也定稿（必须写明理由）')
    .option('--purge-before <学年>', '从存储中清除这个学年以前的明细，只留总分、名次和校验码（不能恢复）')
    .option('--dry-run', '与 --purge-before 合用：只显示会清除什么')
    .option('--reason <理由>', '--force 或 --purge-before 的理由')
    .action(
      run(async (environment, place: string, options: YearEndOptions) =>
        (await import('./year-end-command.ts')).yearEndCommand(place, options, environment),
      ),
    );
  command(
    'verify <清单> <位置>',
    '重算封存的学年并核对校验码，列出封存后变更',
    'xietong verify 台账/封存-2025-2026-1.json 台账',
  ).action(
    run(async (environment, file: string, place: string, options: CommonOptions) =>
      (await import('./verify-command.ts')).verifyCommand(file, place, options, environment),
    ),
  );
  command(
    'doctor <位置>',
    '检查一所学校的设置：登录、权限、共享、各个台账、通知地址（不改动台账）',
    'xietong doctor google:校级总表的表格id',
    'xietong doctor 台账 --send-test',
  )
    .option('--send-test', '给每个通知地址发一条试验消息')
    .option('--script-secrets <文件>', '把各台账 Apps 脚本的密钥写进一个新文件（由 XIETONG_WEBHOOK_SECRET 算出）')
    .action(
      run(async (environment, place: string, options: DoctorOptions) =>
        (await import('./doctor-command.ts')).doctorCommand(place, options, environment),
      ),
    );
  command(
    'serve <位置>',
    '值守：每天 02:00（北京时间）检查，台账保存后几秒内检查，直到按 Ctrl+C',
    'xietong serve 台账',
  ).action(
    run(async (environment, place: string, options: CommonOptions) =>
      (await import('./serve-command.ts')).serveCommand(place, options, environment),
    ),
  );
  command(
    'notify <位置>',
    '把今天的通知发到学院登记里填的群和邮箱；每个群每天最多一条',
    'xietong notify 台账 --dry-run',
  )
    .option(...AS_OF)
    .option('--dry-run', '只显示将会发送的内容，不发送')
    .action(
      run(async (environment, place: string, options: NotifyOptions) =>
        (await import('./notify-command.ts')).notifyCommand(place, options, environment),
      ),
    );
  command(
    'report <位置>',
    '生成报告网页：全校、各学院、各组织成绩单（依据最近一次检查，不读取也不改动台账）',
    'xietong report ./学校',
  )
    .option('--out <文件夹>', '网页放在哪里（默认：台账旁的“报告”文件夹）')
    .action(
      run(async (environment, place: string, options: ReportOptions) =>
        (await import('./report-command.ts')).reportCommand(place, options, environment),
      ),
    );
  command(
    'documents <位置>',
    '生成会议记录、公示、测评表、名单、成绩单、发展材料清单等文书（.docx，依据最近一次检查，不读取也不改动台账）',
    'xietong documents 台账                                   列出可以生成的文书',
    'xietong documents 台账 --kind 支部成绩单 --dry-run       先看会生成哪些、哪里要手填',
    'xietong documents 台账 --kind 支部成绩单 --only JSJ      只要一个学院或一个组织的',
    'xietong documents 台账 --kind 公示公告 --save-template 公示.docx   把内置模板存出来改',
    'xietong documents 台账 --kind 公示公告 --template 公示.docx        用自己的模板',
  )
    .option('--as-of <日期>', '截至日期，如 2026-06-30（默认：最近一次检查的日期）')
    .option('--year <学年>', '考核学年，如 2025-2026（默认：最近一次检查的学年）')
    .option('--kind <种类>', '哪一种文书（不写时列出各种）')
    .option('--template <文件>', '自己的 .docx 模板（默认：内置模板）')
    .option('--out <文件夹>', '文书放在哪里（默认：台账旁的“文书”文件夹）')
    .option('--only <学院或组织>', '只要一个学院或一个组织的（写编号或名称）')
    .option('--dry-run', '只显示将生成哪些、台账里缺什么，不写入')
    .option('--fields', '列出这种文书可以用的占位符')
    .option('--save-template <文件>', '把内置模板存成文件，用 Word 或 WPS 修改')
    .action(
      run(async (environment, place: string, options: DocumentsOptions) =>
        (await import('./documents-command.ts')).documentsCommand(place, options, environment),
      ),
    );
  command('rules', '列出全部规则', 'xietong rules')
    .option('--markdown', '以 Markdown 表格输出')
    .action(
      run(async (_environment, options: RulesOptions) => (await import('./rules-command.ts')).rulesCommand(options)),
    );
  command(
    'explain <规则或问题编号>',
    '解释一条规则，或问题清单里的一个问题',
    'xietong explain ORG-06',
    'xietong explain ORG-06-7F3K2 --place 台账',
  )
    .option(...AS_OF)
    .option(...OF_YEAR)
    .option('--place <位置>', '台账所在的文件夹（查问题时需要）')
    .action(
      run(async (environment, name: string, options: ExplainOptions) =>
        (await import('./explain-command.ts')).explainCommand(name, options, environment),
      ),
    );
  command('why <组织编号>', '一个组织的积分对账单（只依据账本）', 'xietong why JSJ-P-2201 --place 台账')
    .option(...AS_OF)
    .option(...OF_YEAR)
    .option(...OF_LEDGER)
    .action(
      run(async (environment, organization: string, options: StatementOptions) =>
        (await import('./why-command.ts')).statementCommand('why', organization, options, environment),
      ),
    );
  command(
    'history [组织编号]',
    '一个组织的记账历史；不写组织编号时，列出最近带来变化的运行',
    'xietong history JSJ-P-2201 --place 台账',
    'xietong history --place 台账',
  )
    .option(...AS_OF)
    .option(...OF_YEAR)
    .option(...OF_LEDGER)
    .action(
      run(async (environment, organization: string | undefined, options: StatementOptions) =>
        organization === undefined
          ? (await import('./runs-command.ts')).runsCommand(options, environment)
          : (await import('./why-command.ts')).statementCommand('history', organization, options, environment),
      ),
    );
  command(
    'forget <学号>',
    '从存储中删去一名学生：学号和姓名换成代号，积分和校验码不变（先从台账里删去）',
    'xietong forget 202300000001 --place 台账 --reason 本人申请',
  )
    .option(...OF_LEDGER)
    .option('--reason <理由>', '为什么删除，记入历史；不要写姓名和学号')
    .action(
      run(async (environment, student: string, options: ForgetOptions) =>
        (await import('./forget-command.ts')).forgetCommand(student, options, environment),
      ),
    );
  command(
    'store <动作> <文件>',
    '搬家或备份：export 把整个存储导出为一个文件，import 把它（或旧版软件的存储文件）迁入空的存储',
  )
    .option(...OF_LEDGER)
    .action(
      run(async (environment, action: string, file: string, options: StoreOptions) =>
        (await import('./store-command.ts')).storeCommand(action, file, options, environment),
      ),
    );
  return program;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process.env);
