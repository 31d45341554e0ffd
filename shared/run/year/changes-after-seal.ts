import type { Ports } from '../../ports.ts';
import type { RawWorkbook } from '../../sheet/raw.ts';
import { type Edit, editsBetween } from '../../year/edits.ts';
import { type ManifestContent, tabHashesOf } from '../../year/manifest.ts';
import { inputTabsOf, openSnapshot, takeSnapshot } from '../snapshot.ts';

/** 封存后变更 of one workbook. */
export interface ChangedWorkbook {
  /** 学院编号, `''` for the school workbook. */
  readonly college: string;
  readonly workbook: string;
  readonly tabs: readonly string[];
  /** Cell by cell; `null` where the sealed snapshot is not at hand (another machine). */
  readonly edits: readonly Edit[] | null;
}

/** What was edited in the workbooks since the sealing. @param now gives a workbook as it stands, `null` where it cannot be read */
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
    const { content, hash } = takeSnapshot(raw);
    if (hash === sealed.snapshot) continue;
    const current = inputTabsOf(openSnapshot(content, raw.version));
    const hashes = tabHashesOf(current);
    const tabs = [...new Set([...Object.keys(sealed.tabs), ...Object.keys(hashes)])].filter(
      (title) => sealed.tabs[title] !== hashes[title],
    );
    const before = await sealedContent(store, sealed.snapshot);
    changed.push({
      college: sealed.college,
      workbook: sealed.workbook,
      tabs,
      edits: before === null ? null : editsBetween(inputTabsOf(openSnapshot(before, '')).tabs, current.tabs),
    });
  }
  return changed;
}

async function sealedContent(store: Ports['store'], hash: string): Promise<string | null> {
  try {
    return await store.snapshots.content(hash);
  } catch {
    return null;
  }
}
