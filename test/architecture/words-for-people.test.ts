import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../functions/cli/commands/program.ts';
import { expectNone } from '../support/expect-none.ts';
import { asSource, ROOT, type Source, sources } from './sources.ts';

/** `command('audit <位置>', …)`. */
const COMMAND = /\bcommand\(\s*['"`](?<name>[a-z-]+)/g;
/** `new Alarm(this, 'FailedRuns'`, and functions whose name ends in Alarm. */
const ALARM = /\b\w*[Aa]larm\(\s*\w+,\s*'(?<name>[^']+)'/g;

function named(files: readonly Source[], pattern: RegExp): readonly string[] {
  return [
    ...new Set(files.flatMap(({ words }) => [...words.matchAll(pattern)].map(({ groups }) => groups?.name ?? ''))),
  ];
}

/** `XIETONG_TABLE:` in the schema of the environment. */
const VARIABLE = /^ {2}(?<name>[A-Z][A-Z_]+): (?:z\b|z$)/gm;
/** Variables of the tests themselves: they stand beside the command that reads them. */
const OF_TESTS = /^XIETONG_TEST_/;

function variablesIn(files: readonly Source[]): readonly string[] {
  return [
    ...new Set(files.flatMap(({ words }) => [...words.matchAll(VARIABLE)].map(({ groups }) => groups?.name ?? ''))),
  ];
}

/** Both ways: variables without a word in the README, and words in it about variables that nobody reads. */
function variablesAstray(files: readonly Source[], readme: string): readonly string[] {
  const read = variablesIn(files);
  const told = [...new Set(readme.match(/\b(?:XIETONG|AWS|DYNAMODB)_[A-Z_]+\b/g))].filter(
    (name) => !OF_TESTS.test(name),
  );
  return [
    ...read
      .filter((name) => !new RegExp(`\`${name}\``).test(readme))
      .map((name) => `${name} is not in README.md: explain it in its table`),
    ...told
      .filter((name) => !read.includes(name))
      .map((name) => `README.md explains ${name}, which nothing reads: delete the line`),
  ];
}

function page(path: string): string {
  return existsSync(`${ROOT}${path}`) ? readFileSync(`${ROOT}${path}`, 'utf8') : '';
}

function alarmsWithoutArticle(files: readonly Source[], runbook: string): readonly string[] {
  return named(files, ALARM).filter((name) => !new RegExp(`^#+ .*\\b${name}\\b`, 'm').test(runbook));
}

function commandsWithoutLine(files: readonly Source[], readme: string): readonly string[] {
  return named(files, COMMAND).filter((name) => !new RegExp(`\\b${name}\\b`).test(readme));
}

describe('what people read', () => {
  it('every alarm has its article in infra/RUNBOOK.md', () => {
    const files = sources('infra').filter(({ path }) => !path.startsWith('infra/tools/'));
    const missing = alarmsWithoutArticle(files, page('infra/RUNBOOK.md'));
    expectNone(missing.map((name) => `the alarm ${name} has no article in infra/RUNBOOK.md: write one`));
  });

  it('every command has its line in the README', () => {
    const files = sources('functions/cli/commands');
    expect(named(files, COMMAND).length).toBeGreaterThan(15);
    const missing = commandsWithoutLine(files, page('README.md'));
    expectNone(missing.map((name) => `the command ${name} has no line in README.md: write one`));
  });

  it('every command is in the program', () => {
    const taken = buildProgram(() => async () => {}).commands.map((command) => command.name());
    const lost = named(sources('functions/cli/commands'), COMMAND).filter((name) => !taken.includes(name));
    expectNone(lost.map((name) => `the command ${name} is in no program: add it to COMMANDS`));
  });

  it('every environment variable is explained in the README, and the README names no other', () => {
    const files = sources('functions').filter(({ path }) => path === 'functions/env.ts');
    expect(variablesIn(files).length).toBeGreaterThan(15);
    expectNone(variablesAstray(files, page('README.md')));
  });

  it('a variable that is not explained, and one that is gone, are found', () => {
    const environment = asSource(
      'functions/env.ts',
      'z.object({\n  XIETONG_NEW: z.string(),\n  NO_COLOR: z\n    .string(),\n});',
    );
    expect(variablesAstray([environment], '`XIETONG_OLD`, `NO_COLOR`, `XIETONG_TEST_KEY=k npx vitest`')).toEqual([
      'XIETONG_NEW is not in README.md: explain it in its table',
      'README.md explains XIETONG_OLD, which nothing reads: delete the line',
    ]);
  });

  it('a planted alarm and a planted command are missed', () => {
    const stack = asSource('infra/stacks/a.ts', "new Alarm(this, 'FailedRuns', {}); queueAlarm(this, 'DeadLetters');");
    expect(alarmsWithoutArticle([stack], '## DeadLetters\n')).toEqual(['FailedRuns']);
    const main = asSource(
      'functions/cli/commands/night.ts',
      "command('fly <位置>', '…'); command('audit <位置>', '…');",
    );
    expect(commandsWithoutLine([main], 'xietong -- audit')).toEqual(['fly']);
  });
});
