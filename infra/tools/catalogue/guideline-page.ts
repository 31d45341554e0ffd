import type { Rule } from '../../../shared/rules/frame/rule.ts';
import { ANSWERS } from './guideline-answers.ts';
import { GUIDELINE_SECTIONS } from './guideline-text.ts';

type Named = Pick<Rule, 'id' | 'title' | 'basis'>;

/** A sentence and what answers it. */
export interface Sentence {
  /** `四(1)2` */
  readonly id: string;
  readonly text: string;
  readonly rules: readonly Named[];
}

/** Every sentence of 三、四、五 with the rules that name it. */
export function sentencesOf(rules: readonly Named[]): readonly Sentence[] {
  return GUIDELINE_SECTIONS.flatMap(({ section, sentences }) =>
    sentences.map((text, index) => {
      const id = `${section}${index + 1}`;
      return { id, text, rules: rules.filter(({ basis }) => basis.some((one) => one.sentences?.includes(id))) };
    }),
  );
}

/** The gaps of the page, each with what to do about it. */
export function gapsOf(rules: readonly Named[]): readonly string[] {
  const sentences = sentencesOf(rules);
  const ids = new Set(sentences.map(({ id }) => id));
  const named = rules.flatMap(({ id, basis }) =>
    basis.flatMap((one) => (one.sentences ?? []).map((sentence) => ({ by: id, sentence }))),
  );
  return [
    ...sentences.flatMap(({ id, rules: own }) =>
      own.length > 0 || ANSWERS[id]?.reason
        ? []
        : [
            `${id} has neither a rule nor a reason: name it in a rule's basis, or give a reason in guideline-answers.ts`,
          ],
    ),
    ...[...named, ...Object.keys(ANSWERS).map((sentence) => ({ by: 'guideline-answers.ts', sentence }))].flatMap(
      ({ by, sentence }) => (ids.has(sentence) ? [] : [`${by} names ${sentence}, which the guideline has not`]),
    ),
  ];
}

/** shared/rules/GUIDELINE.md, for the office. */
export function guidelinePage(rules: readonly Named[]): string {
  const sentences = sentencesOf(rules);
  const answered = sentences.filter((one) => one.rules.length > 0).length;
  return `${[
    '<!-- 由 npm run generate 生成，请勿手改。 -->',
    '# 指导意见逐句对照',
    [
      '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）三、四、五各句，由哪些规则检查、哪些指标计分、',
      '在哪些表里填写、结果写在哪些表里；没有规则的，说明为什么。规则的条文和例子见 [规则目录](CATALOGUE.md)。',
    ].join(''),
    `共 ${sentences.length} 句：${answered} 句有规则检查，${sentences.length - answered} 句说明了理由。`,
    ...GUIDELINE_SECTIONS.flatMap(({ section, title }) => [
      `## ${section.replace('(', '（').replace(')', '）')}${title}`,
      ...sentences.filter(({ id }) => id.startsWith(section)).map(article),
    ]),
  ].join('\n\n')}\n`;
}

function article({ id, text, rules }: Sentence): string {
  const { indicators = [], tabs = [], tables = [], reason } = ANSWERS[id] ?? {};
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ['规则', rules.map((rule) => `${rule.id} ${rule.title}`)],
    ['指标', indicators],
    ['填写', tabs],
    ['结果', tables],
  ];
  return [
    `### ${id}`,
    '',
    `> ${text}`,
    '',
    ...lines.flatMap(([heading, items]) => (items.length === 0 ? [] : [`- ${heading}：${items.join('、')}`])),
    ...(reason === undefined ? [] : [`- ${rules.length === 0 ? '没有规则' : '说明'}：${reason}`]),
  ].join('\n');
}
