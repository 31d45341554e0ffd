import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type DomainName,
  type HttpApi,
  HttpIntegrationType,
  HttpMethod,
  HttpRouteIntegration,
  type HttpRouteIntegrationBindOptions,
  type HttpRouteIntegrationConfig,
  HttpStage,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { NAMESPACE } from '../../functions/telemetry.ts';
import { acknowledge } from './acknowledge.ts';
import { allow, type SchoolFunction, SIZES } from './functions.ts';

/** A queue that is encrypted at rest and refuses unencrypted connections. */
function newQueue(scope: Construct, id: string, props: QueueProps): Queue {
  return new Queue(scope, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, ...props });
}

/** Receives messages that nothing could process; kept for two weeks, the longest the service allows. */
export function newDeadLetters(scope: Construct, id: string, props: QueueProps): Queue {
  const queue = newQueue(scope, id, { retentionPeriod: Duration.days(14), ...props });
  acknowledge(queue, { 'AwsSolutions-SQS3': IS_THE_END, 'Serverless-SQSRedrivePolicy': IS_THE_END });
  return queue;
}

const IS_THE_END = 'This queue holds dead letters itself; the alarm DeadLetters goes off with the first.';

const OF_THE_QUEUE = 'A queue as a source has its destination for failures in its own redrive policy.';

const SIGNED =
  'Drive and the Apps Script cannot sign for IAM or fetch a token of ours. The function checks an HMAC, or the token of the channel, before it does anything.';

/** Changed workbooks, in the order in which they changed; messages that failed four times go to the dead letters. */
export class ChangeQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.deadLetters = newDeadLetters(this, 'Dead', { fifo: true });
    this.queue = newQueue(this, 'Queue', {
      fifo: true,
      // Six times the worker's own time: a message does not come back while a worker may still be processing it.
      visibilityTimeout: Duration.seconds(6 * SIZES['process-change'].timeout.toSeconds()),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 4 },
    });
  }
}

/** Workers of the queue at the same time; two is the least that the service accepts. */
export const WORKERS = 2;

/** Messages let in per second; the Apps Script sends one a minute for each workbook. */
const THROTTLE = { rateLimit: 10, burstLimit: 50 };

/** No address, agent or header of the caller: these would be data about people. */
const LOG_FIELDS = (school: string): object => ({
  school,
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
});

/** Messages rejected by the API's own throttle: no function sees them, so they are counted in the API's log. */
export const SHUT_OUT = 'ShutOutMessages';

export interface ChangesProps {
  readonly school: string;
  readonly api: HttpApi;
  /** The school's own name, if it has one. */
  readonly domain: DomainName | undefined;
  readonly queue: Queue;
  readonly receive: SchoolFunction;
  readonly process: SchoolFunction;
  readonly logRetention: RetentionDays;
}

/** A function behind a route; this API may call it for a POST to this path and for nothing else. */
class OneRoute extends HttpRouteIntegration {
  private readonly lambda: LambdaFunction;

  constructor(id: string, lambda: LambdaFunction) {
    super(id);
    this.lambda = lambda;
  }

  override bind({ route, scope }: HttpRouteIntegrationBindOptions): HttpRouteIntegrationConfig {
    this.lambda.addPermission('Route', {
      scope,
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(route).formatArn({
        service: 'execute-api',
        resource: route.httpApi.apiId,
        resourceName: `*/POST${CHANGES_PATH}`,
      }),
    });
    return {
      type: HttpIntegrationType.AWS_PROXY,
      uri: this.lambda.functionArn,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    };
  }
}

/** “This workbook has changed”: HTTP API → receive-change → queue → process-change. */
export class Changes extends Construct {
  constructor(scope: Construct, id: string, props: ChangesProps) {
    super(scope, id);
    this.takeMessages(props);
    workOff(this, props);
  }

  private takeMessages({ school, api, domain, queue, receive, logRetention }: ChangesProps): void {
    const logGroup = new LogGroup(this, 'AccessLog', {
      // With this prefix, API Gateway needs no line for each school in its single policy of 5,120 characters.
      logGroupName: `/aws/vendedlogs/xietong/${school}/access`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.addMetricFilter('ShutOut', {
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      metricNamespace: NAMESPACE,
      metricName: SHUT_OUT,
      metricValue: '1',
      dimensions: { school: '$.school' },
    });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      autoDeploy: true,
      throttle: THROTTLE,
      ...(domain && { domainMapping: { domainName: domain } }),
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(LOG_FIELDS(school))),
      },
    });
    const [route] = api.addRoutes({
      path: CHANGES_PATH,
      methods: [HttpMethod.POST],
      integration: new OneRoute('Receive', receive.lambda),
    });
    acknowledge(route!, { 'AwsSolutions-APIG4': SIGNED });
    receive.role.addToPolicy(allow(['sqs:SendMessage'], queue.queueArn));
  }
}

export interface LooksProps {
  readonly queue: Queue;
  readonly look: SchoolFunction;
  readonly process: SchoolFunction;
}

/** A place that sends no messages: schedule → look-at-place → queue → process-change. */
export class Looks extends Construct {
  constructor(scope: Construct, id: string, props: LooksProps) {
    super(scope, id);
    props.look.role.addToPolicy(allow(['sqs:SendMessage'], props.queue.queueArn));
    workOff(this, props);
  }
}

function workOff(scope: Construct, { queue, process }: Pick<ChangesProps, 'queue' | 'process'>): void {
  process.role.addToPolicy(
    allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], queue.queueArn),
  );
  const worker = new EventSourceMapping(scope, 'Worker', {
    target: process.lambda,
    eventSourceArn: queue.queueArn,
    // One by one: a message may take minutes, and a batch would keep the messages behind it from the other worker.
    batchSize: 1,
    reportBatchItemFailures: true,
    maxConcurrency: WORKERS,
  });
  acknowledge(worker, { 'Serverless-LambdaEventSourceMappingDestination': OF_THE_QUEUE });
}

const CHANGES_PATH = '/changes';

/** Address that the Apps Script and Drive send to. @param name the school's own, if it has one */
export function webhookAddress(api: HttpApi, name?: string): string {
  return `${name === undefined ? api.apiEndpoint : `https://${name}`}${CHANGES_PATH}`;
}
