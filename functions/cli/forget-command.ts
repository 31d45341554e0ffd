import { randomBytes } from 'node:crypto';
import { Refused } from '../../shared/ports.ts';
import {
  type Forgotten,
  forgetStudent,
  type StandingPlace,
  standingPlaces,
} from '../../shared/run/forget/forget-student.ts';
import { listStrays } from '../../shared/run/forget/list-strays.ts';
import { shanghaiDay, systemClock } from '../clock.ts';
import type { Environment } from '../env.ts';
import { readPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { openStore } from '../wiring.ts';
import { type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { waitingWords } from './progress.ts';

export interface ForgetOptions extends CommonOptions {
  readonly place: string;
  readonly reason?: string;
}

/** A number that cannot be part of other text: shorter ones would be found in dates and counts. */
const STUDENT = /^[0-9A-Za-z]{6,20}$/;
const SHOWN_CELLS = 10;

/** `forget STUDENT --place PLACE`: takes a student out of the store, once no workbook names the student any more. */
export async function forgetCommand(
  typed: string,
  options: ForgetOptions,
  environment: Environment,
): Promise<ExitCode> {
  const student = typed.trim().normalize('NFKC');
  if (!STUDENT.test(student))
    throw new UsageError(
      '学号应是 6 到 20 位数字或字母，什么也没有改动。请照花名册里的写法填写，例如：forget 202300000001 --place .',
    );
  const place = readPlace(options.place, environment);
  const { store, close } = await openStore(place.stateFolder, environment, {
    readOnly: false,
    ...waitingWords(options),
  });
  try {
    const standing = await standingPlaces(store, student);
    if (standing.length > 0) throw new Refused(standingWords(standing));
    const at = systemClock.now();
    const counts = await forgetStudent(store, student, {
      at,
      reason: options.reason ?? null,
      mark: randomBytes(6).toString('hex'),
    });
    await listStrays(store.texts, shanghaiDay(at));
    if (options.json !== undefined) writeJson(options.json, { schema: 'xietong/forget/1', forgotten: counts });
    say(options, counts === null ? '存储里没有这个学号，什么也没有改动。' : doneWords(counts));
    return ExitCode.done;
  } finally {
    await close();
  }
}

/** Lists cells but not the number: text on a terminal stays there. */
function standingWords(standing: readonly StandingPlace[]): string {
  const places = standing.map(({ workbook, cells }) => {
    const more = cells.length > SHOWN_CELLS ? `等 ${cells.length} 处` : '';
    return `“${workbook}”的 ${cells.slice(0, SHOWN_CELLS).join('、')}${more}`;
  });
  return `这个学号还在台账里，现在删除，下次检查又会读回来，所以什么也没有改动。请先在台账里删去这些行，运行一次 audit，再运行本命令：${places.join('；')}。`;
}

function doneWords({ snapshots, seals, books, ledger, others, oldSeals = 0 }: Forgotten): string {
  return [
    '已从存储中删去这名学生，学号和姓名换成了代号：',
    `  台账快照 ${snapshots} 份，封存 ${seals} 份，问题记录 ${books} 份，积分流水 ${ledger} 份，其他 ${others} 份。`,
    ...(oldSeals === 0
      ? []
      : [
          `其中 ${oldSeals} 份封存是旧版软件做的，清单里写着学号：清单文件请学校一并处理；这样的清单以后不能再用 verify 核对。`,
        ]),
    '积分、排名、条数和校验码都没有变；这次删除已记入历史（history 可查）。',
    '存储的备份、以前导出的文件和打印稿里可能还有，请一并处理。',
  ].join('\n');
}
