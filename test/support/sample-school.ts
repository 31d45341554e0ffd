import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InitReport, initPlace, type NewFolderOptions } from '../../functions/cli/init/init-place.ts';
import { madeOnce } from './made-once.ts';

export type SampleOptions = Omit<NewFolderOptions, 'folder' | 'progress'>;

/** A school as `init` makes it, once for a run of the tests: to be read, never to be written. */
export async function sampleSchool(options: SampleOptions): Promise<string> {
  return join(await made(options), 'school');
}

/** Puts such a school into a folder of the caller's. */
export async function copySample(folder: string, options: SampleOptions): Promise<InitReport> {
  const source = await made(options);
  mkdirSync(folder, { recursive: true });
  cpSync(join(source, 'school'), folder, { recursive: true });
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
