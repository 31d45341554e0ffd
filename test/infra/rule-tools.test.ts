import { describe, expect, it } from 'vitest';
import { cataloguePage } from '../../infra/tools/catalogue/catalogue-page.ts';
import { FAMILIES, ruleFiles, ruleSetVersion } from '../../infra/tools/catalogue/rule-files.ts';
import { ruleIndex } from '../../infra/tools/catalogue/rule-index.ts';
import { newRuleFiles } from '../../infra/tools/new-rule.ts';
import { Severity } from '../../shared/domain/vocabulary.ts';
import { admission, guideline } from '../../shared/rules/frame/regulations.ts';
import type { Rule } from '../../shared/rules/frame/rule.ts';

describe('a new rule', () => {
  it('is one file and its test', () => {
    expect([...newRuleFiles('ORG-99', 'branch-without-name').keys()]).toEqual([
      'shared/rules/organization/ORG-99-branch-without-name.ts',
      'test/rules/ORG-99-branch-without-name.test.ts',
    ]);
  });

  it.each(FAMILIES.map(({ letters, folder }) => [letters, folder]))('%s goes to the folder %s', (letters, folder) => {
    const [path] = [...newRuleFiles(`${letters}-99`, 'a').keys()];
    expect(path).toBe(`shared/rules/${folder}/${letters}-99-a.ts`);
  });

  it.each([
    ['ABC-01', 'a', '"ABC-01" is no rule id'],
    ['ORG-1', 'a', '"ORG-1" is no rule id'],
    ['org-99', 'a', '"org-99" is no rule id'],
    ['ORG-99', 'No Name', '"No Name" is no slug'],
    ['ORG-99', '', '"" is no slug'],
    ['ORG-06', 'a', 'ORG-06 is taken by shared/rules/organization/ORG-06-second-class-post.ts.'],
  ])('is refused: %s %s', (id, slug, message) => {
    expect(() => newRuleFiles(id, slug)).toThrow(message);
  });
});

describe('the index of rules', () => {
  it('is made without rules too', () => {
    expect(ruleIndex([])).toContain('export const RULES: readonly Rule[] = [];');
  });

  it('has the same version as long as nothing changes', () => {
    expect(ruleSetVersion()).toBe(ruleSetVersion());
    expect(ruleSetVersion()).toMatch(/^[0-9a-f]{12}$/);
    expect(ruleIndex(ruleFiles())).toContain(ruleSetVersion());
  });
});

describe('the catalogue', () => {
  const rule: Rule = {
    id: 'DEV-99',
    title: '没有名称',
    severity: Severity.error,
    basis: [guideline('四(1)'), admission({ 2014: '5', 2026: '5' })],
    needs: ['organizations.name', 'students'],
    reads: ['branchSizeMin'],
    touches: 'subject',
    check: () => [],
    message: () => '',
    advice: () => '',
  };
  const example = {
    severity: '提示',
    place: '组织!B2',
    cells: [['组织编号', 'P|1']] as const,
    message: '没有填。',
    advice: '请填写。',
  };
  const page = cataloguePage(
    [{ rule, source: '/** “条文原文如此” (四(1)): reading. */\nexport default defineRule({', examples: [example] }],
    'abc',
  );
  const [, article] = page.split('\n### ');

  it('says of a rule what a clerk needs to know', () => {
    expect(article?.split('\n\n')[0]).toBe('DEV-99 没有名称');
    expect(article?.split('\n').slice(2, 10)).toEqual([
      '- 级别：错误、提示',
      '- 依据：《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（1）；《中国共产党发展党员工作细则》（2026年修订）第五条；《中国共产党发展党员工作细则》（2014年）第五条',
      '- 条文：“条文原文如此”',
      '- 检查的表：组织、花名册',
      '- 可调参数：支部人数下限（默认 3）',
      '- 例（提示，组织!B2）：组织编号 P\\|1',
      '  - 问题：没有填。',
      '  - 怎么改：请填写。',
    ]);
  });

  it('lists parameters with the rules that read them, and the words of every column', () => {
    expect(page).toContain('| 支部人数下限 | 3 | 党支部正式党员、团支部团员的最低人数 | DEV-99 |');
    expect(page).toContain('| 花名册 | 性别 | 男、女 |');
    expect(page).toContain('| `Severity` | 错误 `error`、警告 `warning`、提示 `hint` |');
  });

  it('has no heading for a family without rules', () => {
    expect(page).toContain('\n## DEV 发展党员\n');
    expect(page).not.toContain('\n## ORG');
  });
});
