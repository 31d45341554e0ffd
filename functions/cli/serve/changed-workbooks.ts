import { type Ports, TryLater } from '../../../shared/ports.ts';
import { isAsLeft, judgeAnew } from '../../../shared/run/as-left.ts';

/** A watched workbook. */
export interface WatchedWorkbook {
  /** 学院编号; `null` = the school workbook. */
  readonly college: string | null;
  /** As 学院登记 names it. */
  readonly workbook: string;
  /** For people. */
  readonly name: string;
}

/**
 * Of the workbooks reported as changed, those that differ from what the last run left: our own writes, and contents
 * that have already been judged, need no run. The others count as changed until a run ends.
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

/** If a workbook cannot be looked at now, the run reports it. */
async function isLeft(ports: Pick<Ports, 'workbooks' | 'store'>, workbook: string): Promise<boolean> {
  try {
    return await isAsLeft(ports, workbook);
  } catch (error) {
    if (error instanceof TryLater) return false;
    throw error;
  }
}
