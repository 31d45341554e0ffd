import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { headingText } from '../../../shared/sheet/cell-text.ts';
import { sameValue } from '../../../shared/sheet/compare.ts';
import type { OutputCell } from '../../../shared/sheet/lay-out.ts';
import { TAB_COLOUR } from '../../../shared/sheet/palette.ts';
import { isFilled } from '../../../shared/sheet/raw.ts';
import { CHART_COLUMNS, chartRequests } from './charts.ts';
import { chosenId } from './chosen-id.ts';
import { DATE, MARK_PREFIX } from './current-workbook.ts';
import { colour, linkRequests, lookRequests } from './looks.ts';
import { type Run, runsOf } from './row-moves.ts';
import { currentRow, protectionName, type TabPlan } from './tab-plan.ts';

/** Turns the plan of a tab into requests of one atomic batch. Pure. */

type Request = sheets_v4.Schema$Request;

export interface Surroundings {
  /** Sheet of a tab by its title; `null` where there is none. */
  gidOf(title: string): number | null;
  /** Ids of developer metadata and of charts that the workbook has already. */
  readonly metadataIds: ReadonlySet<number>;
  readonly chartIds: ReadonlySet<number>;
  /** E-mail address of the service account, where it is known. */
  readonly account: string | null;
}

export function tabRequests(plan: TabPlan, around: Surroundings): Request[] {
  const { image, target, grid, print } = plan;
  const { sheetId, current } = target;
  const changed = changedRows(plan);
  const restyled = current?.mark?.key !== image.key || current.mark.print !== print || isRetyped(plan);
  return [
    ...(current === null ? [addSheet(plan)] : sizeAndRows(plan)),
    ...valueRequests(plan, changed),
    ...strayRequests(plan),
    ...(restyled ? lookRequests(sheetId, image, grid) : []),
    ...linkRequests(sheetId, grid, restyled ? [...grid.rows.keys()] : relinkedRows(plan, changed), around.gidOf),
    ...filterRequests(plan),
    ...protectionRequests(plan, restyled, around.account),
    ...(restyled || isChartMissing(plan) ? chartRequests(sheetId, image, grid, current, around.chartIds) : []),
    ...markRequests(plan, around.metadataIds),
  ];
}

function isChartMissing({ image, target }: TabPlan): boolean {
  return (image.charts?.length ?? 0) > (target.current?.charts.length ?? 0);
}

function gridProperties({ grid, image }: TabPlan): sheets_v4.Schema$GridProperties {
  const { headingRow } = grid;
  return {
    // Google refuses a sheet whose rows or columns are all frozen, so one of each stays unfrozen.
    rowCount: Math.max(grid.rows.length, headingRow === null ? 1 : headingRow + 2),
    columnCount: grid.columns + ((image.charts?.length ?? 0) > 0 ? CHART_COLUMNS : 0),
    frozenRowCount: headingRow === null ? 0 : headingRow + 1,
    frozenColumnCount: Math.max(0, Math.min(image.frozenColumns ?? 0, grid.columns - 1)),
    hideGridlines: headingRow === null,
  };
}

function addSheet(plan: TabPlan): Request {
  const { sheetId, title } = plan.target;
  const tabColorStyle = colour(TAB_COLOUR);
  return { addSheet: { properties: { sheetId, title, gridProperties: gridProperties(plan), tabColorStyle } } };
}

/** Deletes, moves and inserts whole rows, so the user's cells travel with them, then cuts the grid to its content. */
function sizeAndRows(plan: TabPlan): Request[] {
  const { target, moves, grid } = plan;
  const { sheetId } = target;
  const rows = ({ start, end }: Run): sheets_v4.Schema$DimensionRange => ({
    sheetId,
    dimension: 'ROWS',
    startIndex: grid.firstRow + start,
    endIndex: grid.firstRow + end,
  });
  const requests: Request[] = [];
  const size = (properties: sheets_v4.Schema$GridProperties, fields: string): void => {
    requests.push({ updateSheetProperties: { properties: { sheetId, gridProperties: properties }, fields } });
  };
  const comeOrGo = moves !== null && moves.deletions.length + moves.insertions.length > 0;
  // Google refuses to delete all unfrozen rows, and to insert after the last one: a spare row solves both.
  if (comeOrGo) size({ rowCount: (target.current?.rowCount ?? 0) + 1 }, 'gridProperties.rowCount');
  for (const run of moves?.deletions ?? []) requests.push({ deleteDimension: { range: rows(run) } });
  for (const { from, to } of moves?.moves ?? [])
    requests.push({
      moveDimension: { source: rows({ start: from, end: from + 1 }), destinationIndex: grid.firstRow + to },
    });
  for (const run of moves?.insertions ?? [])
    requests.push({ insertDimension: { range: rows(run), inheritFromBefore: false } });
  const wanted = gridProperties(plan);
  // A row that somebody has put in since the reading is not cut off where there is nothing to cut.
  const isLong = comeOrGo || target.current?.rowCount !== wanted.rowCount;
  const rowCount = isLong ? 'rowCount,' : '';
  requests.push({
    updateSheetProperties: {
      properties: { sheetId, gridProperties: wanted, tabColorStyle: colour(TAB_COLOUR) },
      fields: `gridProperties(${rowCount}columnCount,frozenRowCount,frozenColumnCount,hideGridlines),tabColorStyle`,
    },
  });
  return requests;
}

