import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { type DomainName, HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type GoogleSchool, type SchoolConfig, studentsOf } from '../config.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { Alarms, type AlarmsProps } from '../constructs/alarms.ts';
import { ChangeQueue, Changes, Looks, newDeadLetters, webhookAddress } from '../constructs/changes.ts';
import { dailyStarts, lookStart, renewalStart } from '../constructs/daily-starts.ts';
import { SchoolDashboard } from '../constructs/dashboard.ts';
import { allow, SchoolFunction } from '../constructs/functions.ts';
import { acknowledgePlace, comesToPlace, placeStatements } from '../constructs/place-access.ts';
import { type ScheduledStart, ScheduledStarts } from '../constructs/scheduled-starts.ts';
import { StateMachines } from '../constructs/state-machines.ts';
import { WebhookDomain } from '../constructs/webhook-domain.ts';
import { type CommonFunction, EVERYWHERE, type FunctionName } from '../tools/bundle.ts';
import type { Stateful } from './stateful.ts';
import { type Variables, variablesOf } from './variables.ts';

export interface StatelessProps extends StackProps {
  readonly config: SchoolConfig;
  readonly stateful: Stateful;
  readonly topic: ITopic;
  /** The bundle of a function. */
  code(name: FunctionName): Code;
}

/** The schedule hands over its event and does not wait for the answer. */
const STARTED_BY_CLOCK: ReadonlySet<FunctionName> = new Set([
  'renew-watches',
  'look-at-place',
  'send-digests',
  'make-pages',
]);

/**
 * Key prefix in the bucket, as in shared/run/page-list.ts: permissions.test.ts and functions/pages.test.ts name both.
 */
const PAGES_PREFIX = 'pages/';
const LIST_KEY = `${PAGES_PREFIX}hashes.json`;
/** The function that writes them, and the one that signs links to them. */
const PAGES: ReadonlySet<FunctionName> = new Set(['make-pages', 'send-digests']);
const OWN_PAGES = 'Colleges come and go: the names of their pages are known when they are written.';

/** What functions are made with. */
interface Making<Config extends SchoolConfig = SchoolConfig> {
  readonly config: Config;
  readonly stateful: Stateful;
  readonly deadStarts: Queue;
  readonly variables: Readonly<Record<FunctionName, Variables>>;
  code(name: FunctionName): Code;
}

/** Where messages of changes come in. */
interface Web {
  readonly api: HttpApi;
  readonly domain: DomainName | undefined;
  readonly address: string;
}

/** The source of change reports, and what is monitored of it. */
interface Telling {
  readonly place: AlarmsProps['place'];
  readonly starts: readonly ScheduledStart[];
}

/** Everything that may be deleted and deployed again at any time: functions, state machines, queue, API, alarms. */
export class Stateless extends Stack {
  constructor(scope: Construct, id: string, { config, stateful, topic, code, ...props }: StatelessProps) {
    super(scope, id, props);
    const { id: school, parallel, notify, pages } = config;
    const web = config.kind === 'google' ? this.newWeb(config) : null;
    const changes = new ChangeQueue(this, 'Changes');
    const deadStarts = newDeadLetters(this, 'DeadStarts', {});
    const making = {
      config,
      stateful,
      deadStarts,
      variables: variablesOf(config, stateful, changes, web?.address ?? ''),
      code,
    };
    const functions = Object.fromEntries(EVERYWHERE.map((name) => [name, this.newFunction(name, making)])) as Record<
      CommonFunction,
      SchoolFunction
    >;
    const { night, yearEnd } = new StateMachines(this, 'Machines', { school, functions, parallel });
    const process = functions['process-change'];
    const { place, starts } =
      config.kind === 'google' && web !== null
        ? this.listen({ ...making, config }, web, changes.queue, process)
        : this.look(making, changes.queue, process);
    const machines = { night: night.stateMachineArn, yearEnd: yearEnd.stateMachineArn };
    new ScheduledStarts(this, 'Clock', {
      starts: [...dailyStarts(config, machines, functions), ...starts],
      deadLetters: deadStarts,
    });
    const alarms = new Alarms(this, 'Alarms', {
      school,
      topic,
      tableName: stateful.table.tableName,
      night,
      yearEnd,
      isSealedOnTime: config.yearEnd !== null,
      functions,
      place,
      deadChanges: changes.deadLetters,
      deadStarts,
      notify,
      pages,
    });
    if (config.dashboard)
      new SchoolDashboard(this, 'Page', { school, kind: config.kind, alarms, queue: changes.queue });
  }

