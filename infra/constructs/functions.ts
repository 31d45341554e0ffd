import { ArnFormat, Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/env.ts';
import type { FunctionName } from '../tools/bundle.ts';
import { acknowledge, NO_TRACING } from './acknowledge.ts';

/**
 * What a function may do with the table. A transaction of puts needs `PutItem` for each of them and nothing else;
 * `BatchWriteItem` and `BatchGetItem` are for the parts of a body that is larger than an item.
 */
interface TableAccess {
  readonly actions: readonly string[];
  /** What it may do with notes only: dirty marks, nonces, channels. */
  readonly withNotes?: readonly string[];
}

interface Sizing {
  readonly memory: number;
  readonly timeout: Duration;
  readonly table: TableAccess;
}

/** Partition of the notes. Whoever breaks the door to the internet finds no row of a workbook behind it. */
const NOTES = 'NOTE';

/** Whoever judges holds every snapshot of the school in memory: 3,008 MB is the most that a new account may have. */
export const SIZES: Readonly<Record<FunctionName, Sizing>> = {
  'list-colleges': {
    memory: 1024,
    timeout: Duration.minutes(5),
    table: { actions: ['GetItem', 'Query', 'PutItem', 'BatchWriteItem'] },
  },
  'read-college': {
    memory: 1024,
    timeout: Duration.minutes(5),
    table: { actions: ['GetItem', 'Query', 'PutItem', 'BatchWriteItem'] },
  },
  'assess-school': {
    memory: 3008,
    timeout: Duration.minutes(15),
    table: { actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'BatchWriteItem'] },
  },
  'publish-college': {
    memory: 1024,
    timeout: Duration.minutes(10),
    table: { actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'BatchWriteItem'] },
  },
  'close-year': {
    memory: 3008,
    timeout: Duration.minutes(15),
    table: {
      actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'BatchWriteItem'],
      withNotes: ['DeleteItem'],
    },
  },
  'renew-watches': {
    memory: 512,
    timeout: Duration.minutes(15),
    table: { actions: ['Query'], withNotes: ['PutItem', 'DeleteItem'] },
  },
  'receive-change': {
    memory: 256,
    timeout: Duration.seconds(10),
    table: { actions: [], withNotes: ['GetItem', 'PutItem'] },
  },
  'send-digests': {
    memory: 512,
    timeout: Duration.minutes(5),
    table: { actions: ['GetItem', 'Query'], withNotes: ['PutItem'] },
  },
  'process-change': {
    memory: 3008,
    // Short, because a message that failed comes back after six times as long.
    timeout: Duration.minutes(5),
    table: { actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'BatchWriteItem'] },
  },
};

export interface SchoolFunctionProps {
  readonly school: string;
  readonly name: FunctionName;
  readonly code: Code;
  readonly table: Table;
  readonly environment: Partial<Record<keyof Environment, string>>;
  readonly logRetention: RetentionDays;
  /** Where an event goes that failed; for what is started without anybody waiting for the answer. */
  readonly deadLetters?: Queue;
}

/** One bundle on Node 24 and arm64, with a role of its own, a log of its own and no permission but those named here. */
export class SchoolFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: SchoolFunctionProps) {
    super(scope, id);
    const { school, name, code, table, environment, logRetention, deadLetters } = props;
    const { memory, timeout, table: access } = SIZES[name];
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/xietong/${school}/${name}`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      // The Google side trusts this very name, so it must not change with a deployment.
      roleName: `xietong-${school}-${name}`,
      description: `What ${name} of ${school} may do`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        own: new PolicyDocument({
          statements: [
            allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
            ...tableStatements(access, table),
          ],
        }),
      },
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: `xietong-${school}-${name}`,
      description: `${name} of ${school}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code,
      memorySize: memory,
      timeout,
      role: this.role,
      logGroup,
      // Metrics in the log (EMF) must reach it as they are: the JSON format would wrap them.
      loggingFormat: LoggingFormat.TEXT,
      environment: { ...environment },
      ...(deadLetters ? { deadLetterQueue: deadLetters } : {}),
    });
    acknowledge(this.lambda, {
      'Serverless-LambdaTracing': NO_TRACING,
      ...(deadLetters ? {} : { 'Serverless-LambdaDLQ': WAITED_FOR }),
    });
  }
}

const WAITED_FOR =
  'Whoever calls it waits for the answer: the state machine, the queue (which has dead letters of its own) or the API.';

/** Actions on resources. */
export function allow(actions: readonly string[], ...resources: readonly string[]): PolicyStatement {
  return new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] });
}

function tableStatements({ actions, withNotes = [] }: TableAccess, table: Table): readonly PolicyStatement[] {
  const named = (names: readonly string[]): readonly string[] => names.map((name) => `dynamodb:${name}`);
  const notes = allow(named(withNotes), table.tableArn);
  notes.addCondition('ForAllValues:StringEquals', { 'dynamodb:LeadingKeys': [NOTES] });
  return [
    ...(actions.length > 0 ? [allow(named(actions), table.tableArn)] : []),
    ...(withNotes.length > 0 ? [notes] : []),
  ];
}

/** The role of a service that may do one thing only; nobody but a resource of this account may have it used. */
export function roleOf(scope: Construct, id: string, service: string, statements: readonly PolicyStatement[]): Role {
  return new Role(scope, id, {
    assumedBy: new ServicePrincipal(service, { conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } } }),
    inlinePolicies: { own: new PolicyDocument({ statements: [...statements] }) },
  });
}

/** `arn:<partition>:<service>:…:<resource>:<name>` of something in this account and region. */
export function arnIn(scope: Construct, service: string, resource: string, name: string): string {
  return Stack.of(scope).formatArn({
    service,
    resource,
    resourceName: name,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
