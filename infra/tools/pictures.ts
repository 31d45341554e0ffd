/**
 * Pictures of what people see: every tab of a sample college, the school workbook and the blank templates, printed by
 * LibreOffice as a clerk would print it, first page each.
 *
 *   npm run pictures                  the four of the READMEs, to infra/pictures
 *   npm run pictures -- FOLDER [RE]   every tab, to FOLDER; RE: only those whose name it fits
 *
 * Needs `soffice` and `pdftoppm` (Debian: libreoffice-calc, poppler-utils, fonts-noto-cjk).
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { openPackage } from '../../functions/adapters/xlsx/package/package.ts';
import { writeZip } from '../../functions/adapters/xlsx/package/zip-write.ts';
import { main } from '../../functions/cli/main.ts';
import { SCHOOL_WORKBOOK } from '../../shared/domain/vocabulary.ts';
import { COLLEGE_OUTPUT_TABS, SCHOOL_OUTPUT_TABS } from '../../shared/report/output-tabs.ts';

const SEED = 'xietong';
/** Two nights: the second has something to compare with, and one college has put its faults right. */
const FIRST_NIGHT = '2026-07-06';
const SECOND_NIGHT = '2026-07-15';
const SEALING = '2026-09-01';
const DOTS_PER_INCH = 80;
const OUTPUT_TITLES: ReadonlySet<string> = new Set(
  [...COLLEGE_OUTPUT_TABS, ...SCHOOL_OUTPUT_TABS].map(({ title }) => title),
);
const SHEET = /<sheet\b[^>]*?\bname="([^"]*)"[^>]*>/g;

async function run(...argv: readonly string[]): Promise<void> {
  const code = await main([...argv, '--quiet'], process.env);
  if (code !== 0) throw new Error(`xietong ${argv.join(' ')} ended with ${code}.`);
}

/** A workbook to be pictured. */
interface Sitter {
  readonly set: string;
  readonly workbook: string;
  /** The input tabs are those of another set. */
  readonly outputsOnly: boolean;
}

/** Makes the places whose pictures are taken. */
async function makePlaces(folder: string): Promise<readonly Sitter[]> {
  const at = (name: string): string => join(folder, name);
  const sample = ['--sample', SEED, '--colleges', '3', '--students', '240', '--as-of', FIRST_NIGHT];
  await run('init', at('sample'), ...sample);
  await run('audit', at('sample'), '--as-of', FIRST_NIGHT);
  await run('init', at('clean'), ...sample, '--no-faults');
  const colleges = workbooksIn(at('sample')).filter((name) => name !== SCHOOL_WORKBOOK);
  const [first = '', mended = ''] = colleges;
  copyFileSync(join(at('clean'), mended), join(at('sample'), mended));
  await run('audit', at('sample'), '--as-of', SECOND_NIGHT);
  copyFolder(at('sample'), at('sealed'));
  await run('year-end', at('sealed'), '--seal', '--as-of', SEALING);
  await run('init', at('blank'), '--as-of', FIRST_NIGHT);
  const sitter = (set: string, place: string, name: string, outputsOnly = false): Sitter => ({
    set,
    workbook: join(at(place), name),
    outputsOnly,
  });
  return [
    sitter('college', 'sample', first),
    sitter('mended', 'sample', mended, true),
    sitter('school', 'sample', SCHOOL_WORKBOOK),
    sitter('sealed-college', 'sealed', first, true),
    sitter('sealed-school', 'sealed', SCHOOL_WORKBOOK, true),
    ...workbooksIn(at('blank')).map((name) =>
      sitter(name === SCHOOL_WORKBOOK ? 'blank-school' : 'blank-college', 'blank', name),
    ),
  ];
}

function workbooksIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.xlsx'))
    .toSorted();
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) copyFolder(join(from, entry.name), join(to, entry.name));
    else copyFileSync(join(from, entry.name), join(to, entry.name));
  }
}

