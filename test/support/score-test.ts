import type { Position } from '../../shared/domain/position.ts';
import type { SchemeItem } from '../../shared/domain/settings.ts';
import type { Severity } from '../../shared/domain/vocabulary.ts';
import { RULES } from '../../shared/rules/index.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { scoreSchool } from '../../shared/scoring/score-school.ts';
import type { OpenFinding } from '../../shared/scoring/scored.ts';
import type { TestSchool } from './a-school.ts';

/** Positions of one organization and item, as `[activity or title, 得分, 计入, reason]`. */
export function positionsOf(
  school: TestSchool,
  organization: string,
  item: string,
  open: readonly OpenFinding[] = [],
  scheme: readonly SchemeItem[] = DEFAULT_SCHEME,
): readonly (readonly [string | null, number, number, string | null])[] {
  return allPositions(school, open, scheme)
    .filter((position) => position.organization === organization && position.item === item)
    .map(({ activity, title, hundredths, counted, reason }) => [activity ?? title, hundredths, counted, reason]);
}

function allPositions(
  school: TestSchool,
  open: readonly OpenFinding[] = [],
  scheme: readonly SchemeItem[] = DEFAULT_SCHEME,
): readonly Position[] {
  return scoreSchool(school.assemble(), scheme, open, school.parameters).positions;
}

/** An open finding that only says which rule, whom and where. */
export function openFinding(
  rule: string,
  subject: readonly string[],
  severity: Severity,
  at: OpenFinding['at'],
  id = `${rule}-00000`,
): OpenFinding {
  return {
    id,
    rule,
    severity,
    subject,
    touches: RULES.find(({ id }) => id === rule)?.touches ?? 'nobody',
    at,
    basis: '',
    college: 'JSJ',
    fingerprint: id,
    message: `${rule} 的问题`,
    advice: '',
    remedy: null,
    details: {},
  };
}
