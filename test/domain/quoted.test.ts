import { expect, it } from 'vitest';
import { quoted } from '../../shared/domain/quoted.ts';

it.each([
  ['强国有我', '“强国有我”'],
  ['“强国有我”', '“强国有我”'],
  [' "强国有我" ', '“强国有我”'],
  ['”强国有我“', '“强国有我”'],
  ['学习“二十大”精神', '“学习‘二十大’精神”'],
  ['“学习”与“实践”', '“‘学习’与‘实践’”'],
  ['《共产党宣言》导读', '“《共产党宣言》导读”'],
  ['', '“”'],
])('%s stands once in quotation marks', (text, words) => {
  expect(quoted(text)).toBe(words);
});
