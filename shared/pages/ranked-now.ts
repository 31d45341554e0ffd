import { RankingRelease } from '../domain/vocabulary.ts';
import type { Standing } from '../ranking/rank.ts';
import type { PagesInput } from './input.ts';

/** The standings that may be shown: today's; for 每月, those of the last full month; for 仅学年末, none. */
export function rankedNow({
  release,
  standings,
  months,
}: Pick<PagesInput, 'release' | 'standings' | 'months'>): ReadonlyMap<string, Standing> {
  if (release === RankingRelease.daily) return standings;
  return release === RankingRelease.monthly ? (months.at(-1)?.standings ?? new Map()) : new Map();
}
