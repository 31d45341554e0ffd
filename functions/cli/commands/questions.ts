import type { ExplainOptions } from '../explain-command.ts';
import type { RulesOptions } from '../rules-command.ts';
import type { StatementOptions } from '../why-command.ts';
import type { Parser } from './parser.ts';
import { AS_OF, OF_LEDGER, OF_YEAR } from './shared-options.ts';

/** `rules`: lists the rules. */
export function addRules({ command, run }: Parser): void {
  command('rules', '列出全部规则', 'xietong rules')
    .option('--markdown', '以 Markdown 表格输出')
    .action(
      run(async (_environment, options: RulesOptions) => (await import('../rules-command.ts')).rulesCommand(options)),
    );
}

/** `explain`: a rule, or one problem of the ledger. */
export function addExplain({ command, run }: Parser): void {
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
        (await import('../explain-command.ts')).explainCommand(name, options, environment),
      ),
    );
}

/** `why`: the statement of one organization. */
export function addWhy({ command, run }: Parser): void {
  command('why <组织编号>', '一个组织的积分对账单（只依据账本）', 'xietong why JSJ-P-2201 --place 台账')
    .option(...AS_OF)
    .option(...OF_YEAR)
    .option(...OF_LEDGER)
    .action(
      run(async (environment, organization: string, options: StatementOptions) =>
        (await import('../why-command.ts')).statementCommand('why', organization, options, environment),
      ),
    );
}

/** `history`: the records of one organization, or the last runs. */
export function addHistory({ command, run }: Parser): void {
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
          ? (await import('../runs-command.ts')).runsCommand(options, environment)
          : (await import('../why-command.ts')).statementCommand('history', organization, options, environment),
      ),
    );
}
