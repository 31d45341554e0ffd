import { isGiven } from '../../shared/domain/cell.ts';
import { type AnyTab, inputTabNamed } from '../../shared/import/input-tab.ts';
import { organizationsOf } from '../../shared/import/organizations.ts';
import { type ImportPlan, planImport } from '../../shared/import/plan-import.ts';
import type { Known, MappedColumn } from '../../shared/import/recognise.ts';
import type { SourceTable } from '../../shared/import/source-table.ts';
import { type ImportRecord, recordRows } from '../../shared/import/undo.ts';
import type { Ports, Runs } from '../../shared/ports.ts';
import type { RawWorkbook } from '../../shared/sheet/raw.ts';
import { findTab } from '../../shared/workbook/find-tab.ts';
import { foldText, foldWord } from '../../shared/workbook/normalize.ts';
import { parseTab } from '../../shared/workbook/parse-tab.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import type { Environment } from '../env.ts';
import { readPlace, type SchoolPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { openPorts } from '../wiring.ts';
import { type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { askFor, columnsOf, rememberColumns, saidColumns } from './import/columns.ts';
import { type Exceptions, leaveExceptions } from './import/exceptions.ts';
import { readSource } from './import/read-source.ts';
import { type ImportTarget, ONLY_FILES, openTarget, requireWritten } from './import/target.ts';
import { DONE, undoImport } from './import/undo.ts';
import { findingLines, mappingLines, rowCounts, unsureWords } from './import/words.ts';

export interface ImportOptions extends CommonOptions {
  readonly into?: string;
  readonly college?: string;
  readonly tab?: string;
  readonly map?: readonly string[];
  readonly yes?: boolean;
  readonly overwrite?: boolean;
  readonly undo?: boolean;
}

/** `import FILE… --into PLACE`: fills an input tab from exports of other systems. The only command that writes input tabs. */
export async function importCommand(
  files: readonly string[],
  options: ImportOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { into, undo = false, tab: named = TABS.students.title } = options;
  if (into === undefined) throw new UsageError('请用 --into 写明台账所在的文件夹，例如 --into 台账。');
  if (undo && files.length > 0) throw new UsageError('--undo 撤销最近一次导入，后面不写文件。');
  const [first] = files;
  if (!undo && first === undefined) throw new UsageError('请写要导入的文件，例如 import 团员名单.csv --into 台账。');
  const tab = inputTabNamed(named);
  if (tab === null) {
    const known = Object.values(TABS).map(({ title }) => title);
    throw new UsageError(`没有名为“${named}”的填写表。--tab 可以写：${known.join('、')}。`);
  }
  const place = readPlace(into, environment);
  if (place.kind === 'google') throw new UsageError(ONLY_FILES);
  const given = saidColumns(options.map ?? [], tab);
  const tables: SourceTable[] = [];
  for (const file of files) tables.push(await readSource(file, tab));
  const { ports, close } = await openPorts(place, environment, { readOnly: options.yes !== true });
  try {
    if (first === undefined) await undoImport(ports.workbooks, ports.store.runs, place, tab, options);
    else await importTables({ ports, place, tab, given, tables, options, first });
    return ExitCode.done;
  } finally {
    await close();
  }
}

interface Work {
  readonly ports: Ports;
  readonly place: SchoolPlace;
  readonly tab: AnyTab;
  readonly given: ReadonlyMap<string, string | null>;
  readonly tables: readonly SourceTable[];
  readonly options: ImportOptions;
  /** The first file: the list of exceptions is written beside it. */
  readonly first: string;
}

async function importTables({ ports, place, tab, given, tables, options, first }: Work): Promise<void> {
  const { workbooks, store, clock } = ports;
  const target = await openTarget(workbooks, place, options.college, tab);
  const { standing, reading } = target;
  const known = knownOf(reading.raw);
  const sources: { readonly table: SourceTable; readonly mapped: readonly MappedColumn[] }[] = [];
  for (const table of tables) {
    const mapped = await mapColumns(table, tab, known, given, store.runs);
    if (options.yes === true) refuseUnsure(mapped, target);
    requireKey(table, mapped, target);
    sources.push({ table, mapped });
  }
  const plan = planImport({
    target: standing,
    computed: reading.computed(standing.raw.title),
    organizations: known.organizations,
    sources,
    overwrite: options.overwrite === true,
  });
  const exceptions = leaveExceptions(first, plan, target);
  if (options.yes === true) {
    for (const { table, mapped } of sources) await rememberColumns(table, tab, mapped, store.runs);
    if (plan.rows.length > 0) await write(plan, target, store.runs, clock.now());
  }
  tell(plan, target, sources, exceptions, options);
}

async function mapColumns(
  table: SourceTable,
  tab: AnyTab,
  known: Known,
  given: ReadonlyMap<string, string | null>,
  runs: Runs,
): Promise<readonly MappedColumn[]> {
  const mapped = await columnsOf(table, tab, known, given, runs);
  const isUnsure = mapped.some(({ by }) => by === 'unsure');
  if (!isUnsure || !process.stdin.isTTY || !process.stderr.isTTY) return mapped;
  return await columnsOf(table, tab, known, new Map([...given, ...(await askFor(mapped, tab))]), runs);
}

function refuseUnsure(mapped: readonly MappedColumn[], { standing }: ImportTarget): void {
  if (mapped.some(({ by }) => by === 'unsure')) throw new UsageError(`没有写入。${unsureWords(mapped, standing)}`);
}

/** Without its key columns, the rows of the export cannot be told apart. */
function requireKey(table: SourceTable, mapped: readonly MappedColumn[], { standing }: ImportTarget): void {
  const { tab, columns } = standing;
  const fields = new Set(mapped.flatMap(({ field }) => (field !== null && columns.has(field) ? [field] : [])));
  if (tab.rowKeys.some((key) => key.every((field) => fields.has(field)))) return;
  const wanted = (tab.rowKeys[0] ?? []).map((field) => tab.columns[field]?.heading).join('、');
  const unsure = mapped.some(({ by }) => by === 'unsure') ? unsureWords(mapped, standing) : '';
  throw new UsageError(
    `“${table.file}”里认不出“${tab.title}”表每一行要靠它辨认的列：${wanted}。没有写入。${unsure === '' ? `请用 --map "文件里的标题=${wanted}" 指明。` : unsure}`,
  );
}

function knownOf(raw: RawWorkbook): Known {
  const { rows } = parseTab(TABS.students, findTab(raw.tabs, TABS.students.title), 0).parsed;
  return {
    students: new Set(rows.flatMap(({ id }) => (isGiven(id) ? [foldWord(id)] : []))),
    names: new Set(rows.flatMap(({ name }) => (isGiven(name) ? [foldText(name)] : []))),
    organizations: organizationsOf(raw),
  };
}

/** The record for undoing is kept before anything is written; if nothing was written, it is removed again. */
async function write(plan: ImportPlan, target: ImportTarget, runs: Runs, at: string): Promise<void> {
  const { college, standing } = target;
  const record: ImportRecord = {
    college: college.id,
    workbook: college.workbook,
    tab: standing.tab.key,
    title: standing.tab.title,
    at,
    rows: recordRows(plan.rows),
  };
  const name = DONE + at;
  await runs.putNote(name, JSON.stringify(record));
  const status = await target.writer.write(college.workbook, {
    title: standing.raw.title,
    rows: standing.raw.rows,
    looksOf: standing.lastRow,
    changes: plan.rows.flatMap(({ cells }) =>
      cells.map(({ row, column, after, isDay }) => ({ row, column, value: after, isDay })),
    ),
  });
  if (status !== 'written') await runs.removeNote(name);
  requireWritten(status, target);
}

function tell(
  plan: ImportPlan,
  { college, standing }: ImportTarget,
  sources: readonly { readonly table: SourceTable; readonly mapped: readonly MappedColumn[] }[],
  exceptions: Exceptions,
  options: ImportOptions,
): void {
  const isWritten = options.yes === true;
  if (options.json !== undefined)
    writeJson(options.json, {
      schema: 'xietong/import/1',
      college: college.id,
      tab: standing.tab.title,
      written: isWritten && plan.rows.length > 0,
      counts: plan.counts,
      exceptions: exceptions.written,
      columns: sources.flatMap(({ table, mapped }) =>
        mapped.map(({ heading, field, by }) => ({
          file: table.file,
          heading: heading.text,
          column: field === null ? null : (standing.tab.columns[field]?.heading ?? null),
          by,
        })),
      ),
    });
  const unsure = sources.filter(({ mapped }) => mapped.some(({ by }) => by === 'unsure'));
  const where = `“${college.workbook}”的“${standing.raw.title}”表`;
  const endWords = (): string => {
    if (!isWritten) return '这是预览，没有写入。加上 --yes 才会写入这张填写表。';
    // An undo would restore what an earlier import wrote.
    if (plan.rows.length === 0) return `没有要写的内容，${where}没有改动。`;
    return `已写入${where}（只写了这张填写表）。要撤销，请运行 import --undo --into ${options.into} --college ${college.id} --tab ${standing.tab.title} --yes。`;
  };
  say(
    options,
    [
      ...sources.flatMap(({ table, mapped }) => mappingLines(table, mapped, standing)),
      `${where}：${rowCounts(plan)}`,
      ...findingLines(plan, standing),
      ...(exceptions.written === null ? [] : [`逐条内容（含姓名、学号）见“${exceptions.written}”，请妥善保管。`]),
      ...(exceptions.removed === null ? [] : [`这次没有例外，已删去上次的例外清单“${exceptions.removed}”。`]),
      ...unsure.map(({ mapped }) => unsureWords(mapped, standing)),
      endWords(),
    ].join('\n'),
  );
}
