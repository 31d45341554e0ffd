/**
 * The night in Amazon States Language (JSONPath): list → read → assess → publish. It is plain data: tests take it out
 * of the template and run it unchanged.
 */

/** Names of the functions that it calls, by ARN. */
export interface NightFunctions {
  readonly list: string;
  readonly read: string;
  readonly assess: string;
  readonly publish: string;
}

/** With more workbooks than this, each gets its own execution: one history holds 25,000 events. */
export const INLINE_LIMIT = 40;
/** Labels of the maps with child executions: parts of the ARNs of these executions. */
export const MAP_LABELS = ['Read', 'Publish'] as const;
/** A night that is overtaken this often is no accident. */
const ATTEMPTS = 3;

type State = Readonly<Record<string, unknown>>;

/** Faults of Lambda itself: over in seconds. Timeouts are not included: they would only repeat. */
const LAMBDA_FAULTS = {
  ErrorEquals: [
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
  ],
  IntervalSeconds: 2,
  MaxAttempts: 6,
  BackoffRate: 2,
  JitterStrategy: 'FULL',
};

/** For anything busy or out of quota for this minute: waits of 1, 2, 4, 8 and 10 minutes, randomly shortened. */
const BUSY = {
  ErrorEquals: ['TryLater'],
  IntervalSeconds: 60,
  MaxAttempts: 5,
  BackoffRate: 2,
  MaxDelaySeconds: 600,
  JitterStrategy: 'FULL',
};

/**
 * Errors whose message is for the staff who fill in the workbook. The message of a `Defect` or a `BadEvent` is for us.
 */
const FOR_PEOPLE = ['TryLater', 'Refused', 'StaleReading'];

function task(resource: string, parameters: State, rest: State): State {
  return { Type: 'Task', Resource: resource, Parameters: parameters, Retry: [LAMBDA_FAULTS, BUSY], ...rest };
}

/**
 * One workbook: a failure becomes its result and never stops the others. The function has kept its message for people
 * in the store; if it had none, the result says so.
 */
function oneWorkbook(prefix: string, work: State): State {
  return {
    StartAt: prefix,
    States: {
      [prefix]: {
        ...work,
        End: true,
        Catch: [
          { ErrorEquals: FOR_PEOPLE, ResultPath: '$.caught', Next: `${prefix}Explained` },
          { ErrorEquals: ['States.ALL'], ResultPath: '$.caught', Next: `${prefix}Broken` },
        ],
      },
      [`${prefix}Explained`]: { Type: 'Pass', InputPath: '$.college', End: true },
      [`${prefix}Broken`]: { Type: 'Pass', Parameters: { 'broken.$': '$.college' }, End: true },
    },
  };
}

interface Fan {
  readonly selector: State;
  readonly next: string;
  readonly parallel: number;
  readonly processor: (prefix: string) => State;
}

/** The same work for every workbook: within this execution, or in an execution each if there are many. */
function fan(name: (typeof MAP_LABELS)[number], { selector, next, parallel, processor }: Fan): Record<string, State> {
  const common = {
    Type: 'Map',
    ItemsPath: '$.work.colleges',
    ItemSelector: selector,
    MaxConcurrency: parallel,
    ResultPath: '$.work.results',
    Next: next,
  };
  return {
    [`${name}Few`]: { ...common, ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...processor(name) } },
    [`${name}Many`]: {
      ...common,
      Label: name,
      // A workbook's own failure is its result; only an execution fails here, and a redrive runs the failed ones again.
      ToleratedFailurePercentage: 0,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...processor(`${name}Child`),
      },
    },
  };
}

function manyOrFew(name: string): State {
  return {
    Type: 'Choice',
    Choices: [{ Variable: '$.work.count', NumericGreaterThan: INLINE_LIMIT, Next: `${name}Many` }],
    Default: `${name}Few`,
  };
}

/** A newer reading has been settled meanwhile: everything is read again. */
const OVERTAKEN = [{ ErrorEquals: ['StaleReading'], ResultPath: '$.overtaken', Next: 'Overtaken' }];

