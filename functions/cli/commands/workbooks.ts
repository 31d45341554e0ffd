import type { DoctorOptions } from '../doctor-command.ts';
import type { ImportOptions } from '../import-command.ts';
import type { InitOptions } from '../init-command.ts';
import type { Parser } from './parser.ts';
import { AS_OF, OF_YEAR, repeated } from './shared-options.ts';

/** `init`: creates the workbooks of a university, blank or invented. */
export function addInit({ command, run }: Parser): void {
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
        (await import('../init-command.ts')).initCommand(place, options, environment),
      ),
    );
}

/** `import`: fills a form tab from a file of another system. */
export function addImport({ command, run }: Parser): void {
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
        (await import('../import-command.ts')).importCommand(files, options, environment),
      ),
    );
}

/** `doctor`: checks the settings of a university. */
export function addDoctor({ command, run }: Parser): void {
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
        (await import('../doctor-command.ts')).doctorCommand(place, options, environment),
      ),
    );
}
