import { formatDay } from '../../shared/domain/calendar.ts';
import type { ViolationRecord } from '../../shared/ports.ts';
import type { Rule } from '../../shared/rules/frame/rule.ts';
import { RULES } from '../../shared/rules/index.ts';
import { judgeStored } from '../../shared/run/assess-school.ts';
import { reopenSchool } from '../../shared/run/reopen.ts';
import type { Violation } from '../../shared/violations/lifecycle.ts';
import type { Environment } from '../env.ts';
import { openNight } from '../open-night.ts';
import { readPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { openStore } from '../wiring.ts';
import { asOfDay, auditedYear, type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { basisOf, parametersOf } from './rules-command.ts';

export interface ExplainOptions extends CommonOptions {
  readonly place?: string;
}

/** `explain RULE | 问题编号`: what a rule requires and why; for a 问题编号 its entry in 问题清单, if the place is given. */
export async function explainCommand(
  name: string,
  options: ExplainOptions,
  environment: Environment,
): Promise<ExitCode> {
  const id = name.toUpperCase();
  const rule = RULES.find((candidate) => id === candidate.id || id.startsWith(`${candidate.id}-`));
  if (!rule)
    throw new UsageError(
      `没有编号为“${name}”的规则或问题。请用 ORG-06 这样的规则编号，或问题清单里的问题编号；全部规则见 rules 命令。`,
    );
  const told = id === rule.id ? null : await problemOf(id, rule, options, environment);
  if (options.json !== undefined) {
    writeJson(options.json, {
      schema: 'xietong/explain/1',
      rule: rule.id,
      title: rule.title,
      severity: rule.severity,
      basis: basisOf(rule),
      parameters: parametersOf(rule),
      problem: told?.json ?? null,
      life: told?.life ?? [],
    });
  }
  say(options, [...ruleLines(rule), ...(told ? ['', ...told.lines] : [])].join('\n'));
  return ExitCode.done;
}

function ruleLines(rule: Rule): readonly string[] {
  return [
    `${rule.id} ${rule.title}（${rule.severity}）`,
    `依据：${basisOf(rule)}`,
    ...(rule.reads.length > 0 ? [`可调参数：${parametersOf(rule).join('、')}（在校级总表“考核参数”中修改）`] : []),
  ];
}

/** What the command shows about a 问题编号. */
interface Told {
  readonly json: unknown;
  readonly life: readonly string[];
  readonly lines: readonly string[];
}

/** Judges the last readings again and writes nothing: sentence, advice, place and basis are those of 问题清单. */
async function problemOf(id: string, rule: Rule, options: ExplainOptions, environment: Environment): Promise<Told> {
  if (options.place === undefined) {
    const life = [`要看 ${id} 的来历，请加上 --place 指明台账所在的文件夹。`];
    return { json: null, life, lines: life };
  }
  const place = readPlace(options.place, environment);
  const { store, close } = await openStore(place.stateFolder, environment, { readOnly: true });
  try {
    const asOf = asOfDay(options);
    const year = auditedYear(options, asOf);
    const { schoolWorkbook } = place;
    const { night, ruleSet } = openNight({ schoolWorkbook, trigger: 'command', nextRun: '', asOf, year, dryRun: true });
    const ruleIds = ruleSet.rules.map((one) => one.id);
    const { school, readings } = await reopenSchool({ store }, ruleIds, new Map());
    const { judgement, books } = await judgeStored({ store }, night, ruleSet, school, readings);
    const violation = judgement.violations.find((candidate) => candidate.id === id);
    const book = books.find(({ records }) => records.some((record) => record.id === id));
    const life = book ? lifeLines(book.college, recordOf(book.records, id)) : [];
    if (violation) return { json: problemJson(violation), life, lines: [...problemLines(violation), ...life] };
    const gone = life.length > 0 ? life : [`本学年没有编号为 ${id} 的问题（规则 ${rule.id}）。`];
    return { json: null, life: gone, lines: gone };
  } finally {
    await close();
  }
}

function recordOf(records: readonly ViolationRecord[], id: string): ViolationRecord | undefined {
  return records.find((record) => record.id === id);
}

function problemLines({ id, severity, state, message, advice, basis, at }: Violation): readonly string[] {
  return [
    `${id}（${severity}，${state}）`,
    `位置：${placeWords(at)}`,
    `问题：${message}`,
    `怎么改：${advice}`,
    `依据：${basis}`,
  ];
}

function placeWords({ tab, row, column }: Violation['at']): string {
  return row === null ? `“${tab}”表` : `${tab}!${column ?? ''}${row}`;
}

function problemJson({
  id,
  severity,
  state,
  college,
  at,
  subject,
  message,
  advice,
  basis,
  details,
}: Violation): unknown {
  return {
    id,
    severity,
    state,
    college,
    tab: at.tab,
    row: at.row,
    column: at.column,
    subject,
    message,
    advice,
    basis,
    details,
  };
}

function lifeLines(college: string, record: ViolationRecord | undefined): readonly string[] {
  if (!record) return [];
  return [
    `学院：${college === '' ? '全校' : college}`,
    `首次发现：${formatDay(record.firstSeenOn)}`,
    ...(record.recurredOn === null ? [] : [`重现：${formatDay(record.recurredOn)}`]),
    record.fixedOn === null ? '现状：未整改' : `现状：${formatDay(record.fixedOn)} 已整改`,
  ];
}
