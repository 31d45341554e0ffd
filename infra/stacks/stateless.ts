import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Environment } from '../../functions/env.ts';
import type { SchoolConfig } from '../config.ts';
import { MOST_STUDENTS, MOST_USUAL_COLLEGES, shareOf } from '../config.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { Alarms } from '../constructs/alarms.ts';
import { ChangeQueue, Changes, newDeadLetters, WORKERS, webhookAddress } from '../constructs/changes.ts';
import { SchoolDashboard } from '../constructs/dashboard.ts';
import { allow, SchoolFunction } from '../constructs/functions.ts';
import { federationOf } from '../constructs/google-federation.ts';
import { type ScheduledStart, ScheduledStarts } from '../constructs/scheduled-starts.ts';
import { StateMachines } from '../constructs/state-machines.ts';
import { WebhookDomain } from '../constructs/webhook-domain.ts';
import { FUNCTIONS, type FunctionName } from '../tools/bundle.ts';
import type { Stateful } from './stateful.ts';

export interface StatelessProps extends StackProps {
  readonly config: SchoolConfig;
  readonly stateful: Stateful;
  readonly topic: ITopic;
  /** The bundle of a function. */
  code(name: FunctionName): Code;
}

/** The schedule hands its event over and goes: nobody waits for the answer. */
const STARTED_BY_CLOCK: ReadonlySet<FunctionName> = new Set(['renew-watches', 'send-digests', 'make-pages']);

/** Keys in the bucket, as shared/run/page-list.ts has them: permissions.test.ts and functions/pages.test.ts name both. */
const PAGES_PREFIX = 'pages/';
const LIST_KEY = `${PAGES_PREFIX}hashes.json`;
const OWN_PAGES = 'Colleges come and go: the names of their pages are known when they are written.';

type Variables = Partial<Record<keyof Environment, string>>;

/** What may be thrown away and deployed again at any time: functions, state machines, queue, API, alarms. */
export class Stateless extends Stack {
  constructor(scope: Construct, id: string, { config, stateful, topic, code, ...props }: StatelessProps) {
    super(scope, id, props);
    const school = config.id;
    const api = new HttpApi(this, 'Api', { apiName: `xietong-${school}`, createDefaultStage: false });
    const changes = new ChangeQueue(this, 'Changes');
    const deadStarts = newDeadLetters(this, 'DeadStarts', {});
    const logRetention = config.logDays as RetentionDays;
    const address = webhookAddress(api, config.domain?.name);
    const domain = config.domain && new WebhookDomain(this, 'Domain', config.domain).domainName;
    const variables = variablesOf(config, stateful, address, changes);
    const functions = Object.fromEntries(
      FUNCTIONS.map((name) => [
        name,
        new SchoolFunction(this, idOf(name), {
          school,
          name,
          code: code(name),
          table: stateful.table,
          environment: variables[name],
          logRetention,
          ...(STARTED_BY_CLOCK.has(name) ? { deadLetters: deadStarts } : {}),
          others: pagesStatements(name, stateful),
        }),
      ]),
    ) as Record<FunctionName, SchoolFunction>;
    if (stateful.pagesBucket !== null) {
      const pattern = `AwsSolutions-IAM5[Resource::${stateful.pagesExport(stateful.pagesBucket)}/${PAGES_PREFIX}*]`;
      for (const name of ['make-pages', 'send-digests'] as const)
        acknowledge(functions[name].role, { [pattern]: OWN_PAGES });
    }
    const { night, yearEnd } = new StateMachines(this, 'Machines', { school, functions, parallel: config.parallel });
    this.startOnTime(config, { night: night.stateMachineArn, yearEnd: yearEnd.stateMachineArn }, functions, deadStarts);
    const [receive, process] = [functions['receive-change'], functions['process-change']];
    new Changes(this, 'Webhook', { school, api, domain, queue: changes.queue, receive, process, logRetention });
    const deadChanges = changes.deadLetters;
    const { tableName } = stateful.table;
    const { watch, notify, pages } = config;
    const watched = {
      school,
      topic,
      api,
      tableName,
      night,
      yearEnd,
      isSealedOnTime: config.yearEnd !== null,
      functions,
      deadChanges,
      deadStarts,
      watch,
      notify,
      pages,
    };
    const alarms = new Alarms(this, 'Alarms', watched);
    if (config.dashboard) new SchoolDashboard(this, 'Page', { school, alarms, queue: changes.queue });
    new CfnOutput(this, 'WebhookAddress', { value: address, description: 'XIETONG_URL of the Apps Script' });
  }

