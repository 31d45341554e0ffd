import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { TryLater } from '../../shared/ports.ts';
import type { RemoteFiles } from './remote-files.ts';

/** What a server that keeps files must do so that nobody's work is overwritten. */
export interface Probe {
  /** A write is refused when the file is no longer the one that was read. */
  readonly refusesOld: boolean;
  /** The version moves with every write. */
  readonly versionMoves: boolean;
  /** A file that is there is not created again. */
  readonly createsOnce: boolean;
}

/** Milliseconds until a version made of seconds may be relied on. */
const SETTLING = 2_100;
const TRIES = 4;
const BYTES = 64;

/**
 * Tries a server with a small file of our own, which is removed again. A write whose fate is not known says nothing of
 * the server: then it is tried another time.
 * @param busy words for that
 * @throws TryLater, Refused
 */
export async function probeRemote(files: RemoteFiles, busy: string, settling = SETTLING): Promise<Probe> {
  const name = `.xietong-probe-${randomBytes(6).toString('hex')}.tmp`;
  const content = (): Buffer => Buffer.from(randomBytes(BYTES / 2).toString('hex'));
  const settledVersion = async (): Promise<string> => {
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const version = (await files.read(name, BYTES * 2))?.version ?? null;
      if (version !== null) return version;
      await wait(settling);
    }
    // A version that never settles is as good as none.
    return '';
  };
  const replaced = async (version: string): Promise<'replaced' | 'changed'> => {
    const { status } = await files.replace(name, content(), version);
    if (status === 'locked' || status === 'unknown') throw new TryLater(busy, 60);
    return status;
  };
  try {
    await files.create(name, content());
    const createsOnce = !(await files.create(name, content()));
    const first = await settledVersion();
    const status = await replaced(first);
    const second = await settledVersion();
    const versionMoves = status === 'replaced' && first !== '' && second !== '' && first !== second;
    const refusesOld = (await replaced(first)) === 'changed';
    return { refusesOld, versionMoves, createsOnce };
  } finally {
    await files.remove(name);
  }
}

/** Whether workbooks may be written there. */
export function isTrustworthy({ refusesOld, versionMoves }: Probe): boolean {
  return refusesOld && versionMoves;
}
