import { type Ports, TryLater } from '../../../shared/ports.ts';
import { isAsLeft, judgeAnew } from '../../../shared/run/as-left.ts';

/** A workbook that is watched. */
export interface WatchedWorkbook {
  /** 学院编号; `null` = the school workbook. */
  readonly college: string | null;
  /** As 学院登记 names it. */
  readonly workbook: string;
  /** For people. */
  readonly name: string;
}

/**
 * Of the workbooks reported as changed, those that differ from what the last run left: our own writes, and contents that
 * are judged already, need no run. The others count as changed until a run ends.
 */
export async function changedWorkbooks(
  ports: Pick<Ports, 'workbooks' | 'store'>,
  told: readonly WatchedWorkbook[],
): Promise<readonly WatchedWorkbook[]> {
  const changed: WatchedWorkbook[] = [];
  for (const one of told) {
    if (await isLeft(ports, one.workbook)) continue;
    await judgeAnew(ports.store.runs, one.workbook);
    changed.push(one);
  }
  return changed;
}

/** Where nobody can look now, the run says so. */
async function isLeft(ports: Pick<Ports, 'workbooks' | 'store'>, workbook: string): Promise<boolean> {
  try {
    return await isAsLeft(ports, workbook);
  } catch (error) {
    if (error instanceof TryLater) return false;
    throw error;
  }
}