/** Rows in which one of our cells differs, including volatile cells. */
function changedRows(plan: TabPlan): number[] {
  const { grid, origins, target } = plan;
  return [...grid.rows.keys()].filter((at) => {
    if (target.current === null) return true;
    const there = currentRow(plan, origins[at] ?? null);
    return grid.rows[at]!.some((cell, x) => isWritten(plan, at, cell) && !sameValue(cell.value, there[x]));
  });
}

/**
 * What a request rewrites of a row. Where rows move as a whole, only cells that differ: so a key never comes beside the
 * words of another row, even if rows have moved since they were read.
 */
function writtenColumns(plan: TabPlan, at: number): number[] {
  const cells = plan.grid.rows[at]!;
  const ours = [...cells.keys()].filter((x) => isWritten(plan, at, cells[x]!));
  const origin = plan.origins[at] ?? null;
  if (plan.moves === null || origin === null) return ours;
  const there = currentRow(plan, origin);
  return ours.filter((x) => !sameValue(cells[x]!.value, there[x]));
}

/** A new value removes the link of the old one. */
function relinkedRows(plan: TabPlan, changed: readonly number[]): number[] {
  return changed.filter((at) => writtenColumns(plan, at).some((x) => plan.grid.rows[at]![x]!.link !== null));
}

/** Whether the value of a cell is ours to write. What stands in a user column is not, where rows travel whole. */
function isWritten({ moves, origins }: TabPlan, at: number, { role, value, joined }: OutputCell): boolean {
  if (role !== 'user' || moves === null) return true;
  return origins[at] === null ? value !== null : joined;
}

function valueRequests(plan: TabPlan, changed: readonly number[]): Request[] {
  const { target, grid } = plan;
  // A day that a user has typed is a number: where it is put to another place, it takes its format along.
  const fields = isRetyped(plan) ? 'userEnteredValue,userEnteredFormat.numberFormat' : 'userEnteredValue';
  return runsByColumns(changed, (at) => writtenColumns(plan, at)).map(({ rows, columns: { start, end } }) => ({
    updateCells: {
      start: { sheetId: target.sheetId, rowIndex: rows.start, columnIndex: start },
      rows: range(rows).map((at) => ({ values: range({ start, end }).map((x) => cellOf(grid.rows[at]![x]!)) })),
      fields,
    },
  }));
}

/** What stands beside the content, where the charts are, and below it goes: else the tab would be written every night. */
function strayRequests(plan: TabPlan): Request[] {
  const { target, grid, origins } = plan;
  const end = gridProperties(plan).columnCount ?? grid.columns;
  const strayed = [...grid.rows.keys()].filter((at) =>
    currentRow(plan, origins[at] ?? null)
      .slice(grid.columns, end)
      .some(isFilled),
  );
  const cleared = ({ start, end: last }: Run, startColumnIndex: number): Request => ({
    repeatCell: {
      range: {
        sheetId: target.sheetId,
        startRowIndex: start,
        endRowIndex: last,
        startColumnIndex,
        endColumnIndex: end,
      },
      cell: {},
      fields: 'userEnteredValue',
    },
  });
  return [
    ...runsOf(strayed).map((rows) => cleared(rows, grid.columns)),
    ...spareRow(plan).map((row) => cleared(row, 0)),
  ];
}

/** Where no row is left, one of the old ones stays, since Google takes no sheet whose rows are all frozen. */
function spareRow({ target: { current }, moves, grid }: TabPlan): readonly Run[] {
  const at = grid.rows.length;
  const stays = moves === null && at === grid.firstRow && grid.headingRow !== null;
  return stays && current?.rows[at]?.some(isFilled) ? [{ start: at, end: at + 1 }] : [];
}

function range({ start, end }: Run): number[] {
  return Array.from({ length: end - start }, (_, at) => start + at);
}

/** Rectangles that cover the written cells: neighbouring rows with the same columns form one. */
function runsByColumns(
  rows: readonly number[],
  columnsOf: (row: number) => readonly number[],
): { readonly rows: Run; readonly columns: Run }[] {
  const groups: { columns: readonly number[]; rows: number[] }[] = [];
  for (const row of rows) {
    const columns = columnsOf(row);
    const last = groups.at(-1);
    if (last !== undefined && last.columns.join() === columns.join()) last.rows.push(row);
    else groups.push({ columns, rows: [row] });
  }
  return groups.flatMap(({ columns, rows: own }) =>
    runsOf(own).flatMap((run) => runsOf(columns).map((x) => ({ rows: run, columns: x }))),
  );
}

