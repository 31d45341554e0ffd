import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/expect-none.ts';
import { asSource, type Source, sources } from './sources.ts';

const EXPORT = /^export (?:default )?(?:async )?(?:function\*?|const|class|interface|type|enum) (\w+)/gm;
/** What Lambda calls a function by. */
const GIVEN: readonly string[] = ['handler'];
/** An adapter is a world of its own: two of them may call the same part alike, since none imports another. */
const ADAPTER = /^functions\/adapters\/([a-z0-9]+)\//;

/** Names that two files export, each for something of its own: a reader who looks one up finds the wrong one. */
function namesGivenTwice(files: readonly Source[]): readonly string[] {
  const homes = new Map<string, string[]>();
  for (const { path, code } of files)
    for (const name of new Set([...code.matchAll(EXPORT)].map(([, found]) => found ?? '')))
      homes.set(name, [...(homes.get(name) ?? []), path]);
  return [...homes]
    .filter(([name, paths]) => paths.length > 1 && !GIVEN.includes(name) && !areOnePartOfAdapters(paths))
    .map(([name, paths]) => `${name} is exported by ${paths.join(' and ')}: give one of them a name of its own`);
}

function areOnePartOfAdapters(paths: readonly string[]): boolean {
  const adapters = paths.map((path) => ADAPTER.exec(path)?.[1]);
  return adapters.every((adapter) => adapter !== undefined) && new Set(adapters).size === paths.length;
}

describe('an exported name', () => {
  it('means one thing', () => {
    expectNone(namesGivenTwice(sources('shared', 'functions', 'infra')));
  });

  it('that two files give to different things is found', () => {
    const place = asSource('shared/domain/place.ts', 'export interface Place {}');
    const other = asSource('functions/place.ts', "// export function other\nexport type Place = 'folder';");
    expect(namesGivenTwice([place, other])).toEqual([
      'Place is exported by shared/domain/place.ts and functions/place.ts: give one of them a name of its own',
    ]);
    const words = ['dav', 's3'].map((one) =>
      asSource(`functions/adapters/${one}/words.ts`, 'export const words = {};'),
    );
    expectNone(namesGivenTwice(words));
    expect(namesGivenTwice([...words, asSource('shared/sheet/words.ts', 'export const words = {};')])).toHaveLength(1);
  });
});
