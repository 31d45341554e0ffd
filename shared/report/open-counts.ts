import { Severity, ViolationState } from '../domain/vocabulary.ts';
import type { Violation } from '../violations/lifecycle.ts';

/** Open violations of one severity, and what became of those of the previous run; `null` if there was none. */
export interface OpenCount {
  readonly open: number;
  readonly since: { readonly change: number; readonly fixed: number; readonly fresh: number } | null;
}

export type OpenCounts = Readonly<Record<Severity, OpenCount>>;

/**
 * Counts by severity, compared with the last run. Violations that are waived now are left out of both counts.
 * @param before open violations of the last run with their severity, by 问题编号
 */
export function countOpen(violations: readonly Violation[], before: ReadonlyMap<string, Severity> | null): OpenCounts {
  const open = violations.filter(({ state }) => state !== ViolationState.waived);
  const now = new Set(open.map(({ id }) => id));
  const waived = new Set(violations.filter(({ state }) => state === ViolationState.waived).map(({ id }) => id));
  const count = (severity: Severity): OpenCount => {
    const own = open.filter((violation) => violation.severity === severity);
    if (before === null) return { open: own.length, since: null };
    const old = [...before].filter(([id, was]) => was === severity && !waived.has(id));
    const fixed = old.filter(([id]) => !now.has(id)).length;
    const fresh = own.filter(({ id }) => !before.has(id)).length;
    return { open: own.length, since: { change: own.length - old.length, fixed, fresh } };
  };
  return {
    [Severity.error]: count(Severity.error),
    [Severity.warning]: count(Severity.warning),
    [Severity.hint]: count(Severity.hint),
  };
}

/** `错误 16（比上次少 3，已整改 5，新增 2）`; on the first run only the number. */
export function countWords(severity: Severity, { open, since }: OpenCount): string {
  if (since === null) return `${severity} ${open}`;
  const { change, fixed, fresh } = since;
  const parts = [
    change === 0 ? '与上次相同' : change > 0 ? `比上次多 ${change}` : `比上次少 ${-change}`,
    ...(fixed > 0 ? [`已整改 ${fixed}`] : []),
    ...(fresh > 0 ? [`新增 ${fresh}`] : []),
  ];
  return `${severity} ${open}（${parts.join('，')}）`;
}

/** How many days the oldest of the open violations has been open; 0 if there is none. */
export function longestOpen(violations: readonly Violation[]): number {
  return violations.reduce(
    (most, { state, days }) => (state === ViolationState.waived ? most : Math.max(most, days)),
    0,
  );
}
