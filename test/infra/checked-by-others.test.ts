import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitionOf } from '../support/cloud.ts';
import { EXAMPLES, type Fields, stacksOf } from '../support/templates.ts';
import { findTool, notRun } from '../support/tools.ts';

const MACHINES = ['night', 'year-end'] as const;

/** A definition with ARNs as AWS writes them. */
function deployed(machine: (typeof MACHINES)[number]): Fields {
  const text = JSON.stringify(definitionOf(machine));
  return JSON.parse(
    text.replaceAll(/<(xietong-[a-z-]+)>/g, 'arn:aws:lambda:ap-southeast-1:111122223333:function:$1'),
  ) as Fields;
}

/** Faults that somebody may write into a definition, by what `asl-validator` and `cfn-lint` call them. */
const PLANTED: readonly (readonly [what: string, definition: Fields, validator: RegExp, linter: RegExp])[] = [
  [
    'a state that is not there',
    { ...deployed('night'), StartAt: 'Nowhere' },
    /MISSING_TRANSITION_TARGET/,
    /Missing 'Next' target 'Nowhere'/,
  ],
  [
    'a field that there is not',
    { ...deployed('year-end'), Timeout: 3_600 },
    /SCHEMA_VALIDATION_FAILED/,
    /'Timeout' was unexpected/,
  ],
];

describe('state machines, checked by asl-validator', () => {
  // It comes without types, and writes into what it is given.
  const validate = createRequire(import.meta.url)('asl-validator') as (
    definition: Fields,
    options: { readonly checkPaths: boolean; readonly checkArn: boolean },
  ) => { readonly errorsText: () => string };
  const faultsOf = (definition: Fields): string =>
    validate(structuredClone(definition), { checkPaths: true, checkArn: true }).errorsText();

  it.each(MACHINES)('%s has no fault', (machine) => {
    expect(faultsOf(deployed(machine))).toBe('');
  });

  it.each(PLANTED)('%s is found', (_, definition, validator) => {
    expect(faultsOf(definition)).toMatch(validator);
  });
});

const LINTER = findTool('cfn-lint');
/** CDK writes every dependency on a role a second time. */
const OF_CDK = 'W3005';

interface Finding {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
}

describe('templates, checked by cfn-lint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xietong-lint-'));
  let found: ReadonlyMap<string, readonly string[]> = new Map();
  const written: string[] = [];

  /** All files in one run: starting the program takes longer than looking at them. */
  beforeAll(() => {
    if (LINTER === null) return;
    const write = (name: string, text: string): void => {
      written.push(name);
      writeFileSync(join(folder, name), text);
    };
    for (const [example, config] of Object.entries(EXAMPLES))
      for (const [stack, text] of stacksOf(config)) write(`${example}, ${stack}`, text);
    for (const machine of MACHINES) write(machine, machineTemplate(deployed(machine)));
    for (const [what, definition] of PLANTED) write(what, machineTemplate(definition));
    write('a word for a number', JSON.stringify({ Resources: { Queue: aQueue('an hour') } }));
    found = lint(LINTER, folder, written);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('of every example have no fault, state machines with real ARNs among them', (context) => {
    if (LINTER === null) return context.skip(notRun('cfn-lint', 'pip install cfn-lint, or XIETONG_TEST_TOOLS'));
    const examples = written.filter((name) => name.includes(', xietong-'));
    expect(examples).toHaveLength(3 + 6 + 3 + 3);
    expect([...examples, ...MACHINES].flatMap((name) => found.get(name) ?? [])).toEqual([]);
  });

  it('with a planted fault are seen', (context) => {
    if (LINTER === null) return context.skip(notRun('cfn-lint', 'pip install cfn-lint, or XIETONG_TEST_TOOLS'));
    for (const [what, , , linter] of PLANTED) expect(found.get(what)?.join()).toMatch(linter);
    expect(found.get('a word for a number')).toEqual(["E3012 'an hour' is not of type 'integer'"]);
  });
});

function aQueue(VisibilityTimeout: unknown): Fields {
  return { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout } };
}

function machineTemplate(definition: Fields): string {
  const Properties = {
    RoleArn: 'arn:aws:iam::111122223333:role/night',
    DefinitionString: JSON.stringify(definition),
  };
  return JSON.stringify({ Resources: { Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties } } });
}

/** What the program says of each file. It ends with a number other than 0 where it has found anything. */
function lint(program: string, folder: string, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const flags = ['--format', 'json', '--ignore-checks', OF_CDK, '--regions', 'ap-southeast-1', '--'];
  const { stdout, stderr } = spawnSync(program, [...flags, ...names], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (!stdout.startsWith('[')) throw new Error(`cfn-lint did not answer: ${stderr}`);
  const findings = JSON.parse(stdout) as readonly Finding[];
  const byFile = Map.groupBy(findings, ({ Filename }) => Filename);
  return new Map([...byFile].map(([name, own]) => [name, own.map(({ Rule, Message }) => `${Rule.Id} ${Message}`)]));
}
