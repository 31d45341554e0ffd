import type { Ports } from '../../shared/ports.ts';
import type { NightInput } from '../../shared/run/night.ts';
import type { NightResult } from '../../shared/run/nightly.ts';
import { writeNightPages } from '../night-pages.ts';
import type { SchoolPlace } from '../school-place.ts';
import { fileReason } from './file-reasons.ts';

/**
 * Leaves the pages of a night, reported in one sentence if some are new. The night counts even if they cannot be
 * written. On a campus disk and in a bucket none are left (decision 145); one sentence says how to get them.
 */
export async function leavePages(
  place: SchoolPlace,
  ports: Pick<Ports, 'store'>,
  input: Pick<NightInput, 'night' | 'ruleSet'>,
  result: NightResult,
  say: (line: string) => void,
): Promise<void> {
  if (place.kind === 'remote' && !input.night.dryRun) {
    const what = place.address.startsWith('s3:') ? '存储桶' : '网盘';
    say(`报告网页不放到${what}上；要看请运行 report ${place.address} --out 报告。`);
    return;
  }
  try {
    const pages = await writeNightPages(place, ports, input, result);
    if (pages !== null && pages.written > 0)
      say(`报告网页：共 ${pages.pages} 页，更新 ${pages.written} 页，在“报告”文件夹。`);
  } catch (error) {
    say(`“报告”文件夹没有写成：${whyNot(error)}。台账和积分不受影响；请检查文件夹权限和磁盘空间，再运行 report。`);
  }
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? fileReason(error) : error.message;
}
