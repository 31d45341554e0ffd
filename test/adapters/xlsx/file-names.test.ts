import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findWorkbook } from '../../../functions/adapters/xlsx/find-workbook.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xietong-names-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a file whose name has come with characters that nobody sees', () => {
  it('is found by the name that people see', async () => {
    writeFileSync(join(folder, '机械\u200b学院\u202c.xlsx'), '');
    expect((await findWorkbook(folder, '机械学院')).name).toBe('机械\u200b学院\u202c.xlsx');
    expect((await findWorkbook(folder, '机械学院.xlsx')).name).toBe('机械\u200b学院\u202c.xlsx');
  });

  it('gives way to the file that is called just so', async () => {
    writeFileSync(join(folder, '机械学院\ufeff.xlsx'), '');
    writeFileSync(join(folder, '机械学院.xlsx'), '');
    expect((await findWorkbook(folder, '机械学院')).name).toBe('机械学院.xlsx');
  });

  it('is not guessed where two look the same', async () => {
    writeFileSync(join(folder, '机械\u200b学院.xlsx'), '');
    writeFileSync(join(folder, '机械\u200d学院.xlsx'), '');
    await expect(findWorkbook(folder, '机械学院')).rejects.toThrow();
  });
});
