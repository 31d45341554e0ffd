import type { Parameters } from '../domain/parameters.ts';
import type { Balance, Veto } from '../domain/position.ts';
import { Grade, Section, StandingNote } from '../domain/vocabulary.ts';
import { compareFractions } from './attendance.ts';
import { POOLS } from './pools.ts';

/** Where an organization stands in its pool. */
export interface Standing {
  readonly pool: string;
  /** `null` where it is 不参评. */
  readonly rank: number | null;
  /** 并列 */
  readonly tied: boolean;
  readonly organization: string;
  readonly balance: Balance;
  readonly grade: Grade | null;
  readonly note: string | null;
  /** Why it is not 优秀 although its total reaches 优秀线; `null` if nothing does. */
  readonly heldDown: HeldDown | null;
}

/** An open error of 不得评优规则, or a rank behind the last place of 优秀比例. */
export type HeldDown =
  | { readonly by: 'veto'; readonly veto: Veto | null }
  | { readonly by: 'quota'; readonly quota: number };

type GradeParameters = Pick<Parameters, 'excellentLine' | 'goodLine' | 'passLine' | 'excellentShare'>;

/**
 * Standings by pool (points.md §5): total ↓, 规范建设 ↓, 扣分 (smaller first), mean attendance ↓; still equal = same rank,
 * the next rank skips. Ordered by pool, rank, organization; those that are 不参评 last in their pool.
 */
export function rank(balances: readonly Balance[], parameters: GradeParameters): readonly Standing[] {
  const pools = Map.groupBy(balances, ({ pool }) => pool);
  const names = [...POOLS, ...[...pools.keys()].filter((name) => !POOLS.includes(name)).sort()];
  return names.flatMap((name) => rankPool(name, pools.get(name) ?? [], parameters));
}

function rankPool(pool: string, balances: readonly Balance[], parameters: GradeParameters): Standing[] {
  const ranked = inOrder(balances.filter((balance) => balance.ranked));
  const quota = Math.max(
    1,
    Math.floor((ranked.length * parameters.excellentShare.numerator) / parameters.excellentShare.denominator),
  );
  let current = 0;
  let tiesAfter = false;
  const standings = ranked.map((balance, index): Standing => {
    const next = ranked[index + 1];
    const tiesBefore = tiesAfter;
    tiesAfter = next !== undefined && compareMerit(next, balance) === 0;
    if (!tiesBefore) current = index + 1;
    const tied = tiesBefore || tiesAfter;
    return {
      pool,
      rank: current,
      tied,
      organization: balance.organization,
      balance,
      grade: gradeOf(balance, current <= quota, parameters),
      note: tied ? StandingNote.tied : null,
      heldDown: heldDownBy(balance, current, quota, parameters),
    };
  });
  const others = balances.filter((balance) => !balance.ranked).sort(compareId);
  return [
    ...standings,
    ...others.map(
      (balance): Standing => ({
        pool,
        rank: null,
        tied: false,
        organization: balance.organization,
        balance,
        grade: null,
        note: StandingNote.notRanked,
        heldDown: null,
      }),
    ),
  ];
}

/** By merit, then by id. Columns of numbers: reading fields inside a comparison would take three times as long. */
function inOrder(balances: readonly Balance[]): readonly Balance[] {
  const totals = Float64Array.from(balances, ({ total }) => total);
  const foundations = Float64Array.from(balances, ({ sections }) => sections[Section.foundation]);
  const deductions = Float64Array.from(balances, ({ sections }) => sections[Section.deductions]);
  const order = Uint32Array.from(balances, (_, index) => index).sort(
    (a, b) =>
      (totals[b] as number) - (totals[a] as number) ||
      (foundations[b] as number) - (foundations[a] as number) ||
      (deductions[b] as number) - (deductions[a] as number) ||
      compareRest(balances[a] as Balance, balances[b] as Balance),
  );
  return Array.from(order, (index) => balances[index] as Balance);
}

function compareRest(a: Balance, b: Balance): number {
  return compareFractions(b.attendance, a.attendance) || compareId(a, b);
}

function compareMerit(a: Balance, b: Balance): number {
  return (
    b.total - a.total ||
    b.sections[Section.foundation] - a.sections[Section.foundation] ||
    b.sections[Section.deductions] - a.sections[Section.deductions] ||
    compareFractions(b.attendance, a.attendance)
  );
}

function compareId(a: Balance, b: Balance): number {
  return a.organization < b.organization ? -1 : a.organization > b.organization ? 1 : 0;
}

function heldDownBy(
  { total, vetoed, vetoedBy }: Balance,
  place: number,
  quota: number,
  { excellentLine }: GradeParameters,
): HeldDown | null {
  if (total < excellentLine) return null;
  if (vetoed) return { by: 'veto', veto: vetoedBy ?? null };
  return place > quota ? { by: 'quota', quota } : null;
}

function gradeOf(
  { total, vetoed }: Balance,
  isWithinQuota: boolean,
  { excellentLine, goodLine, passLine }: GradeParameters,
): Grade {
  if (total >= excellentLine && isWithinQuota && !vetoed) return Grade.excellent;
  if (total >= goodLine) return Grade.good;
  return total >= passLine ? Grade.qualified : Grade.unqualified;
}
