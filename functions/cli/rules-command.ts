import { PARAMETERS } from '../../shared/domain/parameters.ts';
import type { Rule } from '../../shared/rules/frame/rule.ts';
import { RULE_SET, RULES } from '../../shared/rules/index.ts';
import { textWidth } from '../../shared/sheet/text-width.ts';
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
  say(options, options.markdown === true ? markdown(rows) : rulesTable(rows));
  return ExitCode.done;
}

/** Short names of regulations for a line of a terminal. */
const SHORT: readonly (readonly [name: string, short: string])[] = [
  ['《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）', '指导意见'],
  ['中国共产党发展党员工作细则', '发展党员细则'],
  ['中国共产党支部工作条例（试行）', '支部条例'],
  ['中国共产主义青年团支部工作条例（试行）', '团支部条例'],
  ['团支部“三会两制一课”实施细则（试行）', '三会两制一课细则'],
  ['共青团推优入党工作实施办法（试行）', '推优办法'],
  ['中国共产党章程', '党章'],
];
/** Columns of a terminal. */
const WIDTH = 100;

/** A table for a terminal of 100 columns: regulations have short names, and text that does not fit is cut. */
function rulesTable(rows: readonly (readonly string[])[]): string {
  const left = [0, 1, 2].map((column) => rows.reduce((most, row) => Math.max(most, textWidth(row[column] ?? '')), 0));
  const room = WIDTH - left.reduce((sum, width) => sum + width + 2, 0);
  const short = rows.map(([id = '', severity = '', title = '', basis = '']) => {
    const named = SHORT.reduce((text, [name, word]) => text.replaceAll(name, word), basis);
    return [id, severity, title, fitted(named, room)];
  });
  return [
    table(['规则', '级别', '标题', '依据（简称）'], short),
    '',
    `共 ${RULES.length} 条，版本 ${RULE_SET}。依据的全文见 explain 规则编号。`,
  ].join('\n');
}

/** The text, cut to a width. */
function fitted(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let cut = text;
  while (textWidth(cut) > width - 1) cut = cut.slice(0, -1);
  return `${cut}…`;
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
