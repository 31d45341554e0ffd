import { ArnFormat, Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/env.ts';
import { needsOneProcessor } from '../config.ts';
import type { FunctionName } from '../tools/bundle.ts';
import { acknowledge, NO_TRACING } from './acknowledge.ts';
import { tableStatements } from './table-access.ts';

interface Sizing {
  readonly memory: number;
  readonly timeout: Duration;
}

/** A judging function holds every snapshot of the school in memory; 3,008 MB is the limit of a new account. */
export const SIZES: Readonly<Record<FunctionName, Sizing>> = {
  'list-colleges': {
    memory: 1024,
    timeout: Duration.minutes(5),
  },
  'read-college': {
    memory: 1024,
    timeout: Duration.minutes(5),
  },
  'assess-school': {
    memory: 3008,
    timeout: Duration.minutes(15),
  },
  'publish-college': {
    memory: 1024,
    timeout: Duration.minutes(10),
  },
  'close-year': {
    memory: 3008,
    timeout: Duration.minutes(15),
  },
  'renew-watches': {
    memory: 512,
    timeout: Duration.minutes(15),
  },
  'receive-change': {
    memory: 256,
    timeout: Duration.seconds(10),
  },
  // Shorter than the interval between two looks.
  'look-at-place': {
    memory: 512,
    timeout: Duration.minutes(2),
  },
  'send-digests': {
    memory: 512,
    timeout: Duration.minutes(5),
  },
  'make-pages': {
    memory: 3008,
    timeout: Duration.minutes(15),
  },
  'process-change': {
    memory: 3008,
    // Short, because a failed message comes back after six times as long.
    timeout: Duration.minutes(5),
  },
};

/** MB that bring one whole processor at AWS (Lambda developer guide, “Configure Lambda function memory”); JavaScript uses one. */
const ONE_PROCESSOR = 1769;

/**
 * Memory of a function in MB. Edits mostly wait for Google, and waiting costs by memory: in all but the largest schools
 * they get no more than one processor.
 * @param students of the school
 */
export function memoryOf(name: FunctionName, students: number): number {
  return name === 'process-change' && needsOneProcessor(students) ? ONE_PROCESSOR : SIZES[name].memory;
}

export interface SchoolFunctionProps {
  readonly school: string;
  /** How many the school has. */
  readonly students: number;
  readonly name: FunctionName;
  readonly code: Code;
  readonly table: Table;
  readonly environment: Partial<Record<keyof Environment, string>>;
  readonly logRetention: RetentionDays;
  /** Receives events that failed; for functions started without anybody waiting for the answer. */
  readonly deadLetters?: Queue;
  /** A different value causes an update of the function, which resolves its secrets again. */
  readonly edition?: string | undefined;
  /** Its permissions besides its log and the table. */
  readonly others?: readonly PolicyStatement[];
}

/** One bundle on Node 24 and arm64, with its own role, its own log and no permissions but those named here. */
export class SchoolFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: SchoolFunctionProps) {
    super(scope, id);
    const { school, students, name, code, table, environment, logRetention, deadLetters, edition, others = [] } = props;
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/xietong/${school}/${name}`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      // The Google side trusts this exact name, so it must not change with a deployment.
      roleName: `xietong-${school}-${name}`,
      description: `What ${name} of ${school} may do`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        own: new PolicyDocument({
          statements: [
            allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
            ...tableStatements(name, table),
            ...others,
          ],
        }),
      },
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: `xietong-${school}-${name}`,
      description: edition === undefined ? `${name} of ${school}` : `${name} of ${school}, password of ${edition}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code,
      memorySize: memoryOf(name, students),
      timeout: SIZES[name].timeout,
      role: this.role,
      logGroup,
      // Metrics in the log (EMF) must be logged unchanged: the JSON format would wrap them.
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

/** Allows actions on resources. */
export function allow(actions: readonly string[], ...resources: readonly string[]): PolicyStatement {
  return new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] });
}

/** The role of a service that may do one thing only; only resources of this account may have the service use it. */
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
