import type { ForgetOptions } from '../forget-command.ts';
import type { StoreOptions } from '../store-command.ts';
import type { Parser } from './parser.ts';
import { OF_LEDGER } from './shared-options.ts';

/** `forget`: removes one student from the store. */
export function addForget({ command, run }: Parser): void {
  command(
    'forget <学号>',
    '从存储中删去一名学生：学号和姓名换成代号，积分和校验码不变（先从台账里删去）',
    'xietong forget 202300000001 --place 台账 --reason 本人申请',
  )
    .option(...OF_LEDGER)
    .option('--reason <理由>', '为什么删除，记入历史；不要写姓名和学号')
    .action(
      run(async (environment, student: string, options: ForgetOptions) =>
        (await import('../forget-command.ts')).forgetCommand(student, options, environment),
      ),
    );
}

/** `store`: moves the whole store out or in. */
export function addStore({ command, run }: Parser): void {
  command(
    'store <动作> <文件>',
    '搬家或备份：export 把整个存储导出为一个文件，import 把它（或旧版软件的存储文件）迁入空的存储',
  )
    .option(...OF_LEDGER)
    .action(
      run(async (environment, action: string, file: string, options: StoreOptions) =>
        (await import('../store-command.ts')).storeCommand(action, file, options, environment),
      ),
    );
}
