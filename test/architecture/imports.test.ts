import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/expect-none.ts';
import { EXCEPTIONS, LAYERS, type Layer } from './layers.ts';
import { asSource, type Source, sources } from './sources.ts';

/** `shared/domain/a.ts imports zod: words and arithmetic rest on nothing`. */
function breaches(files: readonly Source[]): readonly string[] {
  return files.flatMap(({ path, imports }) => {
    const layer = layerOf(path);
    if (!layer) return [`${path} stands in no layer: say in test/architecture/layers.ts what it may import`];
    return imports
      .filter(({ target, isPackage, isTypeOnly }) => {
        if (isPackage) return !mayUsePackage(layer, target);
        const allowed = [...layer.uses, ...(isTypeOnly ? (layer.types ?? []) : []), ownPartOf(path, layer)];
        return !covers(allowed, target) && !exceptionFor(path, target);
      })
      .map(({ target }) => `${path} imports ${target}: ${layer.why}; ${allowedIn(path, layer)}`);
  });
}

/** What a file may import instead, for the message. */
function allowedIn(path: string, layer: Layer): string {
  const { uses, types = [], packages = [] } = layer;
  const all = [ownPartOf(path, layer), ...uses, ...types.map((one) => `types of ${one}`), ...packages];
  return `it may import ${all.join(', ')}`;
}

function layerOf(path: string): Layer | undefined {
  return LAYERS.filter(({ of }) => covers([of], path)).toSorted((a, b) => b.of.length - a.of.length)[0];
}

/** Adapters and handlers are strangers to their neighbours: their own folder, not the whole layer. */
function ownPartOf(path: string, { of }: Layer): string {
  if (of !== 'functions/adapters/' && of !== 'functions/') return of;
  const [folder] = path.slice(of.length).split('/');
  return `${of}${folder}/`;
}

function covers(parts: readonly string[], path: string): boolean {
  return parts.some((part) => (part.endsWith('/') ? path.startsWith(part) : path === part));
}

function mayUsePackage({ packages = [] }: Layer, name: string): boolean {
  return packages.includes('*') || packages.includes(name) || (packages.includes('node') && name.startsWith('node:'));
}

function exceptionFor(path: string, target: string): boolean {
  return EXCEPTIONS.some(({ from, to }) => covers([from], path) && covers([to], target));
}

describe('imports', () => {
  const files = sources('shared', 'functions', 'infra');

  it('go from the outside in', () => {
    expectNone(breaches(files));
  });

  it('have no exception that is not needed any more', () => {
    for (const { from, to } of EXCEPTIONS) {
      const isNeeded = files.some(
        ({ path, imports }) => covers([from], path) && imports.some(({ target }) => covers([to], target)),
      );
      expect(isNeeded, `${from} -> ${to}`).toBe(true);
    }
  });

  it.each([
    ['shared/domain/a.ts', "import { runRules } from '../rules/frame/run-rules.ts';"],
    ['shared/domain/a.ts', "import type { Finding } from '../rules/frame/rule.ts';"],
    ['shared/domain/a.ts', "import * as z from 'zod';"],
    ['shared/rules/organization/ORG-99-a.ts', "import { TABS } from '../../workbook/tabs/index.ts';"],
    ['shared/rules/organization/ORG-99-a.ts', "import { hash } from 'node:crypto';"],
    ['shared/workbook/a.ts', "import { TryLater } from '../ports.ts';"],
    ['shared/workbook/a.ts', "import type { TabImage } from '../sheet/image.ts';"],
    ['shared/sheet/a.ts', "import { parseTab } from '../workbook/parse-tab.ts';"],
    ['shared/sheet/a.ts', "import { TryLater } from '../ports.ts';"],
    ['shared/sheet/a.ts', "import { hash } from 'node:crypto';"],
    ['shared/sheet/a.ts', "import stringWidth from 'string-width';"],
    ['functions/template/a.ts', "import { layOut } from '../../shared/sheet/lay-out.ts';"],
    ['shared/sheet/a.ts', "import type { Workbooks } from '../../functions/adapters/xlsx/workbooks.ts';"],
    ['shared/sheet/raw.ts', "import { formatDay } from '../domain/calendar.ts';"],
    ['shared/report/a.ts', "import { layOut } from '../sheet/lay-out.ts';"],
    ['functions/adapters/google/a.ts', "import type { Violation } from '../../../shared/violations/lifecycle.ts';"],
    ['shared/scoring/a.ts', "import { runRules } from '../rules/frame/run-rules.ts';"],
    ['shared/scoring/a.ts', "export { settle } from '../ledger/settle.ts';"],
    ['shared/report/a.ts', "import { rank, type Standing } from '../ranking/rank.ts';"],
    ['shared/run/a.ts', "import { readEnvironment } from '../../functions/env.ts';"],
    ['shared/run/a.ts', "await import('../../test/support/a-school.ts');"],
    ['functions/adapters/google/a.ts', "import { nightly } from '../../../shared/run/nightly.ts';"],
    ['functions/adapters/google/a.ts', "import { readZip } from '../xlsx/package/zip.ts';"],
    ['functions/read-college/handler.ts', "import { xlsxWorkbooks } from '../adapters/xlsx/workbooks.ts';"],
    ['functions/read-college/handler.ts', "import { handler } from '../rank-school/handler.ts';"],
    ['functions/cli/a.ts', "import { dynamoStore } from '../adapters/dynamodb/store.ts';"],
    ['infra/stacks/stateful.ts', "import { ports } from '../../shared/ports.ts';"],
    ['infra/stacks/stateful.ts', "import { aSchool } from '../../test/support/a-school.ts';"],
    ['elsewhere/a.ts', ''],
  ])('sees a breach planted in %s: %s', (path, text) => {
    expect(breaches([asSource(path, text)])).toHaveLength(1);
  });

  it.each([
    ['shared/scoring/a.ts', "import type { Finding } from '../rules/frame/rule.ts';"],
    ['shared/scoring/a.ts', "import { type Finding } from '../rules/frame/rule.ts';"],
    ['shared/domain/a.ts', "// import { runRules } from '../rules/frame/run-rules.ts';"],
  ])('sees none in %s: %s', (path, text) => {
    expectNone(breaches([asSource(path, text)]));
  });
});
