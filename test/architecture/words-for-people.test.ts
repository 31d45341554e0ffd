import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
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
    expect(alarmsWithoutArticle(files, page('infra/RUNBOOK.md'))).toEqual([]);
  });

  it('every command has its line in the README', () => {
    const files = sources('functions/cli').filter(({ path }) => path === 'functions/cli/main.ts');
    expect(named(files, COMMAND).length).toBeGreaterThan(0);
    expect(commandsWithoutLine(files, page('README.md'))).toEqual([]);
  });

  it('a planted alarm and a planted command are missed', () => {
    const stack = asSource('infra/stacks/a.ts', "new Alarm(this, 'FailedRuns', {}); queueAlarm(this, 'DeadLetters');");
    expect(alarmsWithoutArticle([stack], '## DeadLetters\n')).toEqual(['FailedRuns']);
    const main = asSource('functions/cli/main.ts', "command('fly <位置>', '…'); command('audit <位置>', '…');");
    expect(commandsWithoutLine([main], 'xietong -- audit')).toEqual(['fly']);
  });
});
