import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/expect-none.ts';
import { ROOT, sources } from './sources.ts';

/** Pages that people follow step by step. */
const PAGES = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  ...readdirSync(`${ROOT}infra`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `infra/${name}`),
];

const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

function all(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, found]) => found ?? ''))];
}

/** `npm run bundle`, which package.json does not have. */
function scriptsGone(text: string): readonly string[] {
  return all(text, /\bnpm run (?:-s )?([a-z][a-z:-]*)/g).filter((name) => !(name in scripts));
}

/** `[RUNBOOK.md](RUNBOOK.md#deadletters)` that leads nowhere; addresses on the internet are not looked at. */
function linksGone(path: string, text: string): readonly string[] {
  return all(text, /\]\((?!https?:)([^)\s]+)\)/g).filter((link) => {
    const [file = '', heading] = link.split('#');
    const target = file === '' ? path : join(dirname(path), file);
    if (!existsSync(`${ROOT}${target}`)) return true;
    return (
      heading !== undefined && !headingsOf(file === '' ? text : readFileSync(`${ROOT}${target}`, 'utf8')).has(heading)
    );
  });
}

function headingsOf(text: string): ReadonlySet<string> {
  return new Set(
    all(text, /^#+ (.+)$/gm).map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** `--dry-run` in the README's table of commands, which no command takes. */
function optionsGone(readme: string): readonly string[] {
  const table = readme.slice(readme.indexOf('\n## Commands'), readme.indexOf('\n### Environment'));
  const taken = sources('functions/cli').flatMap(({ words }) => all(words, /'(--[a-z-]+)/g));
  return all(table, /(?<![\w-])(--[a-z][a-z-]*)/g).filter((name) => name !== '--help' && !taken.includes(name));
}

describe('what a page tells to do', () => {
  it.each(PAGES)('%s names scripts that package.json has, and links that lead somewhere', (path) => {
    const text = readFileSync(`${ROOT}${path}`, 'utf8');
    expectNone([
      ...scriptsGone(text).map((name) => `${path} names npm run ${name}, which package.json does not have`),
      ...linksGone(path, text).map((link) => `${path} links to ${link}, which does not exist`),
    ]);
  });

  it('the options in the README are taken by a command', () => {
    const gone = optionsGone(readFileSync(`${ROOT}README.md`, 'utf8'));
    expectNone(gone.map((name) => `README.md names ${name}, which no command takes`));
  });

  it('a script, a link, a heading and an option that are gone are found', () => {
    expect(scriptsGone('`npm run -s fly -- now`, `npm run bundle`')).toEqual(['fly']);
    expect(linksGone('README.md', '# A b\n[a](#a-b) [b](#c) [c](infra/GONE.md) [d](infra/README.md#gone)')).toEqual([
      '#c',
      'infra/GONE.md',
      'infra/README.md#gone',
    ]);
    expect(optionsGone('\n## Commands\n`audit --dry-run --fly`\n### Environment\n--gone')).toEqual(['--fly']);
  });
});
