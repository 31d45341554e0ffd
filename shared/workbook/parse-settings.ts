import type { Registration, Settings } from '../domain/settings.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import { parseAppeals } from './settings/parse-appeals.ts';
import { parseParameters } from './settings/parse-parameters.ts';
import { parseRegistrations } from './settings/parse-registrations.ts';
import { parseScheme } from './settings/parse-scheme.ts';
import { parseWaivers } from './settings/parse-waivers.ts';
import { rulesOff } from './typed-cells.ts';

/**
 * Reads the school workbook (workbooks.md §3). It never throws, whatever the workbook contains: anything that does not
 * parse is an issue with its place and words (CFG-01), and the run continues with the rest.
 * @param knownRuleIds ids of all rules, for the parameters and deductions that name rules
 * @param last registrations of the last good reading: a college leaves only by 启用 = 否
 */
export function parseSettings(
  raw: RawWorkbook,
  knownRuleIds: readonly string[],
  last: readonly Registration[] = [],
): Settings {
  const { registrations, registrationFaults, issues: ofRegistrations } = parseRegistrations(raw, last);
  const { scheme, schemeBroken, issues: ofScheme } = parseScheme(raw, knownRuleIds);
  const { parameters: typed, issues: ofParameters } = parseParameters(raw, knownRuleIds);
  // 停用 in 规则一览 acts as 停用规则.
  const disabledRules = [...new Set([...typed.disabledRules, ...rulesOff(raw)])];
  const parameters = { ...typed, disabledRules };
  const { waivers, issues: ofWaivers } = parseWaivers(raw);
  const { appeals, issues: ofAppeals } = parseAppeals(raw);
  const issues = [...ofRegistrations, ...ofScheme, ...ofParameters, ...ofWaivers, ...ofAppeals];
  return { registrations, parameters, scheme, schemeBroken, waivers, appeals, issues, registrationFaults };
}
