import type { Organization } from '../domain/school.ts';
import type { ScoredKind } from '../domain/vocabulary.ts';
import type { Finding } from '../rules/frame/rule.ts';

/** A finding that is open: not waived. `id` is its 问题编号. */
export interface OpenFinding extends Finding {
  readonly id: string;
}

/** An organization that is scored: 在册 and of a scored kind. */
export interface ScoredOrganization {
  readonly org: Organization;
  readonly id: string;
  readonly kind: ScoredKind;
  /** 学院编号 */
  readonly college: string;
}
