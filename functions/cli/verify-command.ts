import { formatDay } from '../../shared/domain/calendar.ts';
import { type Verification, verifyYear } from '../../shared/run/year/verify.ts';
import { readManifest } from '../../shared/year/manifest.ts';
import { shanghaiDay } from '../clock.ts';
import type { Environment } from '../env.ts';
import { readText } from '../read-text.ts';
import { ruleSet } from '../rule-set.ts';
import { readPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { openPorts } from '../wiring.ts';
import { type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { waitingWords } from './progress.ts';

const SHOWN_EDITS = 50;

/** `verify MANIFEST PLACE`: recomputes a sealed year and lists the edits since. Exit code 1 if the hash differs. */
export async function verifyCommand(
  file: string,
  argument: string,
  options: CommonOptions,
  environment: Environment,
): Promise<ExitCode> {
  const manifest = openManifest(file);
  if (!manifest.isIntact)
    throw new UsageError(`清单“${file}”的内容与它自己的校验码不符：清单被改动过。请向封存者索取原件。`);
  const place = readPlace(argument, environment);
  const { ports, close } = await openPorts(place, environment, { readOnly: true, ...waitingWords(options) });
  try {
    const verification = await verifyYear(ports, ruleSet, manifest);
    if (options.json !== undefined)
      writeJson(options.json, { schema: 'xietong/verify/1', hash: manifest.hash, ...verification });
    say(options, describe(manifest.hash, verification));
    return verification.matches ? ExitCode.done : ExitCode.someFailed;
  } finally {
    await close();
  }
}

function openManifest(file: string): ReturnType<typeof readManifest> {
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    throw new UsageError(`打不开清单“${file}”。请检查路径。`, { cause: error });
  }
  try {
    return readManifest(text);
  } catch (error) {
    throw new UsageError(`“${file}”不是封存清单。请使用 year-end --seal 生成的文件。`, { cause: error });
  }
}

function describe(
  hash: string,
  { purgedAt, recomputed, matches, withoutPeople, source, changes }: Verification,
): string {
  const lines = [`封存的校验码：${hash}`];
  if (purgedAt !== null)
    return [
      ...lines,
      `存储记下的校验码：${hash}`,
      '一致：这份清单就是当时封存的，没有被改动过。',
      `这个学年的明细已在 ${formatDay(shanghaiDay(purgedAt))} 清除（问题记录、积分流水、台账快照、学号的对照），所以没有重算。`,
    ].join('\n');
  if (source === null) lines.push('重算的校验码：无法重算（台账已改动，本机没有封存时的数据）');
  else if (withoutPeople)
    lines.push(
      '清单里没有学号，学号的对照在封存时的存储里，而这里没有，所以不能重算校验码。下面的结论不含“问题各是谁的”；积分、排名、问题的条数和规则都已重算并比对。',
    );
  else lines.push(`重算的校验码：${recomputed ?? ''}`);
  const from = source === 'workbooks' ? '现有台账' : '封存时的数据';
  lines.push(matches ? `一致：依据${from}重算，${withoutPeople ? '能核对的都相同' : '结果相同'}。` : '不一致。');
  lines.push('', changes.length === 0 ? '封存后台账没有改动。' : '封存后变更（改动前后的内容见 --json 输出）：');
  for (const { workbook, tabs, edits } of changes) {
    lines.push(`  ${workbook}：${tabs.join('、')}${edits ? `，共 ${edits.length} 处` : ''}`);
    // The old and new contents may be about a person: only the requested file shows them.
    for (const { tab, row, column } of (edits ?? []).slice(0, SHOWN_EDITS)) lines.push(`    ${tab}!${column}${row}`);
    if (edits && edits.length > SHOWN_EDITS) lines.push(`    ……其余 ${edits.length - SHOWN_EDITS} 处见 --json 输出。`);
  }
  return lines.join('\n');
}
