import { describe, expect, it } from 'vitest';
import { ANSWERS } from '../../infra/tools/catalogue/guideline-answers.ts';
import { gapsOf, guidelinePage, sentencesOf } from '../../infra/tools/catalogue/guideline-page.ts';
import { GUIDELINE_SECTIONS } from '../../infra/tools/catalogue/guideline-text.ts';
import { readRepositoryText } from '../../infra/tools/catalogue/rule-files.ts';
import { Indicator } from '../../shared/domain/vocabulary.ts';
import { COLLEGE_OUTPUT_TABS, SCHOOL_OUTPUT_TABS } from '../../shared/report/output-tabs.ts';
import { guideline } from '../../shared/rules/frame/regulations.ts';
import { RULES } from '../../shared/rules/index.ts';
import { INPUT_TITLES } from '../../shared/workbook/tabs/school.ts';
import { expectNone } from '../support/expect-none.ts';

describe('the guideline, sentence by sentence', () => {
  it('has a rule or a reason for each of its 24 sentences', () => {
    expect(sentencesOf(RULES)).toHaveLength(24);
    expectNone(gapsOf(RULES));
  });

  it('is the page in the repository: npm run generate', () => {
    expect(readRepositoryText('shared/rules/GUIDELINE.md')).toBe(guidelinePage(RULES));
  });

  it('is quoted in whole sentences', () => {
    const texts = GUIDELINE_SECTIONS.flatMap(({ sentences }) => sentences);
    expectNone(texts.filter((text) => text.length < 12 || text.slice(0, -2).includes('。')));
  });

  it('names every indicator, and no tab or table that there is not', () => {
    const answers = Object.values(ANSWERS);
    const named = new Set(answers.flatMap(({ indicators = [] }) => indicators));
    expectNone(Object.values(Indicator).filter((one) => !named.has(one)));
    expectNone(answers.flatMap(({ tabs = [] }) => tabs.filter((title) => !INPUT_TITLES.includes(title))));
    const tables: readonly string[] = [...COLLEGE_OUTPUT_TABS, ...SCHOOL_OUTPUT_TABS].map(({ title }) => title);
    expectNone(answers.flatMap(({ tables: titles = [] }) => titles.filter((title) => !tables.includes(title))));
  });

  it('every rule about what people do names a sentence', () => {
    const silent = RULES.filter(({ id }) => !/^(DAT|CFG-01)/.test(id));
    // 二 of the guideline, which the page leaves out.
    const elsewhere = ['ORG-12'];
    expectNone(
      silent
        .filter(
          ({ id, basis }) => !elsewhere.includes(id) && basis.every(({ sentences = [] }) => sentences.length === 0),
        )
        .map(({ id }) => `${id} names no sentence of the guideline: guideline('四(1)', 2), or serving(…)`),
    );
  });

  it('sees a planted gap: a sentence that no rule serves, and one that there is not', () => {
    const without = RULES.filter(({ id }) => id !== 'ORG-18');
    expect(gapsOf(without)).toEqual([expect.stringContaining('三(2)1 has neither a rule nor a reason')]);
    const astray = { id: 'ORG-99', title: '', basis: [guideline('四(1)', 9)] };
    expect(gapsOf([...RULES, astray])).toEqual(['ORG-99 names 四(1)9, which the guideline has not']);
  });
});
