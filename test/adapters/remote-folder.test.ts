import { describe, expect, it } from 'vitest';
import type { RemoteFiles } from '../../functions/adapters/remote-files.ts';
import { remoteFolder } from '../../functions/adapters/xlsx/remote-folder.ts';
import { Refused } from '../../shared/ports.ts';

/** A file that is there from the nth reading on. */
function aServer(from: number) {
  const asked: string[] = [];
  const files: RemoteFiles = {
    list: async () => [],
    read: async (name) => {
      asked.push(name);
      return asked.length < from ? null : { bytes: Buffer.from('content'), version: '1' };
    },
    replace: async () => ({ status: 'changed' }),
    create: async () => false,
    remove: async () => {},
    sent: () => ({ read: 0, write: 0 }),
  };
  return { asked, folder: remoteFolder(files, { settling: 0 }) };
}

describe('a file in a folder on another machine', () => {
  it('that is being saved by renaming is found in the second look', async () => {
    const { asked, folder } = aServer(2);
    expect(await folder.read('台账.xlsx', 'read')).toMatchObject({ label: '1' });
    expect(asked).toEqual(['台账.xlsx', '台账.xlsx']);
  });

  it('that is not there the second time either is refused', async () => {
    const { asked, folder } = aServer(99);
    await expect(folder.read('台账', 'read')).rejects.toThrow(Refused);
    expect(asked).toEqual(['台账.xlsx', '台账.xlsm', '台账.xlsx', '台账.xlsm']);
  });
});
