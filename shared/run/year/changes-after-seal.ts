import type { Ports } from '../../ports.ts';
import type { RawWorkbook, TabCells } from '../../sheet/raw.ts';
import { recognisedTabs } from '../../workbook/recognised-cells.ts';
import { type Edit, editsBetween } from '../../year/edits.ts';
import { type ManifestContent, tabHashesOf } from '../../year/manifest.ts';
import { openSnapshot, takeSnapshot } from '../snapshot.ts';

/** 封存后变更 of one workbook. */
export interface ChangedWorkbook {
  /** 学院编号, `''` for the school workbook. */
  readonly college: string;
  readonly workbook: string;
  readonly tabs: readonly string[];
  /** Cell by cell; `null` if the sealed snapshot is not available (another machine). */
  readonly edits: readonly Edit[] | null;
}

/**
 * What was edited in the workbooks since the sealing. @param now returns a workbook's current state, `null` if it
 * cannot be read
 */
export async function changesAfterSeal(
  { store }: Pick<Ports, 'store'>,
  { workbooks }: ManifestContent,
  now: (workbook: string) => Promise<RawWorkbook | null>,
): Promise<readonly ChangedWorkbook[]> {
  const changed: ChangedWorkbook[] = [];
  for (const sealed of workbooks) {
    const raw = await now(sealed.workbook);
    if (!raw) {
      changed.push({ college: sealed.college, workbook: sealed.workbook, tabs: Object.keys(sealed.tabs), edits: null });
      continue;
    }
    if (takeSnapshot(raw).hash === sealed.snapshot) continue;
    const current = recognisedTabs(raw);
    const before = await sealedTabs(store, sealed.snapshot);
    // Earlier versions sealed whole tabs: there too, cells that are not read count as unchanged.
    const hashesBefore = before === null ? sealed.tabs : tabHashesOf(before);
    const hashes = tabHashesOf(current);
    const tabs = [...new Set([...Object.keys(hashesBefore), ...Object.keys(hashes)])].filter(
      (title) => hashesBefore[title] !== hashes[title],
    );
    if (before !== null && tabs.length === 0) continue;
    changed.push({
      college: sealed.college,
      workbook: sealed.workbook,
      tabs,
      edits: before === null ? null : editsBetween(before, current),
    });
  }
  return changed;
}

async function sealedTabs(store: Ports['store'], hash: string): Promise<readonly TabCells[] | null> {
  try {
    return recognisedTabs(openSnapshot(await store.snapshots.content(hash), ''));
  } catch {
    return null;
  }
}
