import { PARAMETERS } from '../../../shared/domain/parameters.ts';
import * as vocabulary from '../../../shared/domain/vocabulary.ts';
import { Severity } from '../../../shared/domain/vocabulary.ts';
import { ADMISSION_2026_FROM } from '../../../shared/rules/frame/regulations.ts';
import type { Rule } from '../../../shared/rules/frame/rule.ts';
import type { Column } from '../../../shared/workbook/column.ts';
import { TABS } from '../../../shared/workbook/tabs/index.ts';
import type { Example } from './examples.ts';
import { FAMILIES } from './rule-files.ts';

/** A rule with everything that its page shows. */
export interface RulePage {
  readonly rule: Rule;
  readonly source: string;
  readonly examples: readonly Example[];
}

/** shared/rules/CATALOGUE.md, for clerks and the office. */
export function cataloguePage(rules: readonly RulePage[], version: string): string {
  const families = FAMILIES.map(({ letters, name }) => ({
    heading: `## ${letters} ${name}`,
    entries: rules.filter(({ rule }) => rule.id.startsWith(letters)),
  }));
  const entries = families.flatMap((family) => family.entries);
  return `${[
    '<!-- 由 npm run generate 生成，请勿手改。 -->',
    '# 规则目录',
    introduction(entries, version),
    '## 一览',
    overview(entries),
    ...families
      .filter((family) => family.entries.length > 0)
      .flatMap((family) => [family.heading, ...family.entries.map(article)]),
    '## 考核参数',
    '在校级总表的“考核参数”中修改；值留空即用默认值。',
    parameterTable(entries),
    '## 各列可填的词',
    choices(),
    '## 程序中的名称',
    '台账里的每个词在程序中只定义一次（shared/domain/vocabulary.ts），这里是对应的英文名。',
    glossary(),
  ].join('\n\n')}\n`;
}

function introduction(entries: readonly RulePage[], version: string): string {
  return [
    `共 ${entries.length} 条规则，规则版本 ${version}。例子是用规则实际检查出来的。`,
    '',
    '- **错误**：依据写明“应当”“必须”的没有做到，或台账数据有误。',
    '- **警告**：依据写明“一般”“原则上”的没有做到。',
    '- **提示**：依据鼓励的没有做到，或因缺少台账无法检查。',
    '- 个别问题确有原因的，在校级总表“豁免”中登记；整条规则不用的，填入考核参数“停用规则”；要改级别的，填入“规则级别”。',
  ].join('\n');
}

function overview(entries: readonly RulePage[]): string {
  const rows = entries.map(({ rule, examples }) => [rule.id, severitiesOf(rule, examples).join('、'), rule.title]);
  return table(['规则', '级别', '标题'], rows);
}

function article({ rule, source, examples }: RulePage): string {
  const clause = clauseOf(source);
  const parameters = PARAMETERS.filter(({ key }) => rule.reads.includes(key));
  return [
    `### ${rule.id} ${rule.title}`,
    '',
    `- 级别：${severitiesOf(rule, examples).join('、')}`,
    `- 依据：${basisOf(rule).join('；')}`,
    ...(clause === null ? [] : [`- 条文：“${clause}”`]),
    ...(rule.needs.length === 0 ? [] : [`- 检查的表：${tabsOf(rule).join('、')}`]),
    ...(parameters.length === 0
      ? []
      : [
          `- 可调参数：${parameters.map(({ heading, defaultText }) => `${heading}（默认 ${defaultText || '空'}）`).join('、')}`,
        ]),
    ...examples.flatMap(exampleLines),
  ].join('\n');
}

function exampleLines({ severity, place, cells, message, advice }: Example): readonly string[] {
  const row = cells.map(([heading, text]) => `${heading} ${text}`).join('，');
  return [
    `- 例（${severity}，${place}）${row === '' ? '' : `：${escaped(row)}`}`,
    `  - 问题：${escaped(message)}`,
    `  - 怎么改：${escaped(advice)}`,
  ];
}

/** The rule's own level and those of its examples, the most severe first. */
function severitiesOf(rule: Rule, examples: readonly Example[]): readonly string[] {
  const levels = new Set<string>([rule.severity, ...examples.map(({ severity }) => severity)]);
  return Object.values(Severity).filter((severity) => levels.has(severity));
}

/** Every source; of a source with editions also the earlier ones, if an article of them is cited. */
function basisOf({ basis }: Rule): readonly string[] {
  return basis.flatMap((source) => {
    const now = source.cite(undefined);
    const before = source.cite(ADMISSION_2026_FROM - 1);
    return before === now || !before.endsWith('条') ? [now] : [now, before];
  });
}

function tabsOf({ needs }: Rule): readonly string[] {
  const keys = new Set(needs.map((need) => need.split('.')[0]));
  return Object.values(TABS).flatMap(({ key, title }) => (keys.has(key) ? [title] : []));
}

/** The clause that the rule's doc comment quotes. */
function clauseOf(source: string): string | null {
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export default/.exec(source)?.[1]?.replace(/\n \* ?/g, '') ?? '';
  return /“([^”]{6,})”/.exec(comment)?.[1] ?? null;
}

function parameterTable(entries: readonly RulePage[]): string {
  return table(
    ['参数', '默认', '说明', '用到它的规则'],
    PARAMETERS.map(({ key, heading, defaultText, note }) => {
      const readers = entries.filter(({ rule }) => rule.reads.includes(key)).map(({ rule }) => rule.id);
      return [heading, defaultText, note, readers.join('、')];
    }),
  );
}

/** The allowed values of the columns with a choice. */
function choices(): string {
  const rows = Object.values(TABS).flatMap(({ title, columns }) =>
    Object.values<Column<unknown>>(columns as never).flatMap(({ heading, type }) =>
      type.choices.length === 0 ? [] : [[title, heading, type.choices.join('、')]],
    ),
  );
  return table(['表', '列', '可填的词'], rows);
}

/** Enumerations of the vocabulary: Chinese value and English name. */
function glossary(): string {
  const rows = Object.entries(vocabulary).flatMap(([name, words]) => {
    if (typeof words !== 'object' || Object.getPrototypeOf(words) !== Object.prototype) return [];
    const pairs = Object.entries(words as Readonly<Record<string, string>>);
    return [[`\`${name}\``, pairs.map(([english, chinese]) => `${chinese} \`${english}\``).join('、')]];
  });
  return table(['名称', '词'], rows);
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(headings), `|${headings.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
