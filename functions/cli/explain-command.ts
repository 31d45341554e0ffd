import { formatDay } from '../../shared/domain/calendar.ts';
import { RULES } from '../../shared/rules/index.ts';
import type { Environment } from '../env.ts';
import { placeOf } from '../place.ts';
import { UsageError } from '../usage-error.ts';
import { openStore } from '../wiring.ts';
import { academicYear, asOfDay, type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { basisOf, parametersOf } from './rules-command.ts';

export interface ExplainOptions extends CommonOptions {
  readonly place?: string;
}

const SUBJECT = '对象：';

/** `explain RULE | 问题编号`: what a rule asks and why; of a 问题编号 also its life, where the place is given. */
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
  const lines = [
    `${rule.id} ${rule.title}（${rule.severity}）`,
    `依据：${basisOf(rule)}`,
    ...(rule.reads.length > 0 ? [`可调参数：${parametersOf(rule).join('、')}（在校级总表“考核参数”中修改）`] : []),
  ];
  const life = id === rule.id ? [] : await lifeLines(id, options, environment);
  if (options.json !== undefined) {
    writeJson(options.json, {
      schema: 'xietong/explain/1',
      rule: rule.id,
      title: rule.title,
      severity: rule.severity,
      basis: basisOf(rule),
      parameters: parametersOf(rule),
      life,
    });
  }
  // Who it is about stands in the sheet and in the file that was asked for, not on a screen that others may see.
  say(
    options,
    [
      ...lines,
      ...life.map((line) => (line.startsWith(SUBJECT) ? `${SUBJECT}见“问题清单”，或加 --json 查看` : line)),
    ].join('\n'),
  );
  return ExitCode.done;
}

async function lifeLines(id: string, options: ExplainOptions, environment: Environment): Promise<string[]> {
  if (options.place === undefined) return [`要看 ${id} 的来历，请加上 --place 指明台账所在的文件夹。`];
  const place = placeOf(options.place, environment);
  const { store, close } = await openStore(place.stateFolder, environment, { readOnly: true });
  try {
    const books = await store.violations.books(academicYear(options, asOfDay(options)));
    for (const { college, records } of books) {
      const record = records.find((candidate) => candidate.id === id);
      if (!record) continue;
      return [
        `学院：${college === '' ? '全校' : college}`,
        `${SUBJECT}${record.subject.join('、')}`,
        `首次发现：${formatDay(record.firstSeenOn)}`,
        ...(record.recurredOn === null ? [] : [`重现：${formatDay(record.recurredOn)}`]),
        record.fixedOn === null ? '现状：未整改' : `现状：${formatDay(record.fixedOn)} 已整改`,
      ];
    }
    return [`本学年没有编号为 ${id} 的问题。`];
  } finally {
    await close();
  }
}
