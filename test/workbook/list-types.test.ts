import { describe, expect, it } from 'vitest';
import { Audience } from '../../shared/domain/vocabulary.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { readCell } from '../../shared/workbook/cell-type.ts';
import { choiceList, EMPTY_LIST, ids, texts } from '../../shared/workbook/list-types.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';

describe('a list', () => {
  it.each<[RawCell, readonly string[]]>([
    ['C1、C2,C3，C4;C5；C6\nC7\r\nC8', ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8']],
    [' C1 、、 C2 ,', ['C1', 'C2']],
    ['C1、C2、C1、Ｃ２', ['C1', 'C2']],
    [41924001, ['41924001']],
    ['C 1/C2', ['C 1/C2']],
  ])('%j has the items %j', (cell, items) => {
    expect(readCell(ids, cell)).toEqual({ value: { items, partial: false } });
  });

  it('of names leaves characters as typed', () => {
    expect(readCell(texts, '欧阳  娜、Ｌｉ')).toEqual({ value: { items: ['欧阳 娜', 'Ｌｉ'], partial: false } });
  });

  it('of separators alone is the one blank list', () => expect(readCell(ids, '、，；')).toEqual({ value: EMPTY_LIST }));
});

describe('a list of words', () => {
  const audience = choiceList(Audience);

  it('drops doubles', () => {
    expect(readCell(audience, '党员，团员、党员')).toEqual({ value: { items: ['党员', '团员'], partial: false } });
  });

  it('names all bad items in one fault and keeps the good ones', () => {
    expect(readCell(audience, '党员、团圆、群众、路人')).toEqual({
      fault: {
        fault: 'choice',
        text: '团圆、路人',
        nearest: '团员',
        allowed: Object.values(Audience),
        readAs: { items: ['党员', '群众'], partial: true },
      },
    });
  });
});

describe('职务', () => {
  const posts = TABS.tenures.columns.posts.type;
  const read = (cell: RawCell) => {
    const reading = readCell(posts, cell);
    return reading.fault ? reading.fault.fault : reading.value.items;
  };

  it.each([
    ['班长', '班长'],
    ['书记', '书记'],
    ['团支书', '团支部书记'],
    ['安全委员', '安全(心理)委员'],
    ['心理委员', '安全(心理)委员'],
    ['安全（心理）委员', '安全(心理)委员'],
    ['实践委员', '实践(就业)委员'],
    ['就业委员', '实践(就业)委员'],
    ['实践(就业)委员', '实践(就业)委员'],
    [' 团支部 书记 ', '团支部书记'],
  ])('%s is %s', (cell, post) => expect(read(cell)).toEqual([post]));

  it.each([
    ['班长（兼团支部副书记）', ['班长', '团支部副书记']],
    ['班长(兼团支部副书记)', ['班长', '团支部副书记']],
    ['班长兼团支部副书记', ['班长', '团支部副书记']],
    ['班长（兼任团支部副书记）', ['班长', '团支部副书记']],
    ['团支书（兼安全（心理）委员）', ['团支部书记', '安全(心理)委员']],
    ['班长（兼团支部副书记、学习委员）', ['班长', '团支部副书记', '学习委员']],
  ])('%s is several posts', (cell, items) => expect(read(cell)).toEqual(items));

  it.each(['班掌', '班长（兼大班长）', '班长、学习委员', '兼团支部副书记', '心理副委员', 3])('%s is none', (cell) => {
    expect(read(cell)).toBe('choice');
  });

  it('has no posts, and says that it is not empty, where it is unreadable', () => {
    expect(posts.spoilt).toEqual({ items: [], partial: true });
  });
});
