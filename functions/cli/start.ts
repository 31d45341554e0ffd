import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SCHOOL_WORKBOOK } from '../../shared/domain/vocabulary.ts';
import { main } from './main.ts';

/** The day of the demonstration: every deadline of the sample's academic year has just passed. */
const AS_OF = '2026-07-15';
const FOLDER = 'sample';
const SEED = 'xietong';

/** `npm start`: makes the sample university once, then runs the nightly job on it. */
async function start(): Promise<number> {
  const isNew = !existsSync(join(FOLDER, SCHOOL_WORKBOOK));
  process.stdout.write(
    isNew
      ? `第一次运行：在 ${FOLDER}/ 里建立一所虚构的大学（3 个学院）……\n`
      : `使用 ${FOLDER}/ 里已有的台账（删除这个文件夹可以重新开始）。\n`,
  );
  if (isNew) {
    const made = await main(['init', FOLDER, '--sample', SEED, '--colleges', '3', '--as-of', AS_OF], process.env);
    if (made !== 0) return made;
  }
  process.stdout.write(`\n运行每晚的校验任务（样例的学年到 ${AS_OF} 正好过完各个截止日，所以按这一天检查）……\n`);
  const code = await main(['audit', FOLDER, '--as-of', AS_OF], process.env);
  // Some colleges may have failed; any other failure states what to do next.
  if (code > 1) return code;
  process.stdout.write(
    [
      '',
      '接下来可以：',
      `  用 Excel、WPS 或 LibreOffice 打开 ${FOLDER}/ 里的表格，看“概览”“即将到期”“问题清单”“积分明细”“积分排名”；`,
      `  再运行一次 npm start：没有变化，什么也不会写；`,
      `  改一个单元格后再运行，看问题清单怎么变；`,
      `  npm run -s xietong -- audit ${FOLDER} --as-of ${AS_OF} 同样按这一天检查；不写 --as-of 就按今天检查，结果会不同；`,
      `  npm run -s xietong -- --help 查看全部命令。`,
      '',
    ].join('\n'),
  );
  return code;
}

process.exitCode = await start();
