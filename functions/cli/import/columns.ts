import { createInterface } from 'node:readline/promises';
import type { AnyTab } from '../../../shared/import/input-tab.ts';
import {
  type Known,
  type MappedColumn,
  namedField,
  recognise,
  rememberedColumns,
  type Said,
  saidUnder,
  shapeOf,
} from '../../../shared/import/recognise.ts';
import type { SourceTable } from '../../../shared/import/source-table.ts';
import type { Runs } from '../../../shared/ports.ts';
import { UsageError } from '../../usage-error.ts';
import { terminalLine } from '../terminal-text.ts';

/** Which column of an export goes where: known, remembered, given, or asked for. */

const COLUMNS = 'import/columns/';

/** `标题=列,标题=列`. Throws `UsageError` for a column that the tab does not have. */
export function saidColumns(texts: readonly string[], tab: AnyTab): Said {
  const said = new Map<string, string | null>();
  for (const pair of texts.flatMap((text) => text.split(/[,，]/))) {
    const [heading = '', name, ...others] = pair.split('=');
    if (name === undefined || others.length > 0 || heading.trim() === '')
      throw new UsageError(`--map 的“${pair}”写得不对。请写成 标题=列，例如 --map "学生编号=学号,团籍=政治面貌"。`);
    said.set(saidUnder(heading), name.trim() === '' ? null : fieldNamed(name, tab));
  }
  return said;
}

function fieldNamed(name: string, tab: AnyTab): string {
  const field = namedField(tab, name);
  if (field !== null) return field;
  const known = Object.values(tab.columns).map(({ heading }) => heading);
  throw new UsageError(`“${tab.title}”表没有“${name}”这一列。可以写：${known.join('、')}。`);
}

/** Columns of one export, using earlier answers for files of its shape. */
export async function columnsOf(
  table: SourceTable,
  tab: AnyTab,
  known: Known,
  given: Said,
  runs: Runs,
): Promise<readonly MappedColumn[]> {
  const note = await runs.note(COLUMNS + shapeOf(tab, table));
  return recognise(table, tab, known, given, rememberedColumns(note, tab));
}

/** Asks a person for every unsure column; an empty answer leaves it out. */
export async function askFor(mapped: readonly MappedColumn[], tab: AnyTab): Promise<Said> {
  const said = new Map<string, string | null>();
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (const { heading, candidates } of mapped.filter(({ by }) => by === 'unsure')) {
      const likely = candidates.map((field) => tab.columns[field]?.heading).join('、');
      const question = `文件里的“${heading.text}”（${heading.letter} 列）填进哪一列？可能是：${likely}（直接回车表示不导入）：`;
      for (;;) {
        const answer = (await terminal.question(terminalLine(question))).trim();
        const field = answer === '' ? null : namedField(tab, answer);
        if (answer !== '' && field === null) continue;
        said.set(saidUnder(heading.text), field);
        break;
      }
    }
    return said;
  } finally {
    terminal.close();
  }
}

/** Keeps a person's answers for files of the same shape. */
export async function rememberColumns(
  table: SourceTable,
  tab: AnyTab,
  mapped: readonly MappedColumn[],
  runs: Runs,
): Promise<void> {
  const said = mapped.filter(({ by }) => by === 'given' || by === 'remembered');
  if (said.length === 0) return;
  const kept = Object.fromEntries(said.map(({ heading, field }) => [saidUnder(heading.text), field]));
  await runs.putNote(COLUMNS + shapeOf(tab, table), JSON.stringify(kept));
}
