import * as z from 'zod';
import { sha256 } from '../shared/domain/identity.ts';
import type { Runs, TimeLeft } from '../shared/ports.ts';
import { words as davWords } from './adapters/dav/words.ts';
import type { RemoteFiles } from './adapters/remote-files.ts';
import { isTrustworthy, type Probe, probeRemote } from './adapters/remote-probe.ts';
import { words as s3Words } from './adapters/s3/words.ts';
import { BadEnvironment, type Environment } from './env.ts';
import { readText } from './read-text.ts';

/** Milliseconds that one request to a campus disk may take. */
const TIMEOUT = 60_000;

const credentials = z.object({ user: z.string().min(1), password: z.string().min(1) });

/**
 * Files of a `dav+https://` or `s3://` place. Throws `Refused` or `BadEnvironment`. Clients are loaded only here.
 * @param timeLeft no request waits longer
 */
export async function openRemoteFiles(
  address: string,
  environment: Environment,
  timeLeft: TimeLeft = () => Number.POSITIVE_INFINITY,
): Promise<RemoteFiles> {
  if (isBucket(address)) {
    const [{ openS3 }, { s3Files, s3Folder }] = await loadS3();
    return s3Files(openS3(environment.XIETONG_S3_ENDPOINT), s3Folder(address), timeLeft);
  }
  const [{ davFiles }, { davHost }] = await loadDav();
  const { user, password } = davAccount(environment);
  return davFiles(davHost(address, user, password, () => Math.min(TIMEOUT, timeLeft())));
}

/** Loads the client of a place before it is needed. */
export async function loadClient(address: string): Promise<void> {
  await (isBucket(address) ? loadS3() : loadDav());
}

const loadS3 = () => Promise.all([import('./adapters/s3/client.ts'), import('./adapters/s3/files.ts')]);
const loadDav = () => Promise.all([import('./adapters/dav/files.ts'), import('./adapters/dav/http.ts')]);

function davAccount(environment: Environment): {
  readonly user: string | undefined;
  readonly password: string | undefined;
} {
  const given = environment.XIETONG_DAV_CREDENTIALS;
  if (given === undefined) return { user: environment.XIETONG_DAV_USER, password: environment.XIETONG_DAV_PASSWORD };
  try {
    return credentials.parse(JSON.parse(given.trimStart().startsWith('{') ? given : readText(given)));
  } catch {
    // What the file holds is never quoted.
    throw new BadEnvironment(
      '环境变量 XIETONG_DAV_CREDENTIALS 的值不能用：应为一个 JSON 文件的路径，里面有 user 和 password（云端为密钥的内容）。请改正或删除这个变量。',
    );
  }
}

const storedProbe = z.object({ refusesOld: z.boolean(), versionMoves: z.boolean(), createsOnce: z.boolean() });

/** Milliseconds after which a server that has failed is tried again: somebody may have mended it. */
const AGAIN = 86_400_000;

/**
 * What a server has shown itself to be. It is tried once, before the first write, and the answer is kept in the store.
 * @param again tries it anew
 */
export async function knownProbe(files: RemoteFiles, address: string, runs: Runs, again = false): Promise<Probe> {
  const name = `probe/${sha256(address)}`;
  const kept = again ? null : await runs.note(name);
  const known = kept === null ? null : (storedProbe.safeParse(JSON.parse(kept)).data ?? null);
  if (known !== null) return known;
  const probe = await probeRemote(files, isBucket(address) ? s3Words.busy : davWords.busy);
  const until = isTrustworthy(probe) ? undefined : new Date(Date.now() + AGAIN).toISOString();
  await runs.putNote(name, JSON.stringify(probe), until);
  return probe;
}

/** Whether workbooks may be written there. */
export function isWritable(probe: Probe): boolean {
  return isTrustworthy(probe);
}

/** Why a place is only read, in one sentence. */
export function readOnlyWords(address: string): string {
  return isBucket(address) ? s3Words.readOnly : davWords.readOnly;
}

function isBucket(address: string): boolean {
  return address.startsWith('s3:');
}
