import { Refused } from '../../shared/ports.ts';
import type { Environment } from '../env.ts';
import { readPlace, type SchoolPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { openPorts, openStore } from '../wiring.ts';
import { type CommonOptions, say, writeJson } from './common-options.ts';
import type { Check } from './doctor/check.ts';
import { checkFolder } from './doctor/folder.ts';
import { checkGoogle } from './doctor/google.ts';
import { checkNotify, NO_ADDRESS } from './doctor/notify.ts';
import { checkRemote } from './doctor/remote.ts';
import { writeScriptSecrets } from './doctor/script-secrets.ts';
import { ExitCode } from './failure.ts';
import { waitingWords } from './progress.ts';

export interface DoctorOptions extends CommonOptions {
  readonly sendTest?: boolean;
  /** File for the secrets of the workbooks' scripts. */
  readonly scriptSecrets?: string;
}

/** `doctor PLACE`: sign-in, rights, workbooks and channels of a school; no workbook is written. */
export async function doctorCommand(
  argument: string,
  options: DoctorOptions,
  environment: Environment,
): Promise<ExitCode> {
  const place = readPlace(argument, environment);
  const checks = [
    ...(await checkPlace(place, environment, options)),
    ...(await checkChannels(place, environment, options)),
    ...(await secretsOf(place, environment, options)),
  ];
  const isFine = checks.every(({ ok }) => ok);
  if (options.json !== undefined) writeJson(options.json, { schema: 'xietong/doctor/1', ok: isFine, checks });
  say(options, checks.map(({ what, ok, text }) => `${ok ? '正常' : '不行'}  ${what}：${text}`).join('\n'));
  return isFine ? ExitCode.done : ExitCode.someFailed;
}

async function checkPlace(
  place: SchoolPlace,
  environment: Environment,
  options: DoctorOptions,
): Promise<readonly Check[]> {
  if (place.kind === 'google') return checkGoogle(place.schoolWorkbook, environment, waitingWords(options).say);
  if (place.kind === 'remote') {
    const { store, close } = await openStore(place.stateFolder, environment, { readOnly: false });
    try {
      return await checkRemote(place.address, environment, store);
    } finally {
      await close();
    }
  }
  const { ports, close } = await openPorts(place, environment, { readOnly: true });
  try {
    return await checkFolder(ports.workbooks, place.folder);
  } finally {
    await close();
  }
}

async function secretsOf(
  place: SchoolPlace,
  environment: Environment,
  { scriptSecrets: file }: DoctorOptions,
): Promise<readonly Check[]> {
  if (file === undefined) return [];
  if (place.kind !== 'google') throw new UsageError('--script-secrets 只用于 Google 表格：别处的台账没有 Apps 脚本。');
  return [await writeScriptSecrets(file, place.schoolWorkbook, environment)];
}

/** Channels are checked only once it is known who gets messages. */
async function checkChannels(
  { stateFolder }: SchoolPlace,
  environment: Environment,
  { sendTest }: DoctorOptions,
): Promise<readonly Check[]> {
  const { store, close } = await openStore(stateFolder, environment, { readOnly: true });
  try {
    return await checkNotify(environment, store, sendTest === true);
  } catch (error) {
    if (error instanceof Refused) return sendTest === true ? [NO_ADDRESS] : [];
    throw error;
  } finally {
    await close();
  }
}
