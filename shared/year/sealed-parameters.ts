import * as z from 'zod';
import type { Parameters } from '../domain/parameters.ts';
import { RankingRelease } from '../domain/vocabulary.ts';
import type { ManifestContent } from './manifest.ts';

/** The sealed parameters that a closing needs. */
export type SealedParameters = Pick<
  Parameters,
  | 'excellentLine'
  | 'goodLine'
  | 'passLine'
  | 'excellentShare'
  | 'rankingRelease'
  | 'appealWorkdays'
  | 'freeDays'
  | 'workedDays'
>;

const days = z.array(z.int());
const sealed: z.ZodType<SealedParameters> = z.object({
  excellentLine: z.number(),
  goodLine: z.number(),
  passLine: z.number(),
  excellentShare: z.object({ numerator: z.number(), denominator: z.number() }),
  rankingRelease: z.enum(RankingRelease),
  appealWorkdays: z.number(),
  freeDays: days,
  workedDays: days,
});

/** The parameters of a sealed year. Throws `z.ZodError` if they are invalid. */
export function sealedParameters({ parameters }: Pick<ManifestContent, 'parameters'>): SealedParameters {
  return sealed.parse(parameters);
}
