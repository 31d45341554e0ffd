import type { AuditOptions } from '../audit-command.ts';
import type { CommonOptions } from '../common-options.ts';
import type { NotifyOptions } from '../notify-command.ts';
import type { Parser } from './parser.ts';
import { AS_OF, OF_YEAR } from './shared-options.ts';

/** `audit`: reads, checks, records, ranks and writes back. */
export function addAudit({ command, run }: Parser): void {
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
        (await import('../audit-command.ts')).auditCommand(place, options, environment),
      ),
    );
}

/** `serve`: checks every night and after each change. */
export function addServe({ command, run }: Parser): void {
  command(
    'serve <位置>',
    '值守：每天 02:00（北京时间）检查，台账保存后几秒内检查，直到按 Ctrl+C',
    'xietong serve 台账',
  ).action(
    run(async (environment, place: string, options: CommonOptions) =>
      (await import('../serve-command.ts')).serveCommand(place, options, environment),
    ),
  );
}

/** `notify`: sends today's messages. */
export function addNotify({ command, run }: Parser): void {
  command(
    'notify <位置>',
    '把今天的通知发到学院登记里填的群和邮箱；每个群每天最多一条',
    'xietong notify 台账 --dry-run',
  )
    .option(...AS_OF)
    .option('--dry-run', '只显示将会发送的内容，不发送')
    .action(
      run(async (environment, place: string, options: NotifyOptions) =>
        (await import('../notify-command.ts')).notifyCommand(place, options, environment),
      ),
    );
}
