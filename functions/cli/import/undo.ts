import { columnLetter } from '../../../shared/domain/place.ts';
import { type AnyTab, inputTabNamed } from '../../../shared/import/input-tab.ts';
import { type ImportRecord, importRecord, planUndo } from '../../../shared/import/undo.ts';
import { Refused, type Runs, type Workbooks } from '../../../shared/ports.ts';
import type { SchoolPlace } from '../../school-place.ts';
import { type CommonOptions, say, writeJson } from '../common-options.ts';
import { openTarget, requireWritten } from './target.ts';

/** Prefix of the notes about imports that can be undone, by their moments. */
export const DONE = 'import/done/';
const MOST_LINES = 20;

export interface UndoOptions extends CommonOptions {
  readonly college?: string;
  readonly yes?: boolean;
}

/** Restores what was there before the latest import into a tab of a college. */
export async function undoImport(
  workbooks: Workbooks,
  runs: Runs,
  place: SchoolPlace,
  tab: AnyTab,
  options: UndoOptions,
): Promise<void> {
  const target = await openTarget(workbooks, place, options.college, tab);
  const { name, record } = await latest(runs, target.college.id, tab);
  const { changes, left, isGone } = planUndo(record, target.standing);
  const { raw } = target.standing;
  if (options.yes === true) {
    if (changes.length > 0) {
      const change = { title: raw.title, rows: raw.rows, looksOf: null, changes };
      requireWritten(await target.writer.write(target.college.workbook, change), target);
    }
    await runs.removeNote(name);
  }
  const places = left.map(({ field, at }) => ({
    cell: at === null ? null : `${raw.title}!${columnLetter(at.column)}${at.row + 1}`,
    column: tab.columns[field]?.heading ?? field,
  }));
  if (options.json !== undefined)
    writeJson(options.json, {
      schema: 'xietong/import-undo/1',
      college: target.college.id,
      tab: tab.title,
      importedAt: record.at,
      written: options.yes === true,
      restored: changes.length,
      left: places,
    });
  const lines = places
    .slice(0, MOST_LINES)
    .map(({ cell, column }) => `  ${cell ?? '（这一行已不在表里）'} ${column}：不再是导入的内容，没有动`);
  const more = left.length - lines.length;
  if (isGone) {
    say(options, GONE[options.yes === true ? 'forgotten' : 'kept']);
    return;
  }
  say(
    options,
    [
      options.yes === true
        ? `已撤销：“${target.college.workbook}”的“${raw.title}”表改回 ${changes.length} 格，${left.length} 格没有动。`
        : `撤销最近一次导入会改回 ${changes.length} 格，${left.length} 格不动。要撤销，请加上 --yes。`,
      ...lines,
      ...(more > 0 ? [`  另有 ${more} 格，见 --json 的结果。`] : []),
    ].join('\n'),
  );
}

/** An import that was interrupted before it wrote, or an undo that was interrupted after it. */
const GONE = {
  kept: '台账里没有最近一次导入的内容：它没有写成就中断了，或已经改回。没有什么要撤销；加上 --yes 会删去这条导入记录。',
  forgotten:
    '台账里没有最近一次导入的内容：它没有写成就中断了，或已经改回。台账没有改动，这条导入记录已删去；要撤销更早的导入，请再运行一次。',
} as const;

async function latest(
  runs: Runs,
  college: string,
  tab: AnyTab,
): Promise<{ readonly name: string; readonly record: ImportRecord }> {
  const records = (await runs.notes(DONE)).flatMap(({ name, value }) => {
    const record = importRecord.safeParse(JSON.parse(value)).data;
    const isOfThis = record?.college === college && inputTabNamed(record.title)?.key === tab.key;
    return record !== undefined && isOfThis ? [{ name, record }] : [];
  });
  const last = records.toSorted((a, b) => (a.record.at < b.record.at ? -1 : 1)).at(-1);
  if (last === undefined)
    throw new Refused(`没有可以撤销的导入：学院 ${college} 的“${tab.title}”表没有导入过，或已经撤销。`);
  return last;
}
