import { Command, Help, Option } from 'commander';
import packageFile from '../../../package.json' with { type: 'json' };
import { textWidth } from '../../../shared/sheet/text-width.ts';
import type { Environment } from '../../env.ts';
import { type CommonOptions, checkCommonOptions } from '../common-options.ts';
import type { ExitCode } from '../failure.ts';
import { terminalText } from '../terminal-text.ts';

/** Makes the action of a command: the action is given the environment, and its exit code is kept. */
export type MakeAction = <Arguments extends unknown[]>(
  command: (environment: Environment, ...args: Arguments) => Promise<ExitCode> | ExitCode,
) => (...args: Arguments) => Promise<void>;

/** The means to add a command. */
export interface Parser {
  /** Adds a command with the options that every command has, and its examples after the help. */
  readonly command: (name: string, description: string, ...examples: readonly string[]) => Command;
  readonly run: MakeAction;
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
};

/** Help in Chinese, aligned by display width; the descriptions name the defaults. */
const HELP = {
  sortSubcommands: false,
  displayWidth: textWidth,
  styleTitle: (title: string): string => TITLES[title] ?? title,
  styleUsage: (usage: string): string => usage.replace('[options]', '[选项]').replace('[command]', '[命令]'),
  subcommandTerm: (command: Command): string => new Help().subcommandTerm(command).replace('[options]', '[选项]'),
  optionDescription: ({ description }: Option): string => description,
};

/** The parser without any command: the messages of `xietong` itself, and how it fails. */
export function emptyProgram(): Command {
  return (
    new Command('xietong')
      .hook('preAction', (_program, command) => checkCommonOptions(command.opts<CommonOptions>()))
      .description('党团班协同：校验台账、记积分、排名')
      .exitOverride()
      // The parser's own words are English; typed text may hold characters that control a terminal.
      .configureOutput({
        outputError: () => {},
        writeErr: (text) => void process.stderr.write(terminalText(text)),
      })
      .version(packageFile.version, '--version', '显示版本')
      .helpOption('--help', '显示帮助')
      .helpCommand('help [命令]', '显示某个命令的帮助')
      .configureHelp(HELP)
  );
}

/** The means to add commands to this program. */
export function parserOf(program: Command, run: MakeAction): Parser {
  const command: Parser['command'] = (name, description, ...examples) =>
    program
      .command(name)
      .description(description)
      .helpOption('--help', '显示帮助')
      .option('--json <文件>', '把机器可读的结果写入文件（- 表示标准输出）')
      .option('--quiet', '不显示进度和说明')
      .addOption(new Option('--debug', '出错时显示内部细节').hideHelp())
      .addHelpText('after', examples.map((example, at) => `${at === 0 ? '\n例子：\n' : ''}  ${example}`).join('\n'));
  return { command, run };
}
