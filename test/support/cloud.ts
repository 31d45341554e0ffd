import type { FunctionName } from '../../infra/tools/bundle.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { type Invocation, warmSandboxes } from './bundles.ts';
import { type FaultyProxy, openFaultyProxy } from './faulty-proxy.ts';
import { copyFolder } from './google-server/copy-folder.ts';
import { type GoogleServer, openGoogleServer } from './google-server/server.ts';
import { sampleSchool } from './sample-school.ts';
import { type Execution, execute } from './state-machine/execute.ts';
import { type Fields, resourcesOf, templatesOf, told } from './templates.ts';

/** 15 July 2026, 02:00 in Asia/Shanghai. */
export const NIGHT = '2026-07-14T18:00:00Z';

export interface Call extends Invocation {
  readonly name: FunctionName;
}

/** The deployed functions between the real engine and a stand-in for Google, with a school of made-up workbooks. */
export interface Cloud {
  readonly server: GoogleServer;
  /** Id of the school workbook. */
  readonly school: string;
  /** Ids of the colleges' workbooks by 学院编号. */
  readonly workbooks: ReadonlyMap<string, string>;
  /** Every call of a function since the cloud was made. */
  readonly calls: readonly Call[];
  /** The distinct operations of a function on the table: `PutItem NOTE`. A transaction counts as the puts in it. */
  accessesOf(name: FunctionName): readonly string[];
  /** Runs a state machine of the template from what its schedule would send. */
  run(machine: 'night' | 'year-end', scheduledAt: string, intercept?: Intercept): Promise<Execution>;
  /** Sends one event to one function, in a sandbox that stays warm as on Lambda. */
  send(name: FunctionName, event: unknown, more?: Readonly<Record<string, string>>): Promise<Invocation>;
  close(): Promise<void>;
}

/** A failure to report instead of calling the function; `null` = the function runs. */
export type Intercept = (
  name: FunctionName,
  input: unknown,
) => { readonly type: string; readonly message: string } | null;

export interface CloudInput {
  readonly engine: string;
  readonly table: string;
  readonly colleges: number;
}

export async function aCloud({ engine, table, colleges }: CloudInput): Promise<Cloud> {
  const server = await openGoogleServer();
  const school = await makeSchool(server, colleges);
  const workbooks = registrationsOf(server, school);
  const proxies = new Map<FunctionName, FaultyProxy>();
  const accesses = new Map<FunctionName, Set<string>>();
  const proxyOf = async (name: FunctionName): Promise<FaultyProxy> => {
    const known = proxies.get(name);
    if (known !== undefined) return known;
    const proxy = await openFaultyProxy(engine);
    const own = new Set<string>();
    proxy.plan(({ operation, body }) => {
      for (const access of accessesIn(operation, body)) own.add(access);
      return null;
    });
    proxies.set(name, proxy);
    accesses.set(name, own);
    return proxy;
  };
  const sandboxes = warmSandboxes();
  const calls: Call[] = [];
  const send: Cloud['send'] = async (name, event, more = {}) => {
    const { endpoint } = await proxyOf(name);
    const local = { DYNAMODB_ENDPOINT: endpoint, XIETONG_TABLE: table, XIETONG_GOOGLE_API: server.url };
    const invocation = await sandboxes.invoke(name, event, {
      ...variablesOf(name),
      ...local,
      XIETONG_SCHOOL_WORKBOOK: school,
      // Google's quota a minute plays no part here.
      XIETONG_GOOGLE_PER_MINUTE: '6000',
      ...more,
    });
    calls.push({ name, ...invocation });
    return invocation;
  };
  return {
    server,
    school,
    workbooks,
    calls,
    accessesOf: (name) => [...(accesses.get(name) ?? [])].toSorted(),
    run: (machine, scheduledAt, intercept = () => null) =>
      execute(definitionOf(machine), { scheduledAt }, `${machine}-${calls.length}`, async (resource, input) => {
        const name = nameOf(resource);
        const failure = intercept(name, input);
        return failure === null ? await send(name, input) : { answer: null, error: failure };
      }),
    send,
    async close() {
      sandboxes.close();
      await Promise.all([...proxies.values()].map((proxy) => proxy.close()));
      await server.close();
    },
  };
}

/** Leading keys of a request: of the items that it puts, takes away or asks for, and of the partition that it queries. */
export function accessesIn(operation: string, body: string): readonly string[] {
  const action = operation === 'TransactWriteItems' ? 'PutItem' : operation;
  const keys = [...body.matchAll(/":?pk":\{"S":"((?:[^"\\]|\\.)*)"\}/g)].map(([, key]) => String(key));
  return keys.map((key) => `${action} ${key}`);
}

async function makeSchool(server: GoogleServer, colleges: number): Promise<string> {
  const asOf = parseIsoDay('2026-07-15')!;
  const sample = { colleges, sample: 'google', studentsPerCollege: 60, faults: true, asOf };
  return await copyFolder(await sampleSchool(sample), server);
}

/** The current 学院登记: the first column that holds ids, by the first column. */
function registrationsOf(server: GoogleServer, school: string): ReadonlyMap<string, string> {
  const [register] = server.workbook(school).sheets;
  const texts = (register?.rows ?? []).map((row) => row.map((cell) => cell?.effectiveValue?.stringValue ?? ''));
  const rows = texts.filter((row) => row.some((text) => text.startsWith('sheet-')));
  return new Map(rows.map((row) => [row[0] ?? '', row.find((text) => text.startsWith('sheet-')) ?? '']));
}

/** Definition of a state machine as the template has it, with the functions' names for their ARNs. */
export function definitionOf(machine: 'night' | 'year-end'): Fields {
  const { stateless } = templatesOf();
  const found = resourcesOf(stateless, 'AWS::StepFunctions::StateMachine').find(
    ({ properties }) => properties.StateMachineName === `xietong-example-${machine}`,
  );
  return JSON.parse(told(found?.properties.DefinitionString, stateless)) as Fields;
}

/** The function behind a resource of such a definition. */
export function nameOf(resource: string): FunctionName {
  return /^<xietong-example-(.+)>$/.exec(resource)?.[1] as FunctionName;
}

/** Variables as the template sets them, without those that point away from this machine. */
function variablesOf(name: FunctionName): Record<string, string> {
  const { stateless } = templatesOf();
  const found = resourcesOf(stateless, 'AWS::Lambda::Function').find(
    ({ properties }) => properties.FunctionName === `xietong-example-${name}`,
  );
  const { Variables = {} } = (found?.properties.Environment ?? {}) as { readonly Variables?: Fields };
  return Object.fromEntries(
    Object.entries(Variables)
      .filter(([key, value]) => typeof value === 'string' && key !== 'XIETONG_GOOGLE_FEDERATION')
      .map(([key, value]) => [key, String(value)]),
  );
}
