import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { onTestFinished } from 'vitest';
import type { ImageCell, ImageRow, TabImage, WorkbookImage } from '../../../shared/sheet/image.ts';

const FILES = join(import.meta.dirname, 'files');

/** An empty folder that goes when the test ends. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'xlsx-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder with a copy of one of the files in `files/`. */
export async function folderWith(file: string): Promise<{ folder: string; path: string }> {
  const folder = await aFolder();
  const path = join(folder, file);
  await copyFile(join(FILES, file), path);
  return { folder, path };
}

/** Parts of a package by a reader that the adapter does not use. */
export async function partsOf(path: string): Promise<Record<string, Uint8Array>> {
  const parts = unzipSync(new Uint8Array(await readFile(path)));
  return Object.fromEntries(Object.entries(parts).filter(([name]) => !name.endsWith('/')));
}

export async function partText(path: string, part: string): Promise<string> {
  const bytes = (await partsOf(path))[part];
  if (bytes === undefined) throw new Error(`no part ${part}`);
  return strFromU8(bytes);
}

/** Changes one part as another program might; the whole package is packed anew. */
export async function editPart(path: string, part: string, change: (xml: string) => string): Promise<void> {
  const parts = await partsOf(path);
  const before = strFromU8(parts[part] ?? new Uint8Array());
  const after = change(before);
  if (after === before) throw new Error(`nothing to change in ${part}`);
  parts[part] = strToU8(after);
  await writeFile(path, zipSync(parts));
}

/** What a parser that others wrote finds wrong with the XML of these parts, namespaces included. */
export async function malformedParts(
  path: string,
  leaveOut: (part: string) => boolean = () => false,
): Promise<string[]> {
  const found: string[] = [];
  for (const [part, bytes] of Object.entries(await partsOf(path))) {
    if (!/\.(xml|rels|vml)$/i.test(part) || leaveOut(part)) continue;
    try {
      new SaxesParser({ xmlns: true }).write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close();
    } catch (error) {
      found.push(`${part}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return found;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The least workbook there can be: tabs by title, each with the XML of its worksheet (or of its cells). */
export function smallWorkbook(tabs: Readonly<Record<string, string>>, workbook = ''): Uint8Array {
  const titles = Object.keys(tabs);
  const overrides = titles.map(
    (_, i) =>
      `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  const links = titles.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${RELS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  const listed = titles.map((title, i) => `<sheet name="${title}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const packageRels = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const sheets = Object.values(tabs).map((xml, i) => [
    `xl/worksheets/sheet${i + 1}.xml`,
    strToU8(xml.includes('worksheet') ? xml : `<worksheet xmlns="${MAIN}"><sheetData>${xml}</sheetData></worksheet>`),
  ]);
  return zipSync(
    {
      '[Content_Types].xml': strToU8(
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${overrides.join('')}</Types>`,
      ),
      '_rels/.rels': strToU8(
        `<Relationships xmlns="${packageRels}"><Relationship Id="rId1" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      'xl/workbook.xml': strToU8(
        `<workbook xmlns="${MAIN}" xmlns:r="${RELS}">${workbook}<sheets>${listed.join('')}</sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(`<Relationships xmlns="${packageRels}">${links.join('')}</Relationships>`),
      ...Object.fromEntries(sheets),
    },
    { mtime: '2026-07-15T02:00:00Z' },
  );
}

/** A folder with a workbook made of XML. */
export async function folderWithSmall(
  tabs: Readonly<Record<string, string>>,
  workbook = '',
): Promise<{ folder: string; path: string }> {
  const folder = await aFolder();
  const path = join(folder, 'a.xlsx');
  await writeFile(path, smallWorkbook(tabs, workbook));
  return { folder, path };
}

/** Rows of the violations tab: key and text, and what the store remembers of the user columns. */
export interface Finding {
  readonly key: string;
  readonly text: string;
  readonly remark?: string;
  readonly link?: { readonly tab: string; readonly row: number; readonly column: string };
}

export function violations(findings: readonly Finding[], change: Partial<TabImage> = {}): TabImage {
  const rows = findings.map(({ key, text, remark, link }): ImageRow => {
    const place: ImageCell = link === undefined ? null : { value: '跳转', link };
    return { tone: 'error', cells: [key, place, text, 825 / 100, remark ?? null, null] };
  });
  return {
    key: 'violations',
    title: '问题清单',
    banner: [],
    keyHeading: '问题编号',
    userHeadings: ['整改说明', '责任人'],
    columns: [
      { heading: '问题编号', width: 18, format: 'text' },
      { heading: '位置', width: 12, format: 'text' },
      { heading: '问题', width: 40, format: 'text', wrap: true },
      { heading: '分', width: 8, format: 'points' },
      { heading: '整改说明', width: 30, format: 'text', wrap: true },
      { heading: '责任人', width: 10, format: 'text' },
    ],
    rows,
    ...change,
  };
}

export function overview(checked: string, errors: number, change: Partial<TabImage> = {}): TabImage {
  return {
    key: 'overview',
    title: '概览',
    plain: true,
    banner: [],
    columns: [
      { heading: '项目', width: 20, format: 'text' },
      { heading: '值', width: 20, format: 'text' },
    ],
    rows: [
      { cells: ['协同校验概览'], tone: 'title' },
      { cells: ['上次检查', { value: checked, volatile: true }] },
      { cells: ['错误', errors] },
      { cells: ['警告', 2] },
    ],
    ...change,
  };
}

export function anImage(tabs: readonly TabImage[], notes: WorkbookImage['notes'] = []): WorkbookImage {
  return { tabs, notes };
}