  private startOnTime(
    { id, night, yearEnd, watch, notify, pages }: SchoolConfig,
    machines: { readonly night: string; readonly yearEnd: string },
    functions: Readonly<Record<FunctionName, SchoolFunction>>,
    deadLetters: Queue,
  ): void {
    const execution = { action: 'states:StartExecution' } as const;
    const call = (name: FunctionName): Pick<ScheduledStart, 'target' | 'action'> => ({
      target: functions[name].lambda.functionArn,
      action: 'lambda:InvokeFunction',
    });
    const daily = ({ hour, minute }: SchoolConfig['night']): string => `${Number(minute)} ${Number(hour)} * * ? *`;
    const starts: ScheduledStart[] = [
      {
        id: 'Night',
        cron: daily(night),
        description: `Every night of ${id}`,
        target: machines.night,
        ...execution,
      },
    ];
    if (yearEnd !== null)
      starts.push({
        id: 'YearEnd',
        // Every day: from 1 September on until the year is sealed there is something to do, on the others one question.
        cron: daily(yearEnd),
        description: `Seals the academic year of ${id} when it has ended`,
        target: machines.yearEnd,
        ...execution,
      });
    // Never at the full or half hour; what a service had no time for is tried a quarter of an hour later.
    if (notify)
      starts.push({
        id: 'Digests',
        cron: '7/15 7-11 * * ? *',
        description: `Sends the digests of ${id}`,
        ...call('send-digests'),
      });
    if (pages)
      starts.push({
        id: 'Pages',
        // A night of 300 colleges has come to its end by then; of a longer one they show what was before it.
        cron: daily({ ...night, hour: String((Number(night.hour) + 1) % 24) }),
        description: `Writes the pages of ${id}`,
        ...call('make-pages'),
      });
    // A channel lives a day at most and is renewed at half of it: one renewal may fail before it ends.
    if (watch)
      starts.push({
        id: 'Renewal',
        cron: '20 */6 * * ? *',
        description: `Renews the channels of ${id}`,
        ...call('renew-watches'),
      });
    new ScheduledStarts(this, 'Clock', { starts, deadLetters });
  }
}

/** Variables of each function: those that it reads, and no other. */
function variablesOf(
  { id, workbook, google, night, parallel, colleges }: SchoolConfig,
  { table, secret, notifySecret, pagesBucket, urlSuffix }: Stateful,
  address: string,
  { queue }: ChangeQueue,
): Readonly<Record<FunctionName, Variables>> {
  const base: Variables = { XIETONG_TABLE: table.tableName, XIETONG_SCHOOL: id };
  const alone: Variables = {
    ...base,
    XIETONG_SCHOOL_WORKBOOK: workbook,
    XIETONG_GOOGLE_FEDERATION: JSON.stringify(federationOf(google, urlSuffix)),
    XIETONG_GOOGLE_PER_MINUTE: String(google.perMinute),
    XIETONG_NEXT_RUN: night.text,
    // The register of colleges may have grown since: a night of more than one function can judge is refused, not begun.
    XIETONG_MOST_COLLEGES: String(Math.max(colleges, MOST_USUAL_COLLEGES)),
    XIETONG_MOST_STUDENTS: String(MOST_STUDENTS),
  };
  // Each sandbox keeps its own pace, so those that run side by side get a share each.
  const beside = (count: number): Variables => ({
    ...alone,
    XIETONG_GOOGLE_PER_MINUTE: String(shareOf(google.perMinute, count)),
  });
  const pages: Variables = pagesBucket ? { XIETONG_PAGES_BUCKET: pagesBucket.bucketName } : {};
  return {
    'list-colleges': alone,
    'read-college': beside(parallel),
    'assess-school': alone,
    'publish-college': beside(parallel),
    'close-year': alone,
    'renew-watches': { ...alone, XIETONG_WEBHOOK_URL: address },
    'receive-change': {
      ...base,
      XIETONG_QUEUE_URL: queue.queueUrl,
      // Filled in at deployment: no template holds it. Whoever may read the function's configuration can read it; it
      // buys him that a workbook is looked at once more. Reading it at run time would cost another client and permission.
      XIETONG_WEBHOOK_SECRET: secret.secretValue.unsafeUnwrap(),
    },
    'process-change': beside(WORKERS),
    'send-digests': {
      ...base,
      // As above: with read access to the function's configuration one can send messages to the groups.
      ...(notifySecret && { XIETONG_NOTIFY_SECRETS: notifySecret.secretValue.unsafeUnwrap() }),
      ...pages,
    },
    'make-pages': { ...base, ...pages },
  };
}

/** One writes pages and the list of them, and reads that list alone; the other signs links, and a link opens what its signer may read. */
function pagesStatements(name: FunctionName, { pagesBucket }: Stateful): readonly PolicyStatement[] {
  if (pagesBucket === null) return [];
  const pages = pagesBucket.arnForObjects(`${PAGES_PREFIX}*`);
  if (name === 'send-digests') return [allow(['s3:GetObject'], pages)];
  if (name !== 'make-pages') return [];
  return [allow(['s3:GetObject'], pagesBucket.arnForObjects(LIST_KEY)), allow(['s3:PutObject'], pages)];
}

/** `read-college` is `ReadCollege` among constructs. */
function idOf(name: FunctionName): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
