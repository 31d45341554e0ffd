import { Refused, type Workbooks } from '../../../shared/ports.ts';

export interface VersionWatch {
  close(): void;
}

/**
 * Asks from time to time, in one call, which workbooks have another version than at the last look: changes without a
 * message are noticed too. Our own writes are reported as well: the receiver compares contents (`changedWorkbooks`),
 * and an edit made while we wrote is not lost.
 * @param every milliseconds between two looks
 * @param onRefused called once with the reason why looking fails until somebody acts; again if it fails after a success
 */
export function watchVersions(
  versions: NonNullable<Workbooks['versions']>,
  every: number,
  onChanged: (workbooks: ReadonlySet<string>) => void,
  onRefused: (why: string) => void,
): VersionWatch {
  let known: ReadonlyMap<string, string> | null = null;
  let isLooking = false;
  let isRefused = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      const now = await versions();
      const changed = known === null ? [] : [...now].filter(([id, version]) => known?.get(id) !== version);
      known = now;
      isRefused = false;
      if (changed.length > 0) onChanged(new Set(changed.map(([id]) => id)));
    } catch (error) {
      // After any other failure the next look catches up, and every night reads everything.
      if (!(error instanceof Refused) || isRefused) return;
      isRefused = true;
      onRefused(error.message);
    } finally {
      isLooking = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), every);
  return { close: () => clearInterval(timer) };
}
