import { PARAMETERS } from '../../shared/domain/parameters.ts';
import type { Rule } from '../../shared/rules/frame/rule.ts';
import { RULE_SET, RULES } from '../../shared/rules/index.ts';
import { type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { table } from './table.ts';

export interface RulesOptions extends CommonOptions {
  readonly markdown?: boolean;
}

/** `rules`: every rule with its severity, title and basis. */
export function rulesCommand(options: RulesOptions): ExitCode {
  if (options.json !== undefined)
    writeJson(options.json, { schema: 'xietong/rules/1', ruleSet: RULE_SET, rules: RULES.map(ruleJson) });
  const rows = RULES.map((rule) => [rule.id, rule.severity, rule.title, basisOf(rule)]);
  say(
    options,
    options.markdown === true
      ? markdown(rows)
      : `${table(['规则', '级别', '标题', '依据'], rows)}\n\n共 ${RULES.length} 条，版本 ${RULE_SET}。`,
  );
  return ExitCode.done;
}

function markdown(rows: readonly (readonly string[])[]): string {
  return ['| 规则 | 级别 | 标题 | 依据 |', '|---|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join(
    '\n',
  );
}

export function basisOf({ basis }: Rule): string {
  return basis.map((source) => source.cite(undefined)).join('；');
}

function ruleJson(rule: Rule): unknown {
  return {
    id: rule.id,
    severity: rule.severity,
    title: rule.title,
    basis: basisOf(rule),
    parameters: parametersOf(rule),
  };
}

/** Chinese names of the parameters that a rule reads. */
export function parametersOf({ reads }: Rule): readonly string[] {
  return reads.map((key) => PARAMETERS.find((parameter) => parameter.key === key)?.heading ?? key);
}
