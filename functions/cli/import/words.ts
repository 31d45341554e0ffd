import { columnLetter } from '../../../shared/domain/place.ts';
import type { StandingTab } from '../../../shared/import/input-tab.ts';
import type { Doubt, ImportFinding, ImportPlan } from '../../../shared/import/plan-import.ts';
import type { MappedColumn } from '../../../shared/import/recognise.ts';
import type { SourceTable } from '../../../shared/import/source-table.ts';

/** The messages of an import: places and reasons on the terminal, the values too in the file of exceptions. */

/** Lines of one kind on the terminal. */
const MOST_LINES = 10;

const KINDS: Readonly<Record<ImportFinding['kind'], string>> = { doubtful: '存疑', kept: '保留', changed: '填写' };
const ORDER: readonly ImportFinding['kind'][] = ['doubtful', 'changed', 'kept'];

const DOUBTS: Readonly<Record<Doubt['kind'], string>> = {
  unreadable: '内容读不懂',
  notAChoice: '不是这一列可以填的词',
  monthOnly: '只有年月，这一列要写到日',
  errorCell: '文件里是一个错误值',
  tooLong: '内容太长，一个单元格放不下',
  noSuchOrganization: '“组织”表里没有这个组织（名称或编号），或类型不符',
  severalOrganizations: '“组织”表里有几个组织叫这个名字，请改用组织编号',
  noKey: '缺少能认出这一行的内容（如学号）',
  rowsDisagree: '文件里有几行是同一个编号，内容却不同',
  keyTwice: '台账里有几行是同一个编号，不知道填哪一行',
  otherName: '编号相同，姓名不同，整行没有动',
  computed: '台账里这一格是公式或错误值，没有动',
  merged: '台账里这一格被合并单元格盖住，没有动',
};

export function doubtWords(doubt: Doubt): string {
  const meant = 'meant' in doubt && doubt.meant !== null ? `，可能是“${doubt.meant}”` : '';
  return `${DOUBTS[doubt.kind]}${meant}`;
}

/** `花名册!C12`; the row of the file if it has no place in the tab. */
function placeWords({ at, from }: ImportFinding, { raw }: StandingTab): string {
  const source = `“${from.file}”第 ${from.row} 行`;
  return at === null ? source : `${raw.title}!${columnLetter(at.column)}${at.row + 1}（${source}）`;
}

export function mappingLines(table: SourceTable, mapped: readonly MappedColumn[], target: StandingTab): string[] {
  const { tab } = target;
  const named = (field: string): string => tab.columns[field]?.heading ?? field;
  const taken = mapped.flatMap(({ heading, field }) =>
    field !== null && target.columns.has(field) ? [`${heading.text}→${named(field)}`] : [],
  );
  const lacking = mapped.flatMap(({ field }) => (field !== null && !target.columns.has(field) ? [named(field)] : []));
  const left = mapped.flatMap(({ heading, field, by }) => (field === null && by !== 'unsure' ? [heading.text] : []));
  const sheet = table.sheet === '' ? '' : `的“${table.sheet}”表`;
  return [
    `“${table.file}”${sheet}：${table.rows.length} 行。对应的列：${taken.join('，')}。`,
    ...(left.length > 0 ? [`  不导入的列：${left.join('、')}。`] : []),
    ...(lacking.length > 0 ? [`  “${target.raw.title}”表里没有这些列，不导入：${lacking.join('、')}。`] : []),
  ];
}

export function unsureWords(mapped: readonly MappedColumn[], { tab }: StandingTab): string {
  const columns = mapped.filter(({ by }) => by === 'unsure');
  const likely = columns.map(
    ({ heading, candidates }) =>
      `“${heading.text}”（${heading.letter} 列，可能是${candidates.map((field) => tab.columns[field]?.heading).join('、')}）`,
  );
  const map = columns.map(({ heading, candidates }) => `${heading.text}=${tab.columns[candidates[0] ?? '']?.heading}`);
  return `拿不准的列：${likely.join('，')}。请加上 --map "${map.join(',')}" 说明；不导入的写成“标题=”。`;
}

export function rowCounts({ counts }: ImportPlan): string {
  const { fresh, changed, same, doubtful, kept } = counts;
  const different = kept === 0 ? '' : `；另有 ${kept} 格与台账不同，保留台账的内容（要改成文件里的，请加 --overwrite）`;
  return `新增 ${fresh} 行，填写 ${changed} 行，相同 ${same} 行，存疑 ${doubtful} 行（不写入）${different}。`;
}

/** A few lines of each kind, without the contents of cells. */
export function findingLines({ findings }: ImportPlan, target: StandingTab): string[] {
  const byKind = Map.groupBy(findings, ({ kind }) => kind);
  return ORDER.flatMap((kind) => {
    const found = byKind.get(kind) ?? [];
    const lines = found.slice(0, MOST_LINES).map((finding) => {
      const column = finding.field === null ? '' : ` ${target.tab.columns[finding.field]?.heading}`;
      // A doubt is reported without the cell's possible meaning, which may be about a person.
      const why = finding.doubt === null ? '' : `：${DOUBTS[finding.doubt.kind]}`;
      return `  ${KINDS[kind]} ${placeWords(finding, target)}${column}${why}`;
    });
    const more = found.length - lines.length;
    return more > 0 ? [...lines, `  ${KINDS[kind]} 另有 ${more} 处。`] : lines;
  });
}

const HEADINGS = ['类别', '文件', '文件行', '台账单元格', '列', '台账原值', '文件里的值', '说明'];
/** Identifies a file of exceptions; the mark tells Excel the encoding. */
export const EXCEPTIONS_BEGIN = `\uFEFF${HEADINGS.join(',')}\r\n`;
/** Characters that a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** The file of exceptions as .csv. */
export function exceptionsCsv({ findings }: ImportPlan, target: StandingTab): string {
  const rows = findings.map(({ kind, from, field, at, before, after, doubt }) => [
    KINDS[kind],
    from.file,
    String(from.row),
    at === null ? '' : `${target.raw.title}!${columnLetter(at.column)}${at.row + 1}`,
    field === null ? '' : (target.tab.columns[field]?.heading ?? ''),
    before,
    after,
    doubt === null ? '' : doubtWords(doubt),
  ]);
  return EXCEPTIONS_BEGIN + rows.map((cells) => `${cells.map(csvField).join(',')}\r\n`).join('');
}

function csvField(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
