import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { lineCount, textWidth } from '../../shared/sheet/text-width.ts';

test('every character of the first plane is as wide as Unicode says, whichever way it is counted', () => {
  const wrong: string[] = [];
  for (let code = 0; code < 0xd800; code++) {
    const letter = String.fromCharCode(code);
    if (textWidth(letter) !== stringWidth(letter)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['', 0],
  ['abc', 3],
  ['学号', 4],
  ['“承诺考评”，2026 年。', 21],
  ['ＡＢ', 4],
  ['𠮷', 2],
  ['👨‍👩‍👧', 2],
  ['e\u0301', 1],
  ['姓\u200b名', 4],
])('%j is %i columns wide', (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test.each([
  ['', 10, 1],
  ['一二三四五', 10, 1],
  ['一二三四五六', 10, 2],
  ['一\n\n二', 10, 3],
  ['一', 0, 2],
])('%j in a column of %i takes %i lines', (text, width, lines) => {
  expect(lineCount(text, width)).toBe(lines);
});
