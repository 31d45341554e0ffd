import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../functions/adapters/sqlite/store.ts';
import { storeIn } from '../../functions/adapters/store/store.ts';
import { Refused, StaleReading, TryLater } from '../../shared/ports.ts';
import { type HandedOn, handedOn } from '../../shared/run/handed-on.ts';

const night = { runId: 'night-1', expiresAt: '2100-01-01T00:00:00.000Z' };
const BROKEN = '今晚处理这个表格时云端出错，已通知管理员；表格里的内容没有改动，明晚再试。';
const SILENT = '今晚处理这个表格时一直等不到应答；表格里的内容没有改动，明晚再试。';

async function open(): Promise<HandedOn> {
  const { table } = await openSqlite({ stateFolder: null });
  return handedOn(storeIn(table).runs, night);
}

describe('what the steps of a night hand on by way of the store', () => {
  it('is which workbook each college has: a note for a hundred of them, found by the place in the list', async () => {
    const handed = await open();
    const workbooks = Array.from({ length: 201 }, (_, at): [string, string] => [`C${at}`, `w${at}`]);
    await handed.keepListed(workbooks);
    const found = await Promise.all([0, 99, 100, 199, 200].map((at) => handed.listed(`C${at}`, at)));
    expect(found).toEqual(['w0', 'w99', 'w100', 'w199', 'w200']);
    await expect(handed.listed('C5', 100)).rejects.toThrow(Refused);
  });

  it.each([new TryLater('配额用完了'), new Refused('没有权限'), new StaleReading('已有更新')])(
    'is what a step said to people before it failed: %s',
    async (error) => {
      const handed = await open();
      await expect(handed.telling('read', 'JSJ', () => Promise.reject(error))).rejects.toBe(error);
      expect(await handed.wordsOf('read', [null, 'JSJ'])).toEqual([['JSJ', error.message]]);
      expect(await handed.wordsOf('publish', [null, 'JSJ'])).toEqual([['JSJ', SILENT]]);
    },
  );

  it('is nothing of what a fault of ours said, which might quote a cell', async () => {
    const handed = await open();
    await expect(handed.telling('read', 'JSJ', () => Promise.reject(new TypeError('张三')))).rejects.toThrow('张三');
    expect(await handed.wordsOf('read', [{ broken: 'JSJ' }, 'JX', null])).toEqual([
      ['JSJ', BROKEN],
      ['JX', SILENT],
    ]);
    expect(await handed.wordsOf('read', [null, null])).toEqual([]);
  });

  it('is every error that was known so far, and none where there was none', async () => {
    const handed = await open();
    expect([await handed.keepErrors(new Map()), await handed.errors()]).toEqual([0, new Map()]);
    expect(await handed.keepErrors(new Map([['JSJ', '没有权限']]))).toBe(1);
    expect(await handed.errors()).toEqual(new Map([['JSJ', '没有权限']]));
  });
});
