import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { davFiles } from '../../../functions/adapters/dav/files.ts';
import { davHost } from '../../../functions/adapters/dav/http.ts';
import { remoteFolder } from '../../../functions/adapters/xlsx/remote-folder.ts';
import { storedWorkbooks } from '../../../functions/adapters/xlsx/stored-workbooks.ts';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import type { CellChange, TabChange } from '../../../shared/ports.ts';
import { isFilled, type RawTab, type RawWorkbook } from '../../../shared/sheet/raw.ts';
import { startWsgidav, WSGIDAV } from '../../support/other-servers.ts';
import { notRun } from '../../support/tools.ts';
import { aFolder, editPart, folderWith, malformedParts, partsOf } from './support.ts';

const FILES = ['everything.xlsm', 'openpyxl.xlsx', 'libreoffice.xlsx', 'days-from-1904.xlsx'];

async function open(file: string) {
  const { folder, path } = await folderWith(file);
  const writer = xlsxWorkbooks(folder).cells!;
  const { raw, computed } = await writer.read(file);
  const tab = raw.tabs.find(({ output, rows }) => output === undefined && rows.length > 1)!;
  return { folder, path, writer, raw, tab, computed: computed(tab.title) };
}

function changeOf({ title, rows }: RawTab, changes: readonly CellChange[]): TabChange {
  return { title, rows, looksOf: rows.length - 1, changes };
}

/** Cells without the blank ends of rows and tabs. */
function cellsOf({ tabs }: RawWorkbook): unknown {
  return tabs.map(({ title, rows }) => [
    title,
    rows.flatMap((cells, row) => cells.flatMap((cell, column) => (isFilled(cell) ? [[row, column, cell]] : []))),
  ]);
}

const changed = (from: Record<string, Uint8Array>, to: Record<string, Uint8Array>): readonly string[] =>
  [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
    (part) => Buffer.compare(from[part] ?? new Uint8Array(), to[part] ?? new Uint8Array()) !== 0,
  );

