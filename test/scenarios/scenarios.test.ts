import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { embeddedStore } from '../support/embedded-store.ts';
import { tell } from '../support/story.ts';

const stories = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.md'));

describe('stories that an office would tell', () => {
  it.each(stories)('%s', { timeout: 60_000 }, async (name) => {
    const outputs = await tell(join(import.meta.dirname, name), embeddedStore);
    expect(outputs.length).toBeGreaterThan(0);
    for (const { heading, expected, actual } of outputs) expect(actual, heading).toBe(expected);
  });
});
