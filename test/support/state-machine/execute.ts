import { ExecutionError, StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { refuseUnknown } from './known-fields.ts';

/** The result of a Task's function: its answer, or the failure as Lambda would name it. */
export interface TaskResult {
  readonly answer: unknown;
  readonly error: { readonly type: string; readonly message: string } | null;
}

export interface Execution {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly output: unknown;
  /** Name and cause of a failure. */
  readonly error: { readonly name: string; readonly cause: string } | null;
  /** States in the order in which they were entered, including those of a map's items. */
  readonly states: readonly string[];
  /** Size in bytes of the largest state that was passed on. */
  readonly largest: number;
  /** Calls in order: the resource (an ARN) and its input. */
  readonly calls: readonly { readonly resource: string; readonly input: unknown }[];
}

/** The service's limit for the input and output of a state. */
const LIMIT = 256 * 1_024;

type Invoke = (resource: string, input: unknown) => Promise<TaskResult>;

/**
 * Runs a definition from the template in an engine for Amazon States Language. Pauses before retries are skipped; another
 * test asserts their lengths. The engine runs a Distributed Map within the same execution, so definitions that would
 * behave differently there (its own context, tolerated failures) are refused.
 */
export async function execute(definition: object, input: unknown, name: string, invoke: Invoke): Promise<Execution> {
  refuseUnknown(definition);
  const calls: Execution['calls'][number][] = [];
  const tasks = tasksOf(definition);
  const handlers = Object.fromEntries(
    tasks.map(({ state, resource }) => [
      state,
      async (sent: unknown) => {
        refuseTooLong(state, sent);
        calls.push({ resource, input: sent });
        return answerOf(await invoke(resource, sent), state);
      },
    ]),
  );
  const machine = new StateMachine(structuredClone(definition) as StateMachineDefinition, {
    validationOptions: { checkArn: false, checkPaths: true },
  });
  const run = machine.run(input as Parameters<StateMachine['run']>[0], {
    // The engine does not provide the time of entering a state: the time of reading it stands in.
    context: {
      Execution: { Name: name },
      State: {
        get EnteredTime() {
          return new Date().toISOString();
        },
      },
    },
    overrides: {
      taskResourceLocalHandlers: handlers as never,
      retryIntervalOverrides: Object.fromEntries(tasks.map(({ state }) => [state, 0])),
    },
  });
  const walked = walkOf(run.eventLogs);
  const outcome = await run.result.then(
    (output) => ({ status: 'SUCCEEDED' as const, output: output as unknown, error: null }),
    (error: unknown) => ({ status: 'FAILED' as const, output: null, error: failureOf(error) }),
  );
  const { states, outputs } = await walked;
  // The service limits the size of the whole state that is passed on, not only of a function's answer.
  const largest = outputs.reduce((most, { state, output }) => Math.max(most, refuseTooLong(state, output)), 0);
  return { ...outcome, states, largest, calls };
}

function failureOf(error: unknown): { readonly name: string; readonly cause: string } {
  const cause = error instanceof ExecutionError ? error.cause : error;
  return cause instanceof Error
    ? { name: cause.name, cause: cause.message }
    : { name: 'unknown', cause: String(cause) };
}

interface Walk {
  readonly states: readonly string[];
  /** The output of each state: its input with its result in it. */
  readonly outputs: readonly { readonly state: string; readonly output: unknown }[];
}

async function walkOf(events: ReturnType<StateMachine['run']>['eventLogs']): Promise<Walk> {
  const states: string[] = [];
  const outputs: Walk['outputs'][number][] = [];
  for await (const event of events) {
    const { type } = event as { readonly type: string };
    const state = (event as { readonly state?: { readonly name: string; readonly output?: unknown } }).state;
    if (type === 'StateEntered' && state) states.push(state.name);
    if (type === 'StateExited' && state) outputs.push({ state: state.name, output: state.output });
  }
  return { states, outputs };
}

interface Task {
  readonly state: string;
  readonly resource: string;
}

/** Every Task, including those within maps. The service demands names that are unique in the whole machine. */
function tasksOf(definition: object): readonly Task[] {
  const states = Object.entries((definition as { readonly States: Readonly<Record<string, object>> }).States);
  return states.flatMap(([state, body]) => {
    const { Resource, ItemProcessor } = body as { readonly Resource?: string; readonly ItemProcessor?: object };
    if (Resource !== undefined) return [{ state, resource: Resource }];
    return ItemProcessor === undefined ? [] : tasksOf(ItemProcessor);
  });
}

/** A failure as Node's runtime reports it to the service. */
class TaskFailure extends Error {
  constructor({ type, message }: { readonly type: string; readonly message: string }) {
    super(JSON.stringify({ errorType: type, errorMessage: message, trace: [] }));
    this.name = type;
  }
}

function answerOf({ answer, error }: TaskResult, state: string): unknown {
  if (error !== null) throw new TaskFailure(error);
  refuseTooLong(state, answer);
  return answer;
}

function refuseTooLong(state: string, value: unknown): number {
  const length = Buffer.byteLength(JSON.stringify(value) ?? '');
  if (length > LIMIT) throw new Error(`${state} hands over ${length} bytes; the service takes ${LIMIT}`);
  return length;
}
