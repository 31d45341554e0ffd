import { join } from 'node:path';
import { expect, it } from 'vitest';
import { embeddedStore } from '../support/embedded-store.ts';
import { tell } from '../support/story.ts';

it('the worked examples of shared/scoring/EXAMPLES.md are computed just so', { timeout: 60_000 }, async () => {
  const outputs = await tell(join(import.meta.dirname, '../../shared/scoring/EXAMPLES.md'), embeddedStore);
  expect(outputs.length).toBeGreaterThan(5);
  for (const { heading, expected, actual } of outputs) expect(actual, heading).toBe(expected);
});
