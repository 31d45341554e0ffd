import { SCHOOL_WORKBOOK } from '../../shared/domain/vocabulary.ts';
import type { Store, TimeLeft } from '../../shared/ports.ts';
import type { RemoteFiles } from '../adapters/remote-files.ts';
import type { Environment } from '../env.ts';
import { remoteWorkbooks } from '../open-remote.ts';
import { openRemoteFiles } from '../open-remote-files.ts';
import type { LambdaPlace } from './place.ts';

/** Workbooks on a campus disk or in a bucket. Loaded only by functions of a school whose workbooks are there. */
export function remotePlace(place: string, environment: Environment, store: Store, timeLeft: TimeLeft): LambdaPlace {
  const files = openedLater(() => openRemoteFiles(place, environment, timeLeft));
  return {
    schoolWorkbook: SCHOOL_WORKBOOK,
    channels: null,
    workbooks: () => remoteWorkbooks(files, place, store),
  };
}

/** Files that are opened on first use: a function that only judges never contacts the place, and has no password. */
function openedLater(open: () => Promise<RemoteFiles>): RemoteFiles {
  let files: RemoteFiles | null = null;
  const opened = async (): Promise<RemoteFiles> => {
    files ??= await open();
    return files;
  };
  return {
    list: async () => (await opened()).list(),
    read: async (name, limit) => (await opened()).read(name, limit),
    replace: async (name, bytes, version) => (await opened()).replace(name, bytes, version),
    create: async (name, bytes) => (await opened()).create(name, bytes),
    remove: async (name) => (await opened()).remove(name),
    sent: (name) => files?.sent(name) ?? { read: 0, write: 0 },
  };
}
