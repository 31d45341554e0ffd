import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InitReport, initPlace, type NewFolderOptions } from '../../functions/cli/init/init-place.ts';
import { freshCopy } from './fresh-folder.ts';
import { madeOnce } from './made-once.ts';

export type SampleOptions = Omit<NewFolderOptions, 'folder' | 'progress'>;

/** A school as `init` makes it, made once for a run of the tests. It must not be changed. */
export async function sampleSchool(options: SampleOptions): Promise<string> {
  return join(await made(options), 'school');
}

/** Puts a copy of such a school into a folder, in place of what an earlier attempt has left there. */
export async function copySample(folder: string, options: SampleOptions): Promise<InitReport> {
  const source = await made(options);
  freshCopy(join(source, 'school'), folder);
  return JSON.parse(readFileSync(join(source, 'report.json'), 'utf8')) as InitReport;
}

function made(options: SampleOptions): Promise<string> {
  const name = createHash('sha256')
    .update(JSON.stringify(Object.entries(options).toSorted()))
    .digest('hex');
  return madeOnce(`school-${name.slice(0, 16)}`, async (folder) => {
    const report = await initPlace({ ...options, folder: join(folder, 'school') });
    writeFileSync(join(folder, 'report.json'), JSON.stringify(report));
  });
}