  private newFunction(name: FunctionName, { config, stateful, deadStarts, variables, code }: Making): SchoolFunction {
    const ofPlace = config.kind === 'files' ? placeStatements(name, config, this.partition) : [];
    const made = new SchoolFunction(this, idOf(name), {
      school: config.id,
      students: studentsOf(config),
      name,
      code: code(name),
      table: stateful.table,
      environment: variables[name],
      logRetention: config.logDays as RetentionDays,
      ...(STARTED_BY_CLOCK.has(name) ? { deadLetters: deadStarts } : {}),
      edition: config.kind === 'files' && comesToPlace(name) ? config.passwordOf : undefined,
      others: [...ofPlace, ...pagesStatements(name, stateful)],
    });
    if (config.kind === 'files') acknowledgePlace(made, config, this.partition);
    if (PAGES.has(name) && stateful.pagesBucket !== null) {
      const pattern = `AwsSolutions-IAM5[Resource::${stateful.pagesExport(stateful.pagesBucket)}/${PAGES_PREFIX}*]`;
      acknowledge(made.role, { [pattern]: OWN_PAGES });
    }
    return made;
  }

  private newWeb({ id, domain }: GoogleSchool): Web {
    const api = new HttpApi(this, 'Api', { apiName: `xietong-${id}`, createDefaultStage: false });
    const address = webhookAddress(api, domain?.name);
    new CfnOutput(this, 'WebhookAddress', { value: address, description: 'XIETONG_URL of the Apps Script' });
    return { api, address, domain: domain && new WebhookDomain(this, 'Domain', domain).domainName };
  }

  /** Google reports changes: scripts and channels send to the API. */
  private listen(making: Making<GoogleSchool>, web: Web, queue: Queue, process: SchoolFunction): Telling {
    const { id: school, watch, logDays } = making.config;
    const renew = this.newFunction('renew-watches', making);
    const receive = this.newFunction('receive-change', making);
    const { api, domain } = web;
    const logRetention = logDays as RetentionDays;
    new Changes(this, 'Webhook', { school, api, domain, queue, receive, process, logRetention });
    return {
      place: { kind: 'google', api, renew: watch ? renew : null },
      starts: watch ? [renewalStart(school, renew)] : [],
    };
  }

  /** A disk or a bucket is polled. */
  private look(making: Making, queue: Queue, process: SchoolFunction): Telling {
    const look = this.newFunction('look-at-place', making);
    new Looks(this, 'Looks', { queue, look, process });
    return { place: { kind: 'files' }, starts: [lookStart(making.config.id, look)] };
  }
}

/**
 * One function writes the pages and their list, and reads only that list; the other signs links, and a link opens what
 * its signer may read.
 */
function pagesStatements(name: FunctionName, { pagesBucket }: Stateful): readonly PolicyStatement[] {
  if (pagesBucket === null) return [];
  const pages = pagesBucket.arnForObjects(`${PAGES_PREFIX}*`);
  if (name === 'send-digests') return [allow(['s3:GetObject'], pages)];
  if (name !== 'make-pages') return [];
  return [allow(['s3:GetObject'], pagesBucket.arnForObjects(LIST_KEY)), allow(['s3:PutObject'], pages)];
}

/** `read-college` becomes `ReadCollege` in construct ids. */
function idOf(name: FunctionName): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