/** @param parallel workbooks at the same time; the limit is Google's quota, not AWS */
export function nightDefinition({ list, read, assess, publish }: NightFunctions, parallel: number): State {
  const night = { 'night.$': '$.work.night' };
  const handedOn = { ...night, 'failed.$': '$.work.failed', 'results.$': '$.work.results' };
  return {
    Comment: 'One night of a school: list, read, assess, publish',
    StartAt: 'Begin',
    // Shorter than a day: two nights never overlap; the retries of all steps fit in.
    TimeoutSeconds: 6 * 3_600,
    States: {
      Begin: {
        Type: 'Pass',
        Parameters: { 'scheduledAt.$': '$.scheduledAt', attempt: 1 },
        Next: 'ListColleges',
      },
      ListColleges: task(
        list,
        // An attempt after an overtaken one is a later reading, so it must not carry the time of the first.
        {
          'scheduledAt.$': '$.scheduledAt',
          'startedAt.$': '$$.State.EnteredTime',
          'execution.$': '$$.Execution.Name',
        },
        { ResultPath: '$.work', Next: 'CountRead' },
      ),
      CountRead: manyOrFew('Read'),
      ...fan('Read', {
        selector: { ...night, 'college.$': '$$.Map.Item.Value', 'at.$': '$$.Map.Item.Index' },
        next: 'AssessSchool',
        parallel,
        processor: (prefix) =>
          oneWorkbook(prefix, task(read, { 'night.$': '$.night', 'college.$': '$.college', 'at.$': '$.at' }, {})),
      }),
      // Its answer replaces the list and the reading results: no state holds more than two lists.
      AssessSchool: task(assess, handedOn, { ResultPath: '$.work', Catch: OVERTAKEN, Next: 'Verdict' }),
      Verdict: {
        Type: 'Choice',
        Choices: [{ Variable: '$.work.verdict', StringEquals: 'incomplete', Next: 'Incomplete' }],
        Default: 'CountPublish',
      },
      CountPublish: manyOrFew('Publish'),
      ...fan('Publish', {
        selector: { ...night, 'college.$': '$$.Map.Item.Value' },
        next: 'PublishSchool',
        parallel,
        processor: (prefix) =>
          oneWorkbook(prefix, task(publish, { 'night.$': '$.night', 'college.$': '$.college' }, {})),
      }),
      PublishSchool: task(
        publish,
        { ...handedOn, 'ranking.$': '$.work.ranking', college: null },
        { Catch: OVERTAKEN, Next: 'Done' },
      ),
      Done: { Type: 'Succeed' },
      Overtaken: {
        Type: 'Choice',
        Choices: [{ Variable: '$.attempt', NumericLessThan: ATTEMPTS, Next: 'Again' }],
        Default: 'OvertakenTooOften',
      },
      Again: {
        Type: 'Pass',
        Parameters: {
          'scheduledAt.$': '$.scheduledAt',
          'attempt.$': 'States.MathAdd($.attempt, 1)',
        },
        Next: 'ListColleges',
      },
      OvertakenTooOften: {
        Type: 'Fail',
        Error: 'StaleReading',
        Cause: `Newer readings were settled during each of ${ATTEMPTS} attempts. Start the night again when fewer people edit.`,
      },
      Incomplete: {
        Type: 'Fail',
        Error: 'NightIncomplete',
        Cause:
          'A rule failed by a fault of ours. Nothing was removed, nothing was published. See IncompleteNight in infra/RUNBOOK.md.',
      },
    },
  };
}

/** One step every day, with the retries of the night: it seals the year that ended, if that is not done yet. */
export function yearEndDefinition(closeYear: string): State {
  return {
    Comment: 'Seals the academic year that ended last, where it is not sealed yet',
    StartAt: 'CloseYear',
    TimeoutSeconds: 3 * 3_600,
    States: {
      CloseYear: task(
        closeYear,
        {
          'scheduledAt.$': '$.scheduledAt',
          'startedAt.$': '$$.Execution.StartTime',
          'execution.$': '$$.Execution.Name',
        },
        {
          Retry: [LAMBDA_FAULTS, { ...BUSY, ErrorEquals: ['TryLater', 'StaleReading'] }],
          End: true,
        },
      ),
    },
  };
}
