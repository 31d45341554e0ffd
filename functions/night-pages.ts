import { join } from 'node:path';
import { PAGES_FOLDER } from '../shared/pages/files.ts';
import { pagesOf } from '../shared/pages/pages.ts';
import type { Ports } from '../shared/ports.ts';
import type { NightInput } from '../shared/run/night.ts';
import type { NightResult } from '../shared/run/nightly.ts';
import { judgedNight, pagesInput } from '../shared/run/pages-input.ts';
import type { SchoolPlace } from './school-place.ts';
import { type WrittenPages, writePages } from './write-pages.ts';

/**
 * The pages of a night, into `报告/` beside the workbooks; only where these are files on this machine. Nothing is written
 * after a trial, a sealed year or a defect. What keeps pages from being written never undoes the night: it is thrown as
 * it is, for the caller to tell.
 */
export async function writeNightPages(
  place: SchoolPlace,
  ports: Pick<Ports, 'store'>,
  { night, ruleSet }: Pick<NightInput, 'night' | 'ruleSet'>,
  result: NightResult,
): Promise<WrittenPages | null> {
  const { incomplete, sealed } = result.assessment;
  if (place.kind !== 'folder' || night.dryRun || incomplete || sealed) return null;
  const input = await pagesInput(ports, night, ruleSet, judgedNight(result));
  return writePages(join(place.folder, PAGES_FOLDER), pagesOf(input));
}
