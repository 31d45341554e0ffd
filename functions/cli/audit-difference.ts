import type { Standing } from '../../shared/ranking/rank.ts';
import type { NightResult } from '../../shared/run/nightly.ts';

interface Place {
  readonly total: number;
  readonly rank: number | null;
  readonly grade: string | null;
}

/** The difference between what would be booked and what is booked. */
export interface Difference {
  /** 问题编号 that would be new, and that would be gone. */
  readonly violations: { readonly fresh: readonly string[]; readonly fixed: readonly string[] };
  /** Organizations whose total, rank or grade would change; `null` = not there. */
  readonly organizations: readonly {
    readonly organization: string;
    readonly before: Place | null;
    readonly after: Place | null;
  }[];
}

/** The difference that a run makes (`audit --dry-run`): what would change, before it does. */
export function differenceOf({ assessment }: NightResult): Difference {
  const { standings, standingsBefore, booksBefore, judgement } = assessment;
  const stood = new Set(
    booksBefore.flatMap(({ records }) => records.filter(({ fixedOn }) => fixedOn === null).map(({ id }) => id)),
  );
  const now = new Set(judgement.violations.map(({ id }) => id));
  const fixed = judgement.changedBooks.flatMap(({ records }) =>
    records.filter(({ id, fixedOn }) => fixedOn !== null && stood.has(id) && !now.has(id)).map(({ id }) => id),
  );
  const before = new Map(standingsBefore.map((standing) => [standing.organization, placeOf(standing)]));
  const after = new Map(standings.map((standing) => [standing.organization, placeOf(standing)]));
  const organizations = [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((organization) => ({
      organization,
      before: before.get(organization) ?? null,
      after: after.get(organization) ?? null,
    }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
  return { violations: { fresh: [...now].filter((id) => !stood.has(id)), fixed }, organizations };
}

function placeOf({ balance, rank, grade }: Standing): Place {
  return { total: balance.total, rank, grade };
}
