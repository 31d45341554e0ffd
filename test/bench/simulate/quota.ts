/** Google's quota: so many requests of a kind in a minute, by account and by project; a minute's count begins anew with the next. */
export interface Quota {
  /** Counts a request; false: it is refused, and does not count. */
  take(account: number, project: number, kind: 'read' | 'write'): boolean;
}

const MINUTE = 60_000;

export function quotaOf(perAccount: number, perProject: number, now: () => number): Quota {
  let minute = -1;
  let counts = new Map<string, number>();
  return {
    take(account, project, kind) {
      const current = Math.floor(now() / MINUTE);
      if (current !== minute) {
        minute = current;
        counts = new Map();
      }
      const [own, all] = [`${kind} account ${account}`, `${kind} project ${project}`];
      const [taken, takenByAll] = [counts.get(own) ?? 0, counts.get(all) ?? 0];
      if (taken >= perAccount || takenByAll >= perProject) return false;
      counts.set(own, taken + 1);
      counts.set(all, takenByAll + 1);
      return true;
    },
  };
}
