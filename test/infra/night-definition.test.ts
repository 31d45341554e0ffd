import { describe, expect, it } from 'vitest';
import { definitionOf, NIGHT } from '../support/cloud.ts';
import { type Execution, execute, type TaskResult } from '../support/state-machine/execute.ts';
import { refuseUnknown } from '../support/state-machine/known-fields.ts';
import type { Fields } from '../support/templates.ts';

/** How often a function has been called for a college (or for the school), this call included. */
type Script = (name: string, college: string | null, times: number) => TaskResult | undefined;

const DEFINITION = definitionOf('night');
const NO_RANKING = { shows: false, isFirst: false };

function fail(type: string, message: string): TaskResult {
  return { answer: null, error: { type, message } };
}

/** What the functions answer when all goes well. */
function goodAnswer(name: string, input: Fields, colleges: readonly string[]): unknown {
  const night = { runId: 'n', startedAt: 's', asOf: 1, year: 2025 };
  if (name === 'list-colleges') return { night, colleges, failed: 0, count: colleges.length };
  if (name === 'read-college') return null;
  if (name === 'publish-college') return input.college === null ? { failed: 0 } : null;
  const results = input.results as readonly unknown[];
  const good = colleges.filter((_, at) => results[at] === null);
  const failed = results.length - good.length;
  return { night, verdict: 'settled', failed, colleges: good, count: good.length, ranking: NO_RANKING };
}

/** Runs the night's definition with functions that do what a script says, or else what is good. */
async function night(colleges: readonly string[], script: Script = () => undefined): Promise<Execution> {
  const times = new Map<string, number>();
  return await execute(DEFINITION, { scheduledAt: NIGHT }, 'night-1', async (resource, input) => {
    const name = /example-(.+)>$/.exec(resource)?.[1] ?? '';
    const fields = input as Fields;
    const college = String(fields.college ?? '') || null;
    const key = `${name} ${college}`;
    times.set(key, (times.get(key) ?? 0) + 1);
    return script(name, college, times.get(key) ?? 0) ?? { answer: goodAnswer(name, fields, colleges), error: null };
  });
}

/** So many 学院编号 of eight characters. */
function manyColleges(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `C${String(at).padStart(7, '0')}`);
}

/** Minutes before each attempt after the first, before chance makes some of them shorter. */
function minutesWaited(retry: Fields | undefined): readonly number[] {
  const [first, rate, longest, times] = ['IntervalSeconds', 'BackoffRate', 'MaxDelaySeconds', 'MaxAttempts'].map(
    (name) => Number(retry?.[name]),
  ) as [number, number, number, number];
  return Array.from({ length: times }, (_, at) => Math.min(first * rate ** at, longest) / 60);
}

function inputsOf(execution: Execution, name: string): readonly Fields[] {
  return execution.calls.filter(({ resource }) => resource.includes(name)).map(({ input }) => input as Fields);
}

/** What the assessment was told of each college. */
function readIn(execution: Execution): unknown {
  return inputsOf(execution, 'assess-school').at(-1)?.results;
}

/** What the school workbook is told of each college. */
function publishedIn(execution: Execution): unknown {
  return inputsOf(execution, 'publish-college').at(-1)?.results;
}

const AB = ['A', 'B'];

