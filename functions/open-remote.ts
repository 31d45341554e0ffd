import { Refused, type Runs, type Store, type WorkbookFiles, type Workbooks } from '../shared/ports.ts';
import { rememberedWorkbooks } from '../shared/run/remembered-workbooks.ts';
import type { RemoteFiles } from './adapters/remote-files.ts';
import type { Probe } from './adapters/remote-probe.ts';
import { type RemoteState, remoteFolder } from './adapters/xlsx/remote-folder.ts';
import { storedWorkbooks } from './adapters/xlsx/stored-workbooks.ts';
import type { Environment } from './env.ts';
import { isWritable, knownProbe, openRemoteFiles, readOnlyWords } from './open-remote-files.ts';

/** Bytes of the workbooks of a remote place. */
export async function openRemoteFolder(
  address: string,
  environment: Environment,
  { runs }: Pick<Store, 'runs'>,
): Promise<WorkbookFiles<RemoteState>> {
  return trustedFolder(await openRemoteFiles(address, environment), address, runs);
}

/** A server that cannot protect other people's work is only read. It is tried before the first write, not for reading. */
function trustedFolder(files: RemoteFiles, address: string, runs: Runs): WorkbookFiles<RemoteState> {
  const folder = remoteFolder(files);
  let probe: Promise<Probe> | null = null;
  return {
    ...folder,
    async replace(id, chunks, ifVersion) {
      probe ??= knownProbe(files, address, runs);
      if (!isWritable(await probe)) throw new Refused(readOnlyWords(address));
      return folder.replace(id, chunks, ifVersion);
    },
  };
}

/** Workbooks of a remote place. What has not moved since it was read last is not read again. */
export function remoteWorkbooks(
  files: RemoteFiles,
  address: string,
  store: Pick<Store, 'runs' | 'snapshots'>,
): Workbooks {
  return rememberedWorkbooks(storedWorkbooks(trustedFolder(files, address, store.runs)), store, Date.now);
}

export async function openRemoteWorkbooks(
  address: string,
  environment: Environment,
  store: Pick<Store, 'runs' | 'snapshots'>,
): Promise<Workbooks> {
  return remoteWorkbooks(await openRemoteFiles(address, environment), address, store);
}
