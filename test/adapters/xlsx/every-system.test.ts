import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { fileNames, findWorkbook, liesIn } from '../../../functions/adapters/xlsx/find-workbook.ts';
import { stopSignals } from '../../../functions/cli/serve/stop-signals.ts';
import { decodedText } from '../../../functions/read-text.ts';
import { isHeld, renameFile, renameFileSync } from '../../../functions/rename-file.ts';
import { isRemote } from '../../../functions/school-place.ts';
import { fileNameFault, fileNameKey } from '../../../shared/domain/file-name.ts';

/** Habits of Windows and macOS, held to on any system: names, paths, renames, texts, signals. */

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xietong-systems-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('a name in 学院登记', () => {
  it.each([
    ['机械学院', null],
    ['机械学院.xlsx', null],
    ['2025.09 机械学院（新）.xlsx', null],
    ['CONTROL.xlsx', null],
    ['COM10.xlsx', null],
    ['控制NUL.xlsx', null],
    ['C:\\台账\\机械学院.xlsx', 'path'],
    ['C:机械学院.xlsx', 'path'],
    ['c:/台账/机械学院.xlsx', 'path'],
    ['\\\\server\\share\\机械学院.xlsx', 'path'],
    ['//server/share/机械学院.xlsx', 'path'],
    ['\\\\?\\C:\\机械学院.xlsx', 'path'],
    ['..\\机械学院.xlsx', 'path'],
    ['机械学院.xlsx:流', 'path'],
    ['..', 'path'],
    ['CON', 'device'],
    ['con.xlsx', 'device'],
    ['Nul .xlsx', 'device'],
    ['aux.台账.xlsx', 'device'],
    ['COM1.xlsx', 'device'],
    ['LPT².xlsx', 'device'],
    ['conin$', 'device'],
    ['机械学院?.xlsx', 'character'],
    ['机械|学院.xlsx', 'character'],
    ['“机械”"学院".xlsx', 'character'],
    ['机械\u0007学院.xlsx', 'character'],
    ['机械学院.xlsx.', 'ending'],
    ['机械学院.xlsx ', 'ending'],
  ])('%s: %s', (name, fault) => expect(fileNameFault(name)).toBe(fault));

  it('that no system could give to a file is refused before the disk is asked, blanks around it left out', () => {
    for (const name of [
      'CON',
      'nul.xlsx',
      '机械学院?.xlsx',
      '机械学院.xlsx.',
      'C:机械学院',
      '\\\\s\\t\\u.xlsx',
      '~$机械.xlsx',
      '.机械.xlsx',
    ])
      expect(() => fileNames(name), name).toThrow('不是合法的文件名');
    expect(fileNames(' 机械学院.xlsx ')).toEqual(['机械学院.xlsx']);
  });

  it('is one with another that differs in case or composition', () => {
    expect(fileNameKey('Café学院.XLSX')).toBe(fileNameKey('café学院.xlsx'));
    expect(fileNameKey('机械学院.xlsx')).not.toBe(fileNameKey('机械学院.xlsm'));
  });

  it('finds its file in another case, but for one that is called just so', async () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'Jsj台账.XLSX'), '');
    expect((await findWorkbook(folder, 'JSJ台账.xlsx')).name.toLowerCase()).toBe('jsj台账.xlsx');
    rmSync(join(folder, 'Jsj台账.XLSX'));
    writeFileSync(join(folder, 'JSJ台账.xlsx'), '');
    expect((await findWorkbook(folder, 'JSJ台账')).name).toBe('JSJ台账.xlsx');
  });
});