describe('the definition of the night', () => {
  it('hands each step what it needs and nothing more', async () => {
    const execution = await night(AB);
    expect(execution.status).toBe('SUCCEEDED');
    const [start] = inputsOf(execution, 'list-colleges');
    expect(Object.keys(start ?? {})).toEqual(['scheduledAt', 'startedAt', 'execution']);
    expect(start).toMatchObject({ scheduledAt: NIGHT, execution: 'night-1' });
    const state = { runId: 'n', startedAt: 's', asOf: 1, year: 2025 };
    expect(inputsOf(execution, 'read-college')).toEqual([
      { night: state, college: 'A', at: 0 },
      { night: state, college: 'B', at: 1 },
    ]);
    const handedOn = { night: state, failed: 0, results: [null, null] };
    expect(inputsOf(execution, 'assess-school')).toEqual([handedOn]);
    expect(inputsOf(execution, 'publish-college')).toEqual([
      { night: state, college: 'A' },
      { night: state, college: 'B' },
      { ...handedOn, ranking: NO_RANKING, college: null },
    ]);
  });

  it('writes the school workbook after all others, and also when there is no college', async () => {
    const execution = await night([]);
    expect([execution.status, publishedIn(execution)]).toEqual(['SUCCEEDED', []]);
  });

  it('reads a workbook again that was busy twice', async () => {
    const execution = await night(AB, (name, college, times) =>
      name === 'read-college' && college === 'B' && times <= 2 ? fail('TryLater', '配额用完了') : undefined,
    );
    expect(inputsOf(execution, 'read-college')).toHaveLength(4);
    expect(readIn(execution)).toEqual([null, null]);
  });

  it('has the patience of six attempts, then names the workbook, of which the function has kept its words', async () => {
    const execution = await night(AB, (name, college) =>
      name === 'read-college' && college === 'B' ? fail('TryLater', '配额用完了') : undefined,
    );
    expect(inputsOf(execution, 'read-college')).toHaveLength(1 + 6);
    expect(execution.status).toBe('SUCCEEDED');
    expect(readIn(execution)).toEqual([null, 'B']);
  });

  it('does not try again what was refused', async () => {
    const execution = await night(AB, (name, college) =>
      name === 'publish-college' && college === 'A' ? fail('Refused', '没有编辑权限') : undefined,
    );
    expect(inputsOf(execution, 'publish-college')).toHaveLength(3);
    expect(publishedIn(execution)).toEqual(['A', null]);
  });

  it.each([
    ['a sandbox that ran out of time', 'Sandbox.Timedout', 'Task timed out after 300 seconds'],
    ['a fault of ours', 'Defect', 'TypeError in read-college at file:///var/task/index.mjs:1:2345'],
    ['an event that is not understood', 'BadEvent', 'read-college was sent what it cannot read: night: Required'],
  ])('says of %s that the function had no words for people, and goes on', async (_, type, message) => {
    const execution = await night(AB, (name, college) =>
      name === 'read-college' && college === 'A' ? fail(type, message) : undefined,
    );
    expect(execution.status).toBe('SUCCEEDED');
    expect(readIn(execution)).toEqual([{ broken: 'A' }, null]);
  });

  it('repeats what failed by a fault of Lambda itself', async () => {
    const execution = await night(AB, (name, _, times) =>
      name === 'assess-school' && times === 1 ? fail('Lambda.ServiceException', 'a fault') : undefined,
    );
    expect([execution.status, inputsOf(execution, 'assess-school').length]).toEqual(['SUCCEEDED', 2]);
  });

  it('begins again with the reading when a newer one has been settled meanwhile', async () => {
    const execution = await night(AB, (name, _, times) =>
      name === 'assess-school' && times === 1 ? fail('StaleReading', 'overtaken') : undefined,
    );
    expect(execution.status).toBe('SUCCEEDED');
    expect(inputsOf(execution, 'list-colleges')).toHaveLength(2);
    expect(inputsOf(execution, 'read-college')).toHaveLength(4);
    expect(inputsOf(execution, 'publish-college')).toHaveLength(3);
  });

  it('gives up when that has happened three times, and has published nothing', async () => {
    const execution = await night(AB, (name) =>
      name === 'assess-school' ? fail('StaleReading', 'overtaken') : undefined,
    );
    expect(execution).toMatchObject({ status: 'FAILED', error: { name: 'StaleReading' } });
    expect(inputsOf(execution, 'list-colleges')).toHaveLength(3);
    expect(inputsOf(execution, 'publish-college')).toEqual([]);
  });

  it('fails, and publishes nothing, when a rule failed by a fault of ours', async () => {
    const incomplete = { night: {}, verdict: 'incomplete', failed: 0, colleges: [], count: 0, ranking: NO_RANKING };
    const execution = await night(AB, (name) =>
      name === 'assess-school' ? { answer: incomplete, error: null } : undefined,
    );
    expect(execution).toMatchObject({ status: 'FAILED', error: { name: 'NightIncomplete' } });
    expect(inputsOf(execution, 'publish-college')).toEqual([]);
  });

  it('fails at the step that failed, so that a redrive goes on from there', async () => {
    for (const step of ['list-colleges', 'assess-school']) {
      const execution = await night(AB, (name) => (name === step ? fail('Defect', 'TypeError') : undefined));
      expect(execution).toMatchObject({ status: 'FAILED', error: { name: 'Defect' } });
    }
  });

  it.each([
    [40, 'ReadFew', 'PublishFew'],
    [41, 'ReadMany', 'PublishMany'],
  ])('of %i workbooks goes by %s and %s, with the same result', async (count, read, publish) => {
    const colleges = Array.from({ length: count }, (_, at) => `C${at}`);
    const execution = await night(colleges, (name, college) =>
      name === 'read-college' && college === 'C7' ? fail('Refused', '没有读取权限') : undefined,
    );
    expect(execution.status).toBe('SUCCEEDED');
    expect(execution.states).toContain(read);
    // One workbook less is published: forty again, which need no executions of their own.
    expect(execution.states).toContain(count === 41 ? 'PublishFew' : publish);
    expect(readIn(execution)).toEqual(colleges.map((college) => (college === 'C7' ? college : null)));
  });

  it('publishes more than forty workbooks in executions of their own', async () => {
    const execution = await night(Array.from({ length: 60 }, (_, at) => `C${at}`));
    expect([execution.status, execution.states.includes('PublishMany')]).toEqual(['SUCCEEDED', true]);
    expect(publishedIn(execution)).toHaveLength(60);
  });

  it('stays within half of what a state may hand over for 3,000 workbooks, none of which can be read or written', async () => {
    const broken: Script = (name, college) =>
      name === 'read-college' || college !== null ? fail('Sandbox.Timedout', 'Task timed out') : undefined;
    const unreadable = await night(manyColleges(3_000), broken);
    const unwritable = await night(manyColleges(3_000), (name, college, times) =>
      name === 'publish-college' ? broken(name, college, times) : undefined,
    );
    for (const { status, largest } of [unreadable, unwritable]) {
      expect(status).toBe('SUCCEEDED');
      expect(largest).toBeLessThan(128 * 1_024);
    }
  });

  it('is weighed as the service weighs it', async () => {
    const { status, error } = await night(manyColleges(25_000));
    expect([status, error?.cause]).toEqual([
      'FAILED',
      'ListColleges hands over 275098 bytes; the service takes 262144',
    ]);
  });

  it('waits between attempts as long as a quota needs: each time longer, by chance shorter, at most ten minutes', () => {
    const { States } = DEFINITION as { readonly States: Readonly<Record<string, Fields>> };
    const retries = States.AssessSchool?.Retry as readonly Fields[];
    const busy = retries.find(({ ErrorEquals }) => (ErrorEquals as readonly string[]).includes('TryLater'));
    expect([minutesWaited(busy), busy?.JitterStrategy]).toEqual([[1, 2, 4, 8, 10], 'FULL']);
  });
});

describe('the engine that runs definitions here', () => {
  const machine = (state: Fields): object => ({ StartAt: 'A', States: { A: { ...state, End: true } } });

  it.each<[string, object, string]>([
    ['a field', machine({ Type: 'Pass', Assign: {} }), 'machine.A.Assign'],
    ['a type of state', machine({ Type: 'Parallel' }), 'machine.A: a state of type Parallel'],
    ['a field of the machine', { ...machine({ Type: 'Pass' }), QueryLanguage: 'JSONata' }, 'machine.QueryLanguage'],
    [
      'failures that are tolerated',
      machine({ Type: 'Map', ToleratedFailurePercentage: 5 }),
      'machine.A: failures that are tolerated',
    ],
    [
      'the context of a child execution',
      machine({
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED' },
          States: { B: { Type: 'Pass', Parameters: { 'name.$': '$$.Execution.Name' }, End: true } },
        },
      }),
      'machine.A: a context of a child',
    ],
  ])('refuses %s that it would pass over in silence', (_, definition, found) => {
    expect(() => refuseUnknown(definition)).toThrow(`not known to be carried out: ${found}`);
  });
});
