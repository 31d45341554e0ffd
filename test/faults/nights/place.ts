import { copyFileSync, cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import { readEnvironment } from '../../../functions/env.ts';
import { openGoogle } from '../../../functions/wiring.ts';
import { canonicalJson } from '../../../shared/domain/identity.ts';
import { columnIndex, columnLetter } from '../../../shared/domain/place.ts';
import type { RawCell, RawTab, RawWorkbook } from '../../../shared/sheet/raw.ts';
import { typeInto } from '../../support/edit-workbook.ts';
import { pictureOf, sheetCalled, typeIn } from '../../support/google-server/backend.ts';
import { copied } from '../../support/google-server/copied.ts';
import { copyFolder, idOfFile } from '../../support/google-server/copy-folder.ts';
import type { Sheet, Workbook } from '../../support/google-server/model.ts';
import { type GoogleServer, openGoogleServer } from '../../support/google-server/server.ts';

/** Texts to be typed, by address. */
export type Typing = Readonly<Record<string, string | number>>;

/** Workbooks as a person sees them: part or sheet -> all that stands in it. */
export type Picture = Readonly<Record<string, string>>;

/** A school's workbooks, on disk or at the stand-in for Google, that can be put back to an earlier state. */
export interface TestPlace {
  readonly kind: 'folder' | 'google';
  /** The PLACE argument. */
  readonly argument: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Folder whose files belong to the place; at Google, where commands leave theirs. */
  readonly desk: string;
  /** The stand-in; `null` in a folder. */
  readonly server: GoogleServer | null;
  /** Keeps the workbooks as they stand under a name. */
  keep(name: string): void;
  /** Puts back what was kept. */
  restore(name: string): void;
  /** Types into a tab of the workbook that was made from a file of this name. */
  type(file: string, tab: string, cells: Typing): void;
  /** Runs while somebody has the workbook open: in a folder nothing else is written then. */
  open(file: string, work: () => Promise<void>): Promise<void>;
  /** Text of a cell at this very moment; in a folder, while the workbook is open, it cannot change: `null`. */
  textNow(file: string, tab: string, address: string): string | null;
  read(file: string): Promise<RawWorkbook>;
  picture(): Picture;
  close(): Promise<void>;
}

/**
 * When a run was, and how it compares with the one before it: the two things that 概览 says about runs, not results; and
 * the 校验码 of a seal, whose digests of people have a salt that is used once.
 */
const OF_THE_RUN =
  /\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?|（(?:与上次相同|比上次[多少] \d+)）|(?<=校验码：)[0-9a-f]{64}|(?<="hash": ")[0-9a-f]{64}|(?<="#)[0-9a-f]{24}/g;

/** A place in a folder of its own; what is kept lies beside it in `keepers`, which several places may share. */
export function folderPlace(folder: string, keepers: string): TestPlace {
  return {
    kind: 'folder',
    argument: folder,
    environment: {},
    desk: folder,
    server: null,
    keep: (name) => cpSync(folder, join(keepers, name), { recursive: true }),
    restore(name) {
      empty(folder);
      cpSync(join(keepers, name), folder, { recursive: true });
    },
    type: (file, tab, cells) => save(join(folder, file), tab, cells),
    async open(file, work) {
      const lock = join(folder, `~$${file}`);
      writeFileSync(lock, '');
      await work().finally(() => rmSync(lock));
    },
    textNow: () => null,
    read: (file) => xlsxWorkbooks(folder).read(file),
    picture: () => folderPicture(folder),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** As spreadsheet programs do it: beside the file first, then in its place. */
function save(path: string, tab: string, cells: Typing): void {
  const draft = join(dirname(path), `.draft-${basename(path)}`);
  copyFileSync(path, draft);
  typeInto(draft, tab, cells);
  renameSync(draft, path);
}

/** The folder itself stays: processes may work in it. */
function empty(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}

function folderPicture(folder: string): Picture {
  const picture: Record<string, string> = {};
  for (const file of readdirSync(folder).toSorted()) {
    // The pages of 报告 are drawn from what is compared here, and name the run that changed them.
    if (file.startsWith('.') || statSync(join(folder, file)).isDirectory()) continue;
    const bytes = new Uint8Array(readFileSync(join(folder, file)));
    if (file.endsWith('.xlsx'))
      for (const [part, content] of Object.entries(unzipSync(bytes)))
        picture[`${file} ${part}`] = inOrder(part, strFromU8(content)).replace(OF_THE_RUN, '');
    else picture[file] = strFromU8(bytes).replace(OF_THE_RUN, '').split('\n').toSorted().join('\n');
  }
  return picture;
}

/** Parts of a package and notes of a tab have no order, but they stand in the one in which they came. */
const UNORDERED: readonly (readonly [part: RegExp, boundary: RegExp])[] = [
  [/^\[Content_Types\]/, /(?<=>)/],
  [/\/comments\d+\.xml$/, /(?<=<\/comment>)|(?=<comment )/],
  [/\.vml$/, /(?<=<\/v:shape>)|(?=<v:shape )/],
];

/** Boxes of notes are numbered as they come, and keep the size that their first text (or a user) has given them. */
const OF_SHAPES = /(?<=<v:shape )id="\w+"|z-index:\d+|height:[\d.]+pt|(?<=<x:Anchor>\d+(?:, \d+){3}),[^<]*/g;

function inOrder(part: string, xml: string): string {
  const boundary = UNORDERED.find(([parts]) => parts.test(part))?.[1];
  if (boundary === undefined) return xml;
  return xml.replaceAll(OF_SHAPES, '').split(boundary).toSorted().join('');
}

/** A place at a stand-in of its own, first filled from a folder. */
export async function googlePlace(
  folder: string,
  keepers: Map<string, readonly Workbook[]>,
  desk: string,
): Promise<TestPlace> {
  const server = await openGoogleServer();
  const school = await copyFolder(folder, server);
  const ids = readdirSync(folder)
    .filter((file) => file.endsWith('.xlsx'))
    .map(idOfFile);
  const environment = { XIETONG_GOOGLE_API: server.url, XIETONG_GOOGLE_PER_MINUTE: '6000' };
  const client = await openGoogle(readEnvironment(environment));
  return {
    kind: 'google',
    argument: `google:${school}`,
    environment,
    desk,
    server,
    keep: (name) =>
      void keepers.set(
        name,
        ids.map((id) => copied(server.workbook(id))),
      ),
    restore(name) {
      empty(desk);
      for (const kept of keepers.get(name) ?? []) Object.assign(server.workbook(kept.spreadsheetId), copied(kept));
    },
    type(file, tab, cells) {
      const workbook = server.workbook(idOfFile(file));
      typeIn(sheetCalled(workbook, tab), cells);
      workbook.version += 1;
    },
    open: (_, work) => work(),
    textNow: (file, tab, address) => textIn(sheetCalled(server.workbook(idOfFile(file)), tab), address),
    read: (file) => client.workbooks.read(idOfFile(file)),
    picture: () => ({
      ...folderPicture(desk),
      ...Object.fromEntries(
        // Whether a cell was given its look or its value first is nothing that anybody sees.
        ids.map((id) => [id, canonicalJson(pictureOf(server.workbook(id))).replace(OF_THE_RUN, '')]),
      ),
    }),
    close: () => server.close(),
  };
}

function textIn({ rows }: Sheet, address: string): string {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  return rows[Number(digits) - 1]?.[columnIndex(letters)]?.effectiveValue?.stringValue ?? '';
}

/** The tab that is meant: colleges number theirs (`8.承诺考评`). */
export function tabOf({ tabs }: RawWorkbook, name: string): RawTab {
  const tab = tabs.find(({ title }) => title.replace(/^\d+\./, '') === name);
  if (tab === undefined) throw new Error(`no tab ${name}`);
  return tab;
}

/** Cells below a heading by the number of their row, 1 = the first of the tab. */
export function columnOf(tab: RawTab, heading: string): ReadonlyMap<number, RawCell> {
  const { head, column } = placeOf(tab, heading);
  return new Map(tab.rows.slice(head + 1).map((cells, at) => [head + 2 + at, cells[column] ?? null]));
}

/** Address of a row's cell under a heading. */
export function addressOf(tab: RawTab, heading: string, row: number): string {
  return `${columnLetter(placeOf(tab, heading).column)}${row}`;
}

/** Colleges add to their headings (`评议等次（必填）`). */
function placeOf({ title, rows }: RawTab, heading: string): { readonly head: number; readonly column: number } {
  const is = (cell: RawCell): boolean => typeof cell === 'string' && cell.replace(/（.*）$/, '') === heading;
  const head = rows.findIndex((cells) => cells.some(is));
  if (head < 0) throw new Error(`${title} has no heading ${heading}`);
  return { head, column: rows[head]!.findIndex(is) };
}

/** The first row whose cell under the heading is this one. */
export function rowOf(tab: RawTab, heading: string, value: string): number {
  const found = [...columnOf(tab, heading)].find(([, cell]) => cell === value);
  if (found === undefined) throw new Error(`${tab.title} has no ${value} under ${heading}`);
  return found[0];
}
