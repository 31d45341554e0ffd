import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces } from '../../functions/cli/json-pieces.ts';

const together = (value: Readonly<Record<string, unknown>>): string => [...jsonPieces(value)].join('');

test('the pieces together are what JSON.stringify gives, whatever the data', () => {
  const item = fc.option(fc.jsonValue(), { nil: undefined, freq: 5 });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.array(item), item)), (value) => {
      expect(together(value)).toBe(`${JSON.stringify(value, null, 2)}\n`);
    }),
  );
});

test('a list of many items comes in pieces, each of bounded length', () => {
  const violations = Array.from({ length: 30_000 }, (_, at) => ({ id: `X-${at}`, message: '缺'.repeat(100) }));
  const pieces = [...jsonPieces({ schema: 'a', violations })];
  expect(pieces.length).toBeGreaterThan(3);
  for (const piece of pieces) expect(piece.length).toBeLessThan(1_001_000);
  expect(pieces.join('')).toBe(`${JSON.stringify({ schema: 'a', violations }, null, 2)}\n`);
});