describe('a workbook lies in the folder itself', () => {
  it.each([
    ['C:\\台账', 'C:\\台账\\a.xlsx', true],
    ['C:\\台账', 'c:\\台账\\a.xlsx', true],
    ['C:\\台账\\', 'C:\\台账\\a.xlsx', true],
    ['Z:\\', 'Z:\\a.xlsx', true],
    ['\\\\server\\share', '\\\\server\\share\\a.xlsx', true],
    ['\\\\server\\share\\', '\\\\server\\share\\a.xlsx', true],
    ['\\\\server\\share\\台账', '\\\\SERVER\\share\\台账\\a.xlsx', true],
    ['C:\\台账', 'C:\\台账\\下\\a.xlsx', false],
    ['C:\\台账', 'C:\\a.xlsx', false],
    ['C:\\台账', 'D:\\台账\\a.xlsx', false],
    ['C:\\台账', 'C:\\台账2\\a.xlsx', false],
    ['\\\\server\\share', '\\\\other\\share\\a.xlsx', false],
  ])('win32: %s %s %s', (folder, file, inside) => expect(liesIn(folder, file, win32)).toBe(inside));

  it.each([
    ['/台账', '/台账/a.xlsx', true],
    ['/', '/a.xlsx', true],
    ['/Volumes/台账', '/Volumes/台账/a\\b.xlsx', true],
    ['/台账', '/台账/下/a.xlsx', false],
    ['/台账', '/a.xlsx', false],
    ['/台账', '/台账2/a.xlsx', false],
  ])('posix: %s %s %s', (folder, file, inside) => expect(liesIn(folder, file, posix)).toBe(inside));

  it('a drive, a share or a folder of the Mac is a folder, not a place on another machine', () => {
    const folders = [
      'C:\\台账',
      'c:台账',
      '\\\\server\\share',
      '//server/share',
      '/Volumes/台账',
      'dav+https',
      's3:台账',
    ];
    expect(folders.filter(isRemote)).toEqual([]);
    expect(['dav+https://disk.example/a/', 'S3://bucket/a'].filter((one) => !isRemote(one))).toEqual([]);
  });
});

describe('a rename while another program has the file open', () => {
  const held = (code: string): Error => Object.assign(new Error(code), { code });

  it.each(['EPERM', 'EBUSY', 'EACCES'])('on Windows (%s) is tried again until it is let go', async (code) => {
    const folder = aFolder();
    const [from, to] = [join(folder, 'new'), join(folder, 'old')];
    writeFileSync(from, 'new');
    writeFileSync(to, 'old');
    const { renameSync } = await import('node:fs');
    let tries = 0;
    const move = (a: string, b: string): void => {
      tries += 1;
      if (tries < 3) throw held(code);
      renameSync(a, b);
    };
    await renameFile(from, to, async (a, b) => move(a, b), 'win32');
    expect([readFileSync(to, 'utf8'), tries]).toEqual(['new', 3]);
    tries = 0;
    writeFileSync(from, 'newer');
    renameFileSync(from, to, move, 'win32');
    expect([readFileSync(to, 'utf8'), tries]).toEqual(['newer', 3]);
  });

  it('on Windows comes to an end, and elsewhere, or for another reason, is not tried again', async () => {
    const tried = async (code: string, platform: NodeJS.Platform): Promise<number> => {
      let tries = 0;
      const move = async (): Promise<void> => {
        tries += 1;
        throw held(code);
      };
      await expect(renameFile('a', 'b', move, platform)).rejects.toThrow(code);
      return tries;
    };
    expect(await tried('EBUSY', 'win32')).toBe(7);
    expect(await tried('ENOSPC', 'win32')).toBe(1);
    expect(await tried('EPERM', 'linux')).toBe(1);
    expect([isHeld(held('EPERM'), 'win32'), isHeld(held('EPERM'), 'darwin')]).toEqual([true, false]);
  });
});

test('a text is read as Notepad and PowerShell write it', () => {
  const text = '{"user":"张三"}';
  expect(decodedText(Buffer.from(text))).toBe(text);
  expect(decodedText(Buffer.from(`\uFEFF${text}`))).toBe(text);
  expect(decodedText(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toBe(text);
  expect(decodedText(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())).toBe(text);
});

test('serve ends on the signals that its system has', () => {
  expect(stopSignals('win32')).toEqual(['SIGINT', 'SIGBREAK', 'SIGHUP']);
  expect(stopSignals('linux')).toEqual(['SIGINT', 'SIGTERM']);
  expect(stopSignals('darwin')).toEqual(['SIGINT', 'SIGTERM']);
});
