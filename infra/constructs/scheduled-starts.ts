import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow, roleOf } from './functions.ts';

/** Something that starts at a fixed time in Asia/Shanghai. */
export interface ScheduledStart {
  readonly id: string;
  /** Fields of cron: minute, hour, day, month, weekday, year; in Asia/Shanghai. */
  readonly cron: string;
  readonly description: string;
  /** What is started, and the action that starts it. */
  readonly target: string;
  readonly action: 'states:StartExecution' | 'lambda:InvokeFunction';
}

export interface ScheduledStartsProps {
  readonly starts: readonly ScheduledStart[];
  /** Receives starts that could not be made. */
  readonly deadLetters: Queue;
}

/** The input of a start; a state machine knows its own start and name better. */
const EVENT = {
  scheduledAt: '<aws.scheduler.scheduled-time>',
  startedAt: '<aws.scheduler.scheduled-time>',
  execution: '<aws.scheduler.execution-id>',
};

/**
 * Everything that starts by itself, with one role: an account has room for a thousand, and a hundred schools share it.
 */
export class ScheduledStarts extends Construct {
  constructor(scope: Construct, id: string, { starts, deadLetters }: ScheduledStartsProps) {
    super(scope, id);
    const { roleArn } = roleOf(this, 'Role', 'scheduler.amazonaws.com', [
      ...starts.map(({ action, target }) => allow([action], target)),
      allow(['sqs:SendMessage'], deadLetters.queueArn),
    ]);
    // Scheduler delivers at least once. A second night of the same day reads again and finds nothing to write.
    for (const { id: name, cron, description, target } of starts)
      new CfnSchedule(this, name, {
        description,
        scheduleExpression: `cron(${cron})`,
        scheduleExpressionTimezone: 'Asia/Shanghai',
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: target,
          roleArn,
          input: JSON.stringify(EVENT),
          retryPolicy: { maximumEventAgeInSeconds: 3_600, maximumRetryAttempts: 20 },
          deadLetterConfig: { arn: deadLetters.queueArn },
        },
      });
  }
}
