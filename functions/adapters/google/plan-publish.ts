import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { OrphanNotes } from '../../../shared/ports.ts';
import { findTargets } from '../../../shared/sheet/find-target.ts';
import type { WorkbookImage } from '../../../shared/sheet/image.ts';
import { planNotes } from '../../../shared/sheet/note-plan.ts';
import { isFilled, type RawCell, type RawTab } from '../../../shared/sheet/raw.ts';
import { chosenId } from './chosen-id.ts';
import { type CurrentSheet, type CurrentWorkbook, contentHash, rawTab } from './current-workbook.ts';
import { noteRequests } from './notes.ts';
import { isAsItStands, planTab, type SheetTarget, type TabPlan, withPrint } from './tab-plan.ts';
import { type Surroundings, tabRequests } from './tab-requests.ts';

/** The plan for publishing an image into a workbook. */
export interface PublishPlan {
  /** One atomic batch; `null` if the workbook already shows everything. */
  readonly requests: readonly sheets_v4.Schema$Request[] | null;
  readonly orphanNotes: readonly OrphanNotes[];
  /** Version of the workbook once the requests have been carried out. */
  readonly version: string;
  /**
   * The requests rewrite or remove cells that may be a user's, so they must be planned from a fresh reading. All other
   * requests do no harm to what users typed since the reading.
   */
  readonly touchesUsers: boolean;
}

export function planPublish(
  { sheets, metadataIds }: CurrentWorkbook,
  image: WorkbookImage,
  account: string | null,
): PublishPlan {
  const targets = targetsOf(sheets, image.tabs);
  const gidOf = sheetFinder(sheets, image, targets);
  const tabs = image.tabs.map((tab, at) => withPrint(planTab(tab, targets[at]!), gidOf));
  const notes = noteChanges(sheets, targets, image.notes);
  const orphanNotes = tabs.flatMap(({ texts }) => texts.orphans);
  const isSame = notes.length === 0 && tabs.every(isAsItStands);
  if (isSame)
    return { requests: null, orphanNotes, version: contentHash(gridTabs(sheets).map(rawTab)), touchesUsers: false };
  const around: Surroundings = {
    gidOf,
    account,
    metadataIds: new Set(metadataIds),
    chartIds: new Set(sheets.flatMap(({ charts }) => charts)),
  };
  const growth = growthRequests(inputSheets(sheets, targets), tabs, gidOf);
  const requests = [...growth, ...tabs.flatMap((tab) => tabRequests(tab, around)), ...notes];
  const touchesUsers = notes.length > 0 || tabs.some(touchesUserCells);
  return { requests, orphanNotes, version: contentHash(tabsAfter(sheets, tabs)), touchesUsers };
}

/**
 * Rows with user cells are inserted, deleted or reformatted, cells are merged or retyped, or a tab is taken for ours by its
 * title.
 */
function touchesUserCells({ target: { current }, grid, moves, texts, print }: TabPlan): boolean {
  if (current === null) return false;
  if (current.mark === null) return true;
  if (grid.userColumns.length === 0) return false;
  if (current.mark.print !== print) return true;
  return moves === null || moves.deletions.length + moves.insertions.length > 0 || texts.hasJoined;
}

/** Titles that Google accepts. */
const MAX_TITLE = 100;

/** The sheet of each image. We choose the id and title of a new one. */
function targetsOf(sheets: readonly CurrentSheet[], images: WorkbookImage['tabs']): SheetTarget[] {
  const ids = new Set(sheets.map(({ sheetId }) => sheetId));
  const tabs = sheets.map(({ title, isGrid, mark, rows }) => ({
    title,
    isGrid,
    mark: mark?.key ?? null,
    rows: () => rows,
  }));
  return findTargets(tabs, images, MAX_TITLE).map(({ position, title }, at) => {
    const current = position === null ? null : sheets[position]!;
    const sheetId = current?.sheetId ?? chosenId(`sheet ${images[at]!.key}`, (id) => ids.has(id));
    ids.add(sheetId);
    return { current, sheetId, title };
  });
}

function noteChanges(
  sheets: readonly CurrentSheet[],
  targets: readonly SheetTarget[],
  notes: WorkbookImage['notes'],
): sheets_v4.Schema$Request[] {
  if (notes === 'asTheyStand') return [];
  const planned = planNotes(notes ?? []);
  return inputSheets(sheets, targets).flatMap((sheet) => noteRequests(sheet, planned.get(sheet.title) ?? []));
}

function gridTabs(sheets: readonly CurrentSheet[]): CurrentSheet[] {
  return sheets.filter(({ isGrid }) => isGrid);
}

/** Output tabs have no notes of ours. */
function inputSheets(sheets: readonly CurrentSheet[], targets: readonly SheetTarget[]): CurrentSheet[] {
  const outputs = new Set(targets.map(({ sheetId }) => sheetId));
  return gridTabs(sheets).filter(({ sheetId, mark }) => mark === null && !outputs.has(sheetId));
}

/** Sheets by their title in the workbook, our own also by the title of their image. */
function sheetFinder(
  sheets: readonly CurrentSheet[],
  { tabs }: WorkbookImage,
  targets: readonly SheetTarget[],
): Surroundings['gidOf'] {
  const ids = new Map(sheets.map(({ title, sheetId }) => [title, sheetId]));
  for (const [at, { title }] of tabs.entries()) ids.set(title, targets[at]!.sheetId);
  return (title) => ids.get(title) ?? null;
}

/**
 * A blank row at the end of each input tab that is full to its last row and to whose next row a link leads: Google cuts a
 * link that leads below the grid to the last row. Adding a row changes no cell, whatever has been typed meanwhile. Where
 * somebody has protected the tab or a part of it, its grid may not be ours to change, and a refusal would cost the whole batch.
 */
function growthRequests(
  inputs: readonly CurrentSheet[],
  tabs: readonly TabPlan[],
  gidOf: Surroundings['gidOf'],
): sheets_v4.Schema$Request[] {
  const full = new Map(
    inputs.filter(({ isGrid, protections }) => isGrid && protections.length === 0).map((one) => [one.sheetId, one]),
  );
  const grown = new Set<number>();
  for (const { grid } of tabs)
    for (const { link } of grid.rows.flat()) {
      const sheet = link === null ? undefined : full.get(gidOf(link.tab) ?? Number.NaN);
      if (sheet !== undefined && link?.row === sheet.rowCount + 1) grown.add(sheet.sheetId);
    }
  return [...grown].map((sheetId) => ({ appendDimension: { sheetId, dimension: 'ROWS', length: 1 } }));
}

/** The workbook as it will read after the write, unless somebody else changes it too. */
function tabsAfter(sheets: readonly CurrentSheet[], plans: readonly TabPlan[]): RawTab[] {
  const current = gridTabs(sheets).map((sheet): RawTab => {
    const plan = plans.find(({ target }) => target.current === sheet);
    return plan === undefined ? rawTab(sheet) : { ...rawTab(sheet), rows: rowsAfter(plan), output: plan.image.key };
  });
  const added = plans
    .filter(({ target }) => target.current === null)
    .map((plan): RawTab => ({ title: plan.target.title, rows: rowsAfter(plan), merges: [], output: plan.image.key }));
  return [...current, ...added];
}

function rowsAfter({ grid }: TabPlan): RawCell[][] {
  const rows = grid.rows.map((row) => {
    const values = row.map(({ value }) => value);
    return values.slice(0, values.findLastIndex(isFilled) + 1);
  });
  return rows.slice(0, rows.findLastIndex((row) => row.length > 0) + 1);
}
