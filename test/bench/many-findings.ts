import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { main } from '../../functions/cli/main.ts';
import { largest } from '../../shared/domain/extremes.ts';
import { SCHOOL_WORKBOOK } from '../../shared/domain/vocabulary.ts';
import { withSample } from './made-school.ts';

/**
 * `node test/bench/many-findings.ts [colleges] [findings]`: a school of colleges whose 花名册 is full of cells that cannot be
 * read, audited twice by the command; prints how many findings came of it (some of the made-up tabs lack a column), time,
 * memory, and what became of the school workbook.
 */
const [colleges = 30, findings = 500_000] = process.argv.slice(2).map(Number);

/** Cells of one row, by heading; each but 学号 and 姓名 is a finding. */
const BAD: Readonly<Record<string, string>> = {
  性别: '不明',
  培养层次: '大专',
  年级: '二三级',
  政治面貌: '积极',
  出生日期: '龙年',
};

function spoil(path: string, rows: number): void {
  const parts = unzipSync(new Uint8Array(readFileSync(path)));
  for (const [name, bytes] of Object.entries(parts)) {
    if (!name.startsWith('xl/worksheets/sheet')) continue;
    const xml = strFromU8(bytes);
    const headings = headingsOf(xml, strings(parts));
    if (!headings.has('学号') || !headings.has('培养层次')) continue;
    const last = largest(
      0,
      [...xml.matchAll(/<row r="(\d+)"/g)].map((match) => Number(match[1])),
    );
    const lines = Array.from({ length: rows }, (_, at) => {
      const row = last + 1 + at;
      const cells = { 学号: `99${String(at).padStart(6, '0')}`, 姓名: `学生${at}`, ...BAD };
      return `<row r="${row}">${[...headings]
        .flatMap(([heading, column]) =>
          heading in cells ? [[column, cells[heading as keyof typeof cells]] as const] : [],
        )
        .map(([column, text]) => `<c r="${column}${row}" t="inlineStr"><is><t>${text}</t></is></c>`)
        .join('')}</row>`;
    });
    parts[name] = strToU8(xml.replace('</sheetData>', () => `${lines.join('')}</sheetData>`));
  }
  writeFileSync(path, zipSync(parts, { level: 1 }));
}

function strings(parts: Readonly<Record<string, Uint8Array>>): readonly string[] {
  const xml = strFromU8(parts['xl/sharedStrings.xml'] ?? new Uint8Array());
  return [...xml.matchAll(/<si>(.*?)<\/si>/gs)].map((match) => match[1]!.replace(/<[^>]*>/g, ''));
}

/** Column letters by bare heading, of the first row that has 学号: what is typed further down may be called like a heading. */
function headingsOf(xml: string, texts: readonly string[]): ReadonlyMap<string, string> {
  const cells = [
    ...xml.matchAll(/<c r="([A-Z]+)(\d+)"[^>]*?(?: t="(\w+)")?[^>]*?>(?:<v>(\d+)<\/v>|<is><t[^>]*>([^<]*))/g),
  ].map(([, column = '', row, , at, text]) => ({
    column,
    row,
    text: (text ?? texts[Number(at)] ?? '').replace(/[（(*].*$/, '').trim(),
  }));
  const first = cells.find(({ text }) => text === '学号')?.row;
  return new Map(cells.filter(({ row }) => row === first).map(({ text, column }) => [text, column]));
}

/** Lines of the result that stand for a finding each. */
async function countFindings(path: string): Promise<number> {
  let count = 0;
  for await (const line of createInterface({ input: createReadStream(path) }))
    if (line.startsWith('      "firstSeen": ')) count += 1;
  return count;
}

await withSample(colleges, 40, async (folder, files) => {
  const rows = Math.ceil(findings / colleges / Object.keys(BAD).length);
  for (const file of files) spoil(join(folder, file), rows);
  for (const name of ['first', 'second']) {
    const [started, before] = [performance.now(), process.cpuUsage()];
    const json = join(folder, 'result.json');
    const code = await main(['audit', folder, '--as-of', '2026-07-15', '--quiet', '--json', json], process.env);
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    const found = await countFindings(json);
    const [school, result] = [statSync(join(folder, SCHOOL_WORKBOOK)).size, statSync(json).size];
    const { user, system } = process.cpuUsage(before);
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s (processor ${((user + system) / 1e6).toFixed(1)} s)`;
    console.log(
      `${name} audit: exit code ${code}, ${found} findings, ${seconds}, peak ${peak} MB, school workbook ${(school / 1e6).toFixed(1)} MB, JSON ${(result / 1e6).toFixed(0)} MB`,
    );
  }
});