describe.each(FILES)('writing input cells of %s', (file) => {
  it('changes these and nothing else, and gives them back', async () => {
    const { path, writer, raw, tab, computed } = await open(file);
    const original = await readFile(path);
    const before = await partsOf(path);
    const value = fc.oneof(
      fc.string({ minLength: 1 }).filter((text) => /^[ -~\u4e00-\u9fff]+$/.test(text)),
      fc.integer(),
    );
    const cell = fc.record({ row: fc.nat(tab.rows.length + 4), column: fc.nat(14), value, isDay: fc.constant(false) });
    const cells = fc
      .uniqueArray(cell, { minLength: 1, maxLength: 8, selector: ({ row, column }) => `${row},${column}` })
      .map((all) => all.filter(({ row, column }) => !computed.has(`${row},${column}`)));
    await fc.assert(
      fc.asyncProperty(cells, async (changes) => {
        await writeFile(path, original);
        expect(await writer.write(file, changeOf(tab, changes))).toBe('written');
        const { raw: after } = await writer.read(file);
        const written = after.tabs.find(({ title }) => title === tab.title)!;
        for (const { row, column, value: wanted } of changes) expect(written.rows[row]?.[column]).toBe(wanted);
        const standing = changes.map((change) => {
          const there = tab.rows[change.row]?.[change.column] ?? null;
          return { ...change, value: typeof there === 'object' ? null : there };
        });
        expect(await writer.write(file, changeOf(written, standing))).toBe('written');
        expect(cellsOf((await writer.read(file)).raw)).toEqual(cellsOf(raw));
        // The tab's own part; the workbook's where formulas must be computed anew.
        const parts = changed(before, await partsOf(path));
        expect(parts.filter((part) => !/worksheets\/|workbook\.xml$/.test(part))).toEqual([]);
        expect(parts.filter((part) => part.includes('worksheets/')).length).toBeLessThanOrEqual(1);
        expect(await malformedParts(path, (part) => !parts.includes(part))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('writes days as days', async () => {
    const { writer, tab } = await open(file);
    const changes = [{ row: tab.rows.length, column: 12, value: 45_000, isDay: true }];
    expect(await writer.write(file, changeOf(tab, changes))).toBe('written');
    const { raw } = await writer.read(file);
    expect(raw.tabs.find(({ title }) => title === tab.title)?.rows.at(-1)?.[12]).toBe(45_000);
  });
});

describe('writing input cells', () => {
  it('writes nothing into a tab that others have changed since, and tells of an open file', async () => {
    const { folder, path, writer, tab } = await open('openpyxl.xlsx');
    const bytes = await readFile(path);
    const change = changeOf(tab, [{ row: tab.rows.length, column: 0, value: 'x', isDay: false }]);
    const rows = tab.rows.with(1, ['other']);
    expect(await writer.write('openpyxl.xlsx', { ...change, rows })).toBe('changed');
    expect(await writer.write('openpyxl.xlsx', { ...change, title: 'none' })).toBe('changed');
    await writeFile(join(folder, '~$openpyxl.xlsx'), '');
    expect(await writer.write('openpyxl.xlsx', change)).toBe('locked');
    expect(await readFile(path)).toEqual(bytes);
  });

  it('keeps a text a text, and gives a new row the looks of the one above', async () => {
    const { path, writer, tab } = await open('openpyxl.xlsx');
    const row = tab.rows.length;
    const changes = [{ row, column: 0, value: '007 <&> _x0041_', isDay: false }];
    await writer.write('openpyxl.xlsx', changeOf(tab, changes));
    const { raw } = await writer.read('openpyxl.xlsx');
    expect(raw.tabs.find(({ title }) => title === tab.title)?.rows[row]?.[0]).toBe('007 <&> _x0041_');
    expect(await malformedParts(path)).toEqual([]);
  });

  it('never writes over a formula', async () => {
    const { path, writer, tab } = await open('openpyxl.xlsx');
    const part = Object.keys(await partsOf(path)).find((name) => /worksheets\/sheet1\.xml$/.test(name))!;
    await editPart(path, part, (xml) =>
      xml
        .replace(/(<row [^>]*>)/, '$1')
        .replace('</sheetData>', '<row r="900"><c r="A900"><f>1+1</f><v>2</v></c></row></sheetData>'),
    );
    const { raw, computed } = await writer.read('openpyxl.xlsx');
    const title = raw.tabs.find(({ rows }) => rows.length === 900)!.title;
    expect([...computed(title)]).toContain('899,0');
    const there = raw.tabs.find((one) => one.title === title)!;
    const changes = [{ row: 899, column: 0, value: 3, isDay: false }];
    expect(await writer.write('openpyxl.xlsx', changeOf(there, changes))).toBe('changed');
    expect(tab.rows.length).toBeGreaterThan(0);
  });

  it('does the same on a campus disk', async (context) => {
    const server = await startWsgidav();
    if (server === null) return context.skip(notRun(WSGIDAV.name, WSGIDAV.how));
    onTestFinished(() => server.stop());
    const { path, tab } = await open('openpyxl.xlsx');
    await writeFile(join(server.folder, 'a.xlsx'), await readFile(path));
    // Saved long ago: the second in which it was saved is over.
    await utimes(join(server.folder, 'a.xlsx'), 1_700_000_000, 1_700_000_000);
    const files = davFiles(davHost(server.url.replace('http', 'dav+http'), 'xietong', 'geheim', 10_000));
    const writer = storedWorkbooks(remoteFolder(files)).cells!;
    const changes = [{ row: tab.rows.length, column: 0, value: 'x', isDay: false }];
    expect(await writer.write('a.xlsx', changeOf(tab, changes))).toBe('written');
    const folder = await aFolder();
    await writeFile(join(folder, 'a.xlsx'), await readFile(join(server.folder, 'a.xlsx')));
    const { tabs } = await xlsxWorkbooks(folder).read('a.xlsx');
    expect(tabs.find(({ title }) => title === tab.title)?.rows.at(-1)).toEqual(['x']);
  }, 60_000);
});