/** Whether users' cells are rewritten, by place. */
function isRetyped({ target: { current }, grid, moves }: TabPlan): boolean {
  return current !== null && moves === null && grid.userColumns.length > 0;
}

const DAY_FORMAT = { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } };

/** A typed value: a text can never become a formula or a number. */
function cellOf({ value, userFormat }: OutputCell): sheets_v4.Schema$CellData {
  if (value === null) return {};
  if (typeof value === 'number') {
    const day = userFormat === DATE ? { userEnteredFormat: DAY_FORMAT } : {};
    return { userEnteredValue: { numberValue: value }, ...day };
  }
  return { userEnteredValue: typeof value === 'boolean' ? { boolValue: value } : { stringValue: value } };
}

/** The filter over headings and rows; what the user filters by is kept. */
function filterRequests(plan: TabPlan): Request[] {
  const { grid, image, target, moves } = plan;
  if (grid.headingRow === null) return [];
  const { sheetId, current } = target;
  const wanted = {
    sheetId,
    startRowIndex: grid.headingRow,
    endRowIndex: Math.max(grid.rows.length, grid.headingRow + 1),
    startColumnIndex: 0,
    endColumnIndex: Math.max(image.columns.length, 1),
  };
  const there = current?.filter?.range;
  const isSame =
    there != null &&
    (there.startRowIndex ?? 0) === wanted.startRowIndex &&
    there.endRowIndex === wanted.endRowIndex &&
    (there.startColumnIndex ?? 0) === 0 &&
    there.endColumnIndex === wanted.endColumnIndex;
  const moved = moves !== null && moves.deletions.length + moves.insertions.length > 0;
  const filterSpecs = wantedFilters(plan);
  const isKept = filterSpecs.every((spec, at) => spec === current?.filter?.filterSpecs?.[at]);
  if (isSame && !moved && isKept) return [];
  return [
    {
      setBasicFilter: {
        filter: { range: wanted, ...(filterSpecs.length > 0 ? { filterSpecs: [...filterSpecs] } : {}) },
      },
    },
  ];
}

/** The user's filter criteria, in the current columns of these headings. */
function wantedFilters({ image, target, texts }: TabPlan): readonly sheets_v4.Schema$FilterSpec[] {
  const { filter, rows } = target.current ?? { filter: null, rows: [] };
  const specs = filter?.filterSpecs ?? [];
  const headings = texts.headingRow === null ? null : rows[texts.headingRow]!;
  if (headings === null) return specs;
  return specs.flatMap((spec) => {
    const heading = headingText(headings[spec.columnIndex ?? 0]);
    const columnIndex = image.columns.findIndex((column) => headingText(column.heading) === heading);
    return columnIndex < 0 ? [] : columnIndex === spec.columnIndex ? [spec] : [{ ...spec, columnIndex }];
  });
}

/** The whole tab is protected against slips, but for the user's columns below the headings. */
function protectionRequests({ grid, image, target }: TabPlan, restyled: boolean, account: string | null): Request[] {
  const { sheetId, current } = target;
  const description = protectionName(image.key);
  const there = current?.protections.find((one) => one.description === description);
  if (there !== undefined && !restyled) return [];
  const unprotectedRanges = runsOf(grid.userColumns).map(({ start, end }) => ({
    sheetId,
    startRowIndex: grid.firstRow,
    startColumnIndex: start,
    endColumnIndex: end,
  }));
  const editors = account === null ? {} : { editors: { users: [account], domainUsersCanEdit: false } };
  const protectedRange = { range: { sheetId }, description, warningOnly: false, unprotectedRanges, ...editors };
  if (there === undefined) return [{ addProtectedRange: { protectedRange } }];
  const id = { protectedRangeId: there.protectedRangeId ?? null };
  return [{ updateProtectedRange: { protectedRange: { ...id, unprotectedRanges }, fields: 'unprotectedRanges' } }];
}

/** The mark by which the tab is found after renaming and moving; its value is the hash of the written looks. */
function markRequests({ image, target, print }: TabPlan, taken: ReadonlySet<number>): Request[] {
  const { sheetId, current } = target;
  const mark = current?.mark ?? null;
  if (mark !== null) {
    if (mark.print === print) return [];
    const dataFilters = [{ developerMetadataLookup: { metadataId: mark.metadataId } }];
    const developerMetadata = { metadataValue: print };
    return [{ updateDeveloperMetadata: { dataFilters, developerMetadata, fields: 'metadataValue' } }];
  }
  const developerMetadata: sheets_v4.Schema$DeveloperMetadata = {
    metadataId: chosenId(`mark ${image.key}`, (id) => taken.has(id)),
    metadataKey: `${MARK_PREFIX}${image.key}`,
    metadataValue: print,
    location: { sheetId },
    visibility: 'DOCUMENT',
  };
  return [{ createDeveloperMetadata: { developerMetadata } }];
}
