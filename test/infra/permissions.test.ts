import { describe, expect, it } from 'vitest';
import { permissionsOf, resourcePoliciesOf, trustOf } from '../support/permissions.ts';
import { templatesOf } from '../support/templates.ts';

const { stateful, stateless, operators } = templatesOf();

/** The whole list, to be read line by line: a new permission fails this test until it stands here. */
const PERMISSIONS = [
  'MachinesNightRole: lambda:InvokeFunction on <xietong-example-assess-school>',
  'MachinesNightRole: lambda:InvokeFunction on <xietong-example-list-colleges>',
  'MachinesNightRole: lambda:InvokeFunction on <xietong-example-publish-college>',
  'MachinesNightRole: lambda:InvokeFunction on <xietong-example-read-college>',
  'MachinesNightRole: states:DescribeExecution on arn:aws:states:ap-southeast-1:<AWS::AccountId>:execution:xietong-example-night:*',
  'MachinesNightRole: states:RedriveExecution on arn:aws:states:ap-southeast-1:<AWS::AccountId>:execution:xietong-example-night/Publish:*',
  'MachinesNightRole: states:RedriveExecution on arn:aws:states:ap-southeast-1:<AWS::AccountId>:execution:xietong-example-night/Read:*',
  'MachinesNightRole: states:StartExecution on arn:aws:states:ap-southeast-1:<AWS::AccountId>:stateMachine:xietong-example-night',
  'MachinesNightRole: states:StopExecution on arn:aws:states:ap-southeast-1:<AWS::AccountId>:execution:xietong-example-night:*',
  'MachinesYearEndRole: lambda:InvokeFunction on <xietong-example-close-year>',
  'NightClockRole: sqs:SendMessage on <DeadStarts>',
  'NightClockRole: states:StartExecution on <xietong-example-night>',
  'WatchClockRole: lambda:InvokeFunction on <xietong-example-renew-watches>',
  'WatchClockRole: sqs:SendMessage on <DeadStarts>',
  'YearEndClockRole: sqs:SendMessage on <DeadStarts>',
  'YearEndClockRole: states:StartExecution on <xietong-example-year-end>',
  'assess-school: dynamodb:BatchGetItem on <Table>',
  'assess-school: dynamodb:BatchWriteItem on <Table>',
  'assess-school: dynamodb:GetItem on <Table>',
  'assess-school: dynamodb:PutItem on <Table>',
  'assess-school: dynamodb:Query on <Table>',
  'assess-school: logs:CreateLogStream on </xietong/example/assess-school>',
  'assess-school: logs:PutLogEvents on </xietong/example/assess-school>',
  'close-year: dynamodb:BatchGetItem on <Table>',
  'close-year: dynamodb:BatchWriteItem on <Table>',
  'close-year: dynamodb:DeleteItem on <Table>, dynamodb:LeadingKeys ForAllValues:StringEquals NOTE',
  'close-year: dynamodb:GetItem on <Table>',
  'close-year: dynamodb:PutItem on <Table>',
  'close-year: dynamodb:Query on <Table>',
  'close-year: logs:CreateLogStream on </xietong/example/close-year>',
  'close-year: logs:PutLogEvents on </xietong/example/close-year>',
  'list-colleges: dynamodb:BatchWriteItem on <Table>',
  'list-colleges: dynamodb:GetItem on <Table>',
  'list-colleges: dynamodb:PutItem on <Table>',
  'list-colleges: dynamodb:Query on <Table>',
  'list-colleges: logs:CreateLogStream on </xietong/example/list-colleges>',
  'list-colleges: logs:PutLogEvents on </xietong/example/list-colleges>',
  'process-change: dynamodb:BatchGetItem on <Table>',
  'process-change: dynamodb:BatchWriteItem on <Table>',
  'process-change: dynamodb:GetItem on <Table>',
  'process-change: dynamodb:PutItem on <Table>',
  'process-change: dynamodb:Query on <Table>',
  'process-change: logs:CreateLogStream on </xietong/example/process-change>',
  'process-change: logs:PutLogEvents on </xietong/example/process-change>',
  'process-change: sqs:DeleteMessage on <ChangesQueue>',
  'process-change: sqs:GetQueueAttributes on <ChangesQueue>',
  'process-change: sqs:ReceiveMessage on <ChangesQueue>',
  'publish-college: dynamodb:BatchGetItem on <Table>',
  'publish-college: dynamodb:BatchWriteItem on <Table>',
  'publish-college: dynamodb:GetItem on <Table>',
  'publish-college: dynamodb:PutItem on <Table>',
  'publish-college: dynamodb:Query on <Table>',
  'publish-college: logs:CreateLogStream on </xietong/example/publish-college>',
  'publish-college: logs:PutLogEvents on </xietong/example/publish-college>',
  'read-college: dynamodb:BatchWriteItem on <Table>',
  'read-college: dynamodb:GetItem on <Table>',
  'read-college: dynamodb:PutItem on <Table>',
  'read-college: dynamodb:Query on <Table>',
  'read-college: logs:CreateLogStream on </xietong/example/read-college>',
  'read-college: logs:PutLogEvents on </xietong/example/read-college>',
  'receive-change: dynamodb:GetItem on <Table>, dynamodb:LeadingKeys ForAllValues:StringEquals NOTE',
  'receive-change: dynamodb:PutItem on <Table>, dynamodb:LeadingKeys ForAllValues:StringEquals NOTE',
  'receive-change: logs:CreateLogStream on </xietong/example/receive-change>',
  'receive-change: logs:PutLogEvents on </xietong/example/receive-change>',
  'receive-change: sqs:SendMessage on <ChangesQueue>',
  'renew-watches: dynamodb:DeleteItem on <Table>, dynamodb:LeadingKeys ForAllValues:StringEquals NOTE',
  'renew-watches: dynamodb:PutItem on <Table>, dynamodb:LeadingKeys ForAllValues:StringEquals NOTE',
  'renew-watches: dynamodb:Query on <Table>',
  'renew-watches: logs:CreateLogStream on </xietong/example/renew-watches>',
  'renew-watches: logs:PutLogEvents on </xietong/example/renew-watches>',
  'renew-watches: sqs:SendMessage on <DeadStarts>',
  'send-digests: dynamodb:GetItem on <Table>',
  'send-digests: dynamodb:PutItem on <Table>, dynamodb:LeadingKeys ForAllValues:StringEquals NOTE',
  'send-digests: dynamodb:Query on <Table>',
  'send-digests: logs:CreateLogStream on </xietong/example/send-digests>',
  'send-digests: logs:PutLogEvents on </xietong/example/send-digests>',
  'send-digests: sqs:SendMessage on <DeadStarts>',
];

