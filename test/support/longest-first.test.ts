import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { LONG } from './longest-first.ts';

it('files that begin first are there', () => {
  expect(LONG.length).toBeGreaterThan(0);
  expectNone(LONG.filter((file) => !existsSync(file)).map((file) => `${file} is gone: take it out of LONG`));
});
