import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import type { FunctionName } from '../../infra/tools/bundle.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { type Invocation, warmSandboxes } from '../support/bundles.ts';
import { copyFolder } from '../support/google-server/copy-folder.ts';
import { type GoogleServer, openGoogleServer } from '../support/google-server/server.ts';
import { openQueueServer, type QueueServer } from '../support/queue-server.ts';
import { type SampleOptions, sampleSchool } from '../support/sample-school.ts';

/** 15 July 2026, 02:00 in Asia/Shanghai. */
const SCHEDULED = '2026-07-14T18:00:00Z';
/** Secret of the Apps Script. */
export const SECRET = 'a secret of the tests, long enough';

/** A school at the stand-in for Google, and the functions as they are deployed. */
export interface Lab {
  readonly server: GoogleServer;
  readonly queue: QueueServer;
  /** Id of the school workbook. */
  readonly school: string;
  readonly environment: Readonly<Record<string, string>>;
  send(name: FunctionName, event: unknown, more?: Readonly<Record<string, string>>): Promise<Invocation>;
  close(): Promise<void>;
}

/** What list-colleges gives. */
export interface Listed {
  readonly night: { readonly runId: string; readonly asOf: number };
  readonly colleges: readonly string[];
  readonly failed: number;
  readonly count: number;
}

/** What became of a college's workbook: `null` where nothing is wrong with it. */
export type CollegeAnswer = string | null;

/** What assess-school gives. */
export interface Assessed {
  readonly night: object;
  readonly verdict: string;
  readonly failed: number;
  readonly colleges: readonly string[];
  readonly ranking: object;
}

/** The two small colleges of most tests. */
export const SMALL: SampleOptions = {
  colleges: 2,
  sample: 'google',
  studentsPerCollege: 60,
  faults: true,
  asOf: parseIsoDay('2026-07-15')!,
};

export async function openLab(engine: string, table: string, sample = SMALL): Promise<Lab> {
  const server = await openGoogleServer();
  const queue = await openQueueServer();
  const sandboxes = warmSandboxes();
  const school = await copyFolder(await sampleSchool(sample), server);
  const environment = {
    DYNAMODB_ENDPOINT: engine,
    XIETONG_TABLE: table,
    XIETONG_GOOGLE_API: server.url,
    XIETONG_GOOGLE_PER_MINUTE: '6000',
    XIETONG_SCHOOL: 'lab',
    XIETONG_SCHOOL_WORKBOOK: school,
    XIETONG_QUEUE_URL: queue.url,
    XIETONG_WEBHOOK_SECRET: SECRET,
    XIETONG_WEBHOOK_URL: 'http://127.0.0.1:9/',
  };
  return {
    server,
    queue,
    school,
    environment,
    send: (name, event, more = {}) => sandboxes.invoke(name, event, { ...environment, ...more }),
    async close() {
      sandboxes.close();
      await Promise.all([server.close(), queue.close()]);
    },
  };
}

/** What Scheduler and state machine start a step with. */
export function start(execution: string, scheduledAt = SCHEDULED): object {
  return { scheduledAt, startedAt: '2026-07-14T18:00:03.000Z', execution };
}

/** Answer of a step that must not fail. */
export function answerOf<T>({ answer, error, log }: Invocation): T {
  if (error !== null) throw new Error(`${error.type}: ${error.message}\n${log.join('\n')}`);
  return answer as T;
}

/** A night up to its assessment, one step after the other. */
export async function assess(lab: Lab, execution: string, scheduledAt = SCHEDULED): Promise<Assessed> {
  const { night, colleges, failed } = answerOf<Listed>(await lab.send('list-colleges', start(execution, scheduledAt)));
  const read = await Promise.all(colleges.map((college, at) => lab.send('read-college', { night, college, at })));
  const results = read.map((one) => answerOf<CollegeAnswer>(one));
  return answerOf<Assessed>(await lab.send('assess-school', { night, failed, results }));
}

/** The whole night; gives what every function wrote. */
export async function night(lab: Lab, execution: string, scheduledAt = SCHEDULED): Promise<Assessed> {
  const assessed = await assess(lab, execution, scheduledAt);
  await publish(lab, assessed);
  return assessed;
}

export async function publish(lab: Lab, { night: state, failed, colleges, ranking }: Assessed): Promise<void> {
  const results: CollegeAnswer[] = [];
  for (const college of colleges)
    results.push(answerOf<CollegeAnswer>(await lab.send('publish-college', { night: state, college })));
  answerOf(await lab.send('publish-college', { night: state, failed, ranking, college: null, results }));
}

/** Id of a college's workbook, as 学院登记 has it. */
export function workbookOf({ server, school }: Lab, college: string): string {
  const rows = server.workbook(school).sheets.flatMap(({ rows: own }) => own);
  const row = rows.find(([first]) => first?.effectiveValue?.stringValue === college) ?? [];
  const texts = row.map((cell) => cell?.effectiveValue?.stringValue ?? '');
  return texts.find((text) => text.startsWith('sheet-')) ?? '';
}

/** What went wrong with a college's workbook in a night, as its steps have kept it. */
export async function wordsOf({ environment }: Lab, execution: string, college: string): Promise<string | null> {
  const { DYNAMODB_ENDPOINT: endpoint, XIETONG_TABLE: table = '' } = environment;
  const note = await dynamoStore({ endpoint, table }).runs.note(`night/${execution}/errors`);
  return new Map(JSON.parse(note ?? '[]') as [string, string][]).get(college) ?? null;
}

/** Text of every cell of a tab. */
export function cellsOf(lab: Lab, workbook: string, title: string): readonly string[] {
  const sheet = lab.server.workbook(workbook).sheets.find(({ properties }) => properties.title === title);
  return (sheet?.rows ?? []).flat().flatMap((cell) => {
    const { stringValue, numberValue } = cell?.userEnteredValue ?? {};
    return stringValue ?? (numberValue === undefined ? [] : [String(numberValue)]);
  });
}
