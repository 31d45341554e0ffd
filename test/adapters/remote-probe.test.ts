import { describe, expect, it } from 'vitest';
import type { RemoteFiles } from '../../functions/adapters/remote-files.ts';
import { isTrustworthy, type Probe, probeRemote } from '../../functions/adapters/remote-probe.ts';
import { TryLater } from '../../shared/ports.ts';

/** One small file on an honest server in memory; at one call the answer is lost, or the service is busy. */
function aServer(at: number, kind: 'lost' | 'busy' | 'locked') {
  const left = new Map<string, { readonly bytes: Buffer; readonly version: string }>();
  let versions = 0;
  let calls = 0;
  const put = (name: string, bytes: Buffer): string => {
    left.set(name, { bytes, version: `${++versions}` });
    return `${versions}`;
  };
  const strikes = (): boolean => ++calls === at;
  const files: RemoteFiles = {
    list: async () => [],
    read: async (name) => {
      if (strikes()) throw new TryLater('away', 60);
      return left.get(name) ?? null;
    },
    replace: async (name, bytes, version) => {
      const struck = strikes();
      if (struck && kind === 'locked') return { status: 'locked' };
      if (struck && kind === 'busy') throw new TryLater('away', 60);
      const isSame = left.get(name)?.version === version;
      const label = isSame ? put(name, bytes) : '';
      if (struck) return { status: 'unknown' };
      return isSame ? { status: 'replaced', label } : { status: 'changed' };
    },
    create: async (name, bytes) => {
      const struck = strikes();
      const isNew = !left.has(name);
      if (isNew && (!struck || kind === 'lost')) put(name, bytes);
      if (struck) throw new TryLater('away', 60);
      return isNew;
    },
    remove: async (name) => void left.delete(name),
    sent: () => ({ read: 0, write: 0 }),
  };
  return { files, left, calls: () => calls };
}

describe('trying a server', () => {
  it('finds an honest one honest, and leaves nothing there', async () => {
    const { files, left, calls } = aServer(0, 'lost');
    expect(await probeRemote(files, 'busy', 0)).toEqual({ refusesOld: true, versionMoves: true, createsOnce: true });
    expect([calls(), left.size]).toEqual([6, 0]);
  });

  it.each(['lost', 'busy', 'locked'] as const)(
    'calls no honest server dishonest for an answer that is %s',
    async (kind) => {
      for (let at = 1; at <= 6; at++) {
        const { files, left } = aServer(at, kind);
        const outcome = await probeRemote(files, 'busy', 0).catch((error: unknown) => error);
        const isTold = outcome instanceof TryLater;
        expect([at, isTold || isTrustworthy(outcome as Probe), left.size]).toEqual([at, true, 0]);
      }
    },
  );
});
