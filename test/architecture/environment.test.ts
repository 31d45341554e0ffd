import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/expect-none.ts';
import { asSource, type Source, sources } from './sources.ts';

/** Entry points hand the variables over to `readEnvironment`; child processes inherit them whole. */
const HANDED_OVER = /\bprocess\.env\b(?!\s*(?:\.|\[|\?\.))/;
const READ = /\bprocess\.env\s*(?:\.|\?\.|\[)/g;
const NAMED = /^process\.env\s*(?:\.|\?\.|\[)\s*['"`]?(?<name>\w+)/;
/** Variables of the operating system, which are no settings of ours. */
const OF_THE_SYSTEM = ['PATH'];

/** A variable that is read anywhere else than in functions/env.ts. */
function breaches(files: readonly Source[]): readonly string[] {
  return files.flatMap(({ path, code, words }) => {
    // A name between quotation marks is blank in `code`.
    const read = [...code.matchAll(READ)].map(({ index }) => NAMED.exec(words.slice(index))?.groups?.name ?? '…');
    const destructured = /\}\s*=\s*process\.env\b/.test(code) ? ['{…}'] : [];
    return [...read.filter((name) => !OF_THE_SYSTEM.includes(name)), ...destructured].map(
      (name) => `${path} reads the variable ${name}: give it a line in functions/env.ts`,
    );
  });
}

describe('environment variables', () => {
  it('have their line in functions/env.ts, and nothing else reads one', () => {
    expectNone(breaches(sources('functions', 'infra')));
  });

  it('are handed over whole by entry points', () => {
    const handing = sources('functions', 'infra').filter(({ code }) => HANDED_OVER.test(code));
    expect(handing.map(({ path }) => path)).toContain('functions/cli/main.ts');
  });

  it.each([
    'const table = process.env.XIETONG_TABLE;',
    "const table = process.env['XIETONG_TABLE'];",
    'const table = process.env?.XIETONG_TABLE;',
    'const { XIETONG_TABLE } = process.env;',
  ])('does not hide a planted breach: %s', (text) => {
    expect(breaches([asSource('functions/a/handler.ts', text)])).toHaveLength(1);
  });
});
