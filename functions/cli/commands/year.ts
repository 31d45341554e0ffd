import type { CommonOptions } from '../common-options.ts';
import type { YearEndOptions } from '../year-end-command.ts';
import type { Parser } from './parser.ts';
import { AS_OF, OF_YEAR } from './shared-options.ts';

/** `year-end`: rehearses, seals, finalizes and purges. */
export function addYearEnd({ command, run }: Parser): void {
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
    .option('--force', '已经封存也重新封存，没有记录的学年也封存，公示期没有结束也定稿（必须写明理由）')
    .option('--purge-before <学年>', '从存储中清除这个学年以前的明细，只留总分、名次和校验码（不能恢复）')
    .option('--dry-run', '与 --purge-before 合用：只显示会清除什么')
    .option('--reason <理由>', '--force 或 --purge-before 的理由')
    .action(
      run(async (environment, place: string, options: YearEndOptions) =>
        (await import('../year-end-command.ts')).yearEndCommand(place, options, environment),
      ),
    );
}

/** `verify`: computes a sealed year again. */
export function addVerify({ command, run }: Parser): void {
  command(
    'verify <清单> <位置>',
    '重算封存的学年并核对校验码，列出封存后变更',
    'xietong verify 台账/封存-2025-2026-1.json 台账',
  ).action(
    run(async (environment, file: string, place: string, options: CommonOptions) =>
      (await import('../verify-command.ts')).verifyCommand(file, place, options, environment),
    ),
  );
}
