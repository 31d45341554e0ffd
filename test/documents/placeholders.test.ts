import { describe, expect, it } from 'vitest';
import { placeholderWords } from '../../functions/cli/documents/template-words.ts';
import { documentNames } from '../../shared/documents/file-names.ts';
import { type Placeholder, placeholderFaults } from '../../shared/documents/placeholders.ts';

const FIELDS = {
  组织名称: '名称',
  备注: '备注',
  人员: { help: '一人一段', rows: { 姓名: '姓名', 材料: { help: '一项一行', rows: { 名称: '名称' } } } },
};

/** `组织名称 #人员 姓名 /人员`. */
function faultsOf(text: string): readonly string[] {
  const placeholders = text.split(' ').map((word): Placeholder => {
    if (word.startsWith('#')) return { name: word.slice(1), role: 'open' };
    return word.startsWith('/') ? { name: word.slice(1), role: 'close' } : { name: word, role: 'text' };
  });
  return placeholderFaults(placeholders, FIELDS).map(placeholderWords);
}

describe('placeholders of a template', () => {
  it.each([
    '组织名称',
    '#人员 姓名 组织名称 /人员',
    '#人员 姓名 #材料 名称 姓名 /材料 /人员',
    '#人员 姓名 /',
    '#备注 备注 /备注',
    '#备注 组织名称 /备注 #人员 姓名 /人员',
  ])('are right: %s', (text) => expect(faultsOf(text)).toEqual([]));

  it.each([
    ['组织名', '没有占位符 {组织名}（是不是 {组织名称}？）'],
    ['组织名 组织名', '没有占位符 {组织名}（是不是 {组织名称}？）'],
    ['process.exit()', '没有占位符 {process.exit()}'],
    ['constructor', '没有占位符 {constructor}'],
    ['__proto__', '没有占位符 {__proto__}'],
    ['人员', '{人员} 有好几行，要写成 {#人员} … {/人员}，中间写每一行的内容'],
    ['姓名', '{姓名} 只能写在 {#人员} 和 {/人员} 之间'],
    ['#材料 名称 /材料', '{材料} 只能写在 {#人员} 和 {/人员} 之间；{名称} 只能写在 {#材料} 和 {/材料} 之间'],
    ['#人员 姓名', '有 {#人员}，后面没有 {/人员}'],
    ['组织名称 /人员', '有 {/人员}，前面没有 {#人员}'],
    ['#人员 #材料 /人员 /材料', '{#材料} 还没有结束，就写了 {/人员}；{#人员} 还没有结束，就写了 {/材料}'],
  ])('are wrong: %s', (text, words) => expect(faultsOf(text).join('；')).toBe(words));
});

describe('file names', () => {
  it('are the same every time, and no two are one', () => {
    const papers = [['电信/2301:班', 'A-1'], ['电信 2301 班', 'A-1'], ['a'], ['A'], ['x'.repeat(300)], ['']].map(
      (name) => ({
        name,
      }),
    );
    const names = documentNames('支部成绩单', papers);
    expect(names.slice(0, 2)).toEqual([
      '支部成绩单-电信_2301_班-A-1.docx',
      expect.stringMatching(/^支部成绩单-电信_2301_班-A-1-[0-9a-f]{8}\.docx$/),
    ]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(papers.length);
    expect(Math.max(...names.map((name) => Buffer.byteLength(name)))).toBeLessThan(255);
    expect(documentNames('支部成绩单', papers)).toEqual(names);
  });
});