/** Copies of a workbook, in each of which only one tab is visible, and therefore printed. */
async function onePerTab({ set, workbook, outputsOnly }: Sitter, folder: string): Promise<readonly string[]> {
  const bytes = readFileSync(workbook);
  const book = 'xl/workbook.xml';
  const titles = [...openPackage(bytes).need(book).matchAll(SHEET)].map(([, title]) => title ?? '');
  const files: string[] = [];
  for (const [shown, title] of titles.entries()) {
    if (outputsOnly && !OUTPUT_TITLES.has(title)) continue;
    const pack = openPackage(bytes);
    let at = -1;
    const xml = pack
      .need(book)
      .replace(SHEET, (sheet) => {
        at += 1;
        const bare = sheet.replace(/\sstate="[^"]*"/, '');
        return at === shown ? bare : bare.replace('<sheet ', '<sheet state="hidden" ');
      })
      // If any print area is set, LibreOffice prints the sheets that have one, hidden or not.
      .replace(/<definedName\b[^>]*_xlnm\.Print_Area[^>]*>[^<]*<\/definedName>/g, (area) =>
        area.includes(`localSheetId="${shown}"`) ? area : '',
      )
      .replace(/\s(activeTab|firstSheet)="\d+"/g, '')
      .replace('<workbookView ', `<workbookView activeTab="${shown}" `);
    pack.put(book, xml);
    const file = join(folder, `${set}-${String(shown + 1).padStart(2, '0')}-${title}.xlsx`);
    writeFileSync(file, Buffer.concat(await writeZip(pack.entries, pack.changes)));
    files.push(file);
  }
  return files;
}

/** A picture for the READMEs: which tab, and how much of its first page. */
interface Kept {
  readonly name: string;
  readonly of: RegExp;
  readonly dotsPerInch: number;
  /** Left, top, width and height in dots. */
  readonly part: readonly [number, number, number, number];
}

const KEPT_IN = 'infra/pictures';
const KEPT: readonly Kept[] = [
  { name: 'college-overview', of: /^college-\d+-概览$/, dotsPerInch: 80, part: [30, 40, 870, 420] },
  { name: 'violations', of: /^college-\d+-问题清单$/, dotsPerInch: 170, part: [80, 95, 1150, 420] },
  { name: 'school-overview', of: /^school-\d+-概览$/, dotsPerInch: 80, part: [30, 40, 870, 300] },
  { name: 'notice', of: /^sealed-school-\d+-公示$/, dotsPerInch: 100, part: [40, 50, 750, 360] },
];

/** Prints workbooks of one visible tab each; returns the PDF of each by its name. */
function printAll(files: readonly string[], folder: string): ReadonlyMap<string, string> {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Map(files.map((file) => [basename(file, '.xlsx'), file.replace(/\.xlsx$/, '.pdf')]));
}

function firstPage(pdf: string, picture: string, dotsPerInch: number, part: Kept['part'] | null): void {
  const [x, y, width, height] = part ?? [0, 0, 0, 0];
  const crop = part === null ? [] : ['-x', `${x}`, '-y', `${y}`, '-W', `${width}`, '-H', `${height}`];
  execFileSync('pdftoppm', [
    '-png',
    '-singlefile',
    '-r',
    `${dotsPerInch}`,
    '-f',
    '1',
    '-l',
    '1',
    ...crop,
    pdf,
    picture,
  ]);
}

async function draw(target: string | undefined, wanted: RegExp): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'xietong-pictures-'));
  try {
    const copies = join(folder, 'tabs');
    mkdirSync(copies);
    const files: string[] = [];
    for (const sitter of await makePlaces(folder)) for (const file of await onePerTab(sitter, copies)) files.push(file);
    const isWanted = (name: string): boolean =>
      target === undefined ? KEPT.some(({ of }) => of.test(name)) : wanted.test(name);
    const printed = printAll(
      files.filter((file) => isWanted(basename(file, '.xlsx'))),
      copies,
    );
    const place = resolve(target ?? KEPT_IN);
    mkdirSync(place, { recursive: true });
    for (const [name, pdf] of printed) {
      const kept = target === undefined ? KEPT.find(({ of }) => of.test(name)) : undefined;
      if (kept) firstPage(pdf, join(place, kept.name), kept.dotsPerInch, kept.part);
      else firstPage(pdf, join(place, name), DOTS_PER_INCH, null);
    }
    process.stdout.write(`${printed.size} pictures in ${place}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [target, wanted = ''] = process.argv.slice(2);
await draw(target, new RegExp(wanted));
