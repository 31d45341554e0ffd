import * as z from 'zod';
import { sha256 } from '../shared/domain/identity.ts';
import type { Runs, Store, WorkbookFiles, Workbooks } from '../shared/ports.ts';
import { rememberedWorkbooks } from '../shared/run/remembered-workbooks.ts';
import { words as davWords } from './adapters/dav/words.ts';
import type { RemoteFiles } from './adapters/remote-files.ts';
import { isTrustworthy, type Probe, probeRemote } from './adapters/remote-probe.ts';
import { words as s3Words } from './adapters/s3/words.ts';
import { type RemoteState, remoteFolder } from './adapters/xlsx/remote-folder.ts';
import { storedWorkbooks } from './adapters/xlsx/stored-workbooks.ts';
import { BadEnvironment, type Environment } from './env.ts';
import { readText } from './read-text.ts';

/** Milliseconds that one request to a campus disk may take. */
const TIMEOUT = 60_000;

const credentials = z.object({ user: z.string().min(1), password: z.string().min(1) });

/** Files of a `dav+https://` or `s3://` place. Throws `Refused` or `BadEnvironment`. Clients are loaded only here. */
export async function openRemoteFiles(address: string, environment: Environment): Promise<RemoteFiles> {
  if (isBucket(address)) return openBucket(address, environment);
  const [{ davFiles }, { davHost }] = await Promise.all([
    import('./adapters/dav/files.ts'),
    import('./adapters/dav/http.ts'),
  ]);
  const { user, password } = davAccount(environment);
  return davFiles(davHost(address, user, password, TIMEOUT));
}

async function openBucket(address: string, { XIETONG_S3_ENDPOINT: endpoint }: Environment): Promise<RemoteFiles> {
  const [{ openS3 }, { s3Files, s3Folder }] = await Promise.all([
    import('./adapters/s3/client.ts'),
    import('./adapters/s3/files.ts'),
  ]);
  return s3Files(openS3(endpoint), s3Folder(address));
}

function davAccount(environment: Environment): {
  readonly user: string | undefined;
  readonly password: string | undefined;
} {
  const path = environment.XIETONG_DAV_CREDENTIALS;
  if (path === undefined) return { user: environment.XIETONG_DAV_USER, password: environment.XIETONG_DAV_PASSWORD };
  try {
    return credentials.parse(JSON.parse(readText(path)));
  } catch {
    // What the file holds is never quoted.
    throw new BadEnvironment(
      '环境变量 XIETONG_DAV_CREDENTIALS 的值不能用：应为一个 JSON 文件的路径，里面有 user 和 password。请改正或删除这个变量。',
    );
  }
}

const storedProbe = z.object({ refusesOld: z.boolean(), versionMoves: z.boolean(), createsOnce: z.boolean() });

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
  await runs.putNote(name, JSON.stringify(probe));
  return probe;
}

/** Bytes of the workbooks of a remote place; a server that cannot protect other people's work is only read. */
export async function openRemoteFolder(
  address: string,
  environment: Environment,
  { runs }: Pick<Store, 'runs'>,
  { isReadOnly }: { readonly isReadOnly: boolean },
): Promise<WorkbookFiles<RemoteState>> {
  const files = await openRemoteFiles(address, environment);
  const mayWrite = isReadOnly || isTrustworthy(await knownProbe(files, address, runs));
  return remoteFolder(files, { readOnly: mayWrite ? null : readOnlyWords(address) });
}

/** Workbooks of a remote place. What has not moved since it was read last is not read again. */
export async function openRemoteWorkbooks(
  address: string,
  environment: Environment,
  store: Pick<Store, 'runs' | 'snapshots'>,
  options: { readonly isReadOnly: boolean },
): Promise<Workbooks> {
  const folder = await openRemoteFolder(address, environment, store, options);
  return rememberedWorkbooks(storedWorkbooks(folder), store, Date.now);
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