describe('permissions', () => {
  it('of functions, state machines and schedules are these and no others', () => {
    expect(permissionsOf(stateless)).toEqual(PERMISSIONS);
  });

  it('of the stack with the table and of the one with the topic: none', () => {
    expect([...permissionsOf(stateful), ...permissionsOf(operators)]).toEqual([]);
  });

  it('never take all actions; a pattern of resources only for executions whose ids nobody knows before', () => {
    expect(PERMISSIONS.filter((line) => /^[^:]+: \S*\*/.test(line))).toEqual([]);
    const patterns = PERMISSIONS.filter((line) => / on .*\*/.test(line));
    expect(patterns.filter((line) => !/:execution:xietong-example-night(\/(Read|Publish))?:\*$/.test(line))).toEqual(
      [],
    );
  });

  it('given by resources themselves: one caller of one route, and who may send an alarm', () => {
    expect([...resourcePoliciesOf(stateless), ...resourcePoliciesOf(operators)]).toEqual([
      '*: never sqs:* on <ChangesDead>, aws:SecureTransport Bool false',
      '*: never sqs:* on <ChangesQueue>, aws:SecureTransport Bool false',
      '*: never sqs:* on <DeadStarts>, aws:SecureTransport Bool false',
      'apigateway.amazonaws.com: lambda:InvokeFunction on <xietong-example-receive-change> from arn:aws:execute-api:ap-southeast-1:<AWS::AccountId>:<Api>/*/POST/changes',
      '*: never sns:Publish on <Topic>, aws:SecureTransport Bool false',
      'arn:aws:iam::<AWS::AccountId>:root: kms:* on *',
      'cloudwatch.amazonaws.com: kms:Decrypt on *, aws:SourceAccount StringEquals <AWS::AccountId>',
      'cloudwatch.amazonaws.com: kms:GenerateDataKey on *, aws:SourceAccount StringEquals <AWS::AccountId>',
      'cloudwatch.amazonaws.com: sns:Publish on <Topic>, aws:SourceAccount StringEquals <AWS::AccountId>',
    ]);
  });

  it('are taken by services, and for state machines and schedules by those of this account', () => {
    expect(trustOf(stateless)).toEqual([
      'MachinesNightRole: states.amazonaws.com, aws:SourceAccount StringEquals <AWS::AccountId>',
      'MachinesYearEndRole: states.amazonaws.com, aws:SourceAccount StringEquals <AWS::AccountId>',
      'NightClockRole: scheduler.amazonaws.com, aws:SourceAccount StringEquals <AWS::AccountId>',
      'WatchClockRole: scheduler.amazonaws.com, aws:SourceAccount StringEquals <AWS::AccountId>',
      'YearEndClockRole: scheduler.amazonaws.com, aws:SourceAccount StringEquals <AWS::AccountId>',
      'assess-school: lambda.amazonaws.com',
      'close-year: lambda.amazonaws.com',
      'list-colleges: lambda.amazonaws.com',
      'process-change: lambda.amazonaws.com',
      'publish-college: lambda.amazonaws.com',
      'read-college: lambda.amazonaws.com',
      'receive-change: lambda.amazonaws.com',
      'renew-watches: lambda.amazonaws.com',
      'send-digests: lambda.amazonaws.com',
    ]);
  });
});
