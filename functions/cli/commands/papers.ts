import type { DocumentsOptions } from '../documents-command.ts';
import type { ReportOptions } from '../report-command.ts';
import type { Parser } from './parser.ts';

/** `report`: draws the pages. */
export function addReport({ command, run }: Parser): void {
  command(
    'report <位置>',
    '生成报告网页：全校、各学院、各组织成绩单（依据最近一次检查，不读取也不改动台账）',
    'xietong report ./学校',
  )
    .option('--out <文件夹>', '网页放在哪里（默认：台账旁的“报告”文件夹）')
    .action(
      run(async (environment, place: string, options: ReportOptions) =>
        (await import('../report-command.ts')).reportCommand(place, options, environment),
      ),
    );
}

/** `documents`: fills the papers. */
export function addDocuments({ command, run }: Parser): void {
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
        (await import('../documents-command.ts')).documentsCommand(place, options, environment),
      ),
    );
}
