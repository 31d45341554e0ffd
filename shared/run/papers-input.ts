import type { PapersInput, YearResult } from '../documents/input.ts';
import { YearStage } from '../domain/vocabulary.ts';
import type { PagesInput } from '../pages/input.ts';
import type { Ports } from '../ports.ts';
import { rank } from '../ranking/rank.ts';
import type { RuleSet } from './night.ts';
import { headsOf } from './year/heads.ts';
import { openSeal, sealedOnOf } from './year/record.ts';

const STAGES = { sealed: YearStage.sealed, final: YearStage.final } as const;

/** The input for documents: that of the pages, and the last sealed result of the year. Reads only the store. */
export async function papersInput(
  { store }: Pick<Ports, 'store'>,
  pages: PagesInput,
  { rules }: Pick<RuleSet, 'rules'>,
): Promise<PapersInput> {
  const bases = new Map(rules.map(({ id, basis }) => [id, basis]));
  return {
    pages,
    result: await resultOf(store, pages),
    basisOf: (rule, on) => (bases.get(rule) ?? []).map((basis) => basis.cite(on ?? undefined)).join('；'),
  };
}

async function resultOf(store: Ports['store'], { year, school, standings }: PagesInput): Promise<YearResult> {
  const record = (await store.seals.seals(year)).at(-1);
  const now = [...standings.values()];
  if (!record) {
    return { stage: YearStage.rehearsal, hash: null, standings: now, notice: null, heads: headsOf(school, now) };
  }
  const { manifest, parameters, openUntil } = openSeal(record);
  const sealed = rank(
    now.map(({ balance }) => balance),
    parameters,
  );
  return {
    stage: STAGES[manifest.content.kind],
    hash: manifest.hash,
    standings: sealed,
    notice: { from: sealedOnOf(record), to: openUntil },
    heads: headsOf(school, sealed),
  };
}
