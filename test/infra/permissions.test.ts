import { describe, expect, it } from 'vitest';
import * as keysOf from '../../functions/adapters/store/keys.ts';
import { PARTITIONS } from '../../infra/constructs/table-access.ts';
import { permissionsOf, resourcePoliciesOf, trustOf } from '../support/permissions.ts';
import { aConfig, templatesOf } from '../support/templates.ts';

const { stateful, stateless, operators } = templatesOf();

const ONLY = 'dynamodb:LeadingKeys ForAllValues:StringLike';

/** The whole list, to be read line by line: a new permission fails this test until it stands here. */
const PERMISSIONS = [
  'ClockRole: lambda:InvokeFunction on <xietong-example-renew-watches>',
  'ClockRole: sqs:SendMessage on <DeadStarts>',
  'ClockRole: states:StartExecution on <xietong-example-night>',
  'ClockRole: states:StartExecution on <xietong-example-year-end>',
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
  'assess-school: dynamodb:BatchGetItem on <Table>',
  `assess-school: dynamodb:BatchWriteItem on <Table>, ${ONLY} BALANCE#* IMAGE#* LEDGER#* LEFT MANIFEST#* NOTE RUN SNAPSHOT#* VIOLATIONS#*`,
  'assess-school: dynamodb:GetItem on <Table>',
  `assess-school: dynamodb:PutItem on <Table>, ${ONLY} BALANCE#* IMAGE#* LEDGER#* LEFT MANIFEST#* NOTE RUN SNAPSHOT#* VIOLATIONS#*`,
  'assess-school: dynamodb:Query on <Table>',
  'assess-school: logs:CreateLogStream on </xietong/example/assess-school>',
  'assess-school: logs:PutLogEvents on </xietong/example/assess-school>',
  'close-year: dynamodb:BatchGetItem on <Table>',
  `close-year: dynamodb:BatchWriteItem on <Table>, ${ONLY} BALANCE#* HEAD LEDGER#* LEFT MANIFEST#* NOTE RUN SEAL#* SNAPSHOT#* VIOLATIONS#*`,
  `close-year: dynamodb:DeleteItem on <Table>, ${ONLY} NOTE`,
  'close-year: dynamodb:GetItem on <Table>',
  `close-year: dynamodb:PutItem on <Table>, ${ONLY} BALANCE#* HEAD LEDGER#* LEFT MANIFEST#* NOTE RUN SEAL#* SNAPSHOT#* VIOLATIONS#*`,
  'close-year: dynamodb:Query on <Table>',
  'close-year: logs:CreateLogStream on </xietong/example/close-year>',
  'close-year: logs:PutLogEvents on </xietong/example/close-year>',
  `list-colleges: dynamodb:BatchWriteItem on <Table>, ${ONLY} HEAD LEFT NOTE SNAPSHOT#*`,
  `list-colleges: dynamodb:DeleteItem on <Table>, ${ONLY} NOTE`,
  `list-colleges: dynamodb:GetItem on <Table>, ${ONLY} HEAD NOTE SNAPSHOT#*`,
  `list-colleges: dynamodb:PutItem on <Table>, ${ONLY} HEAD LEFT NOTE SNAPSHOT#*`,
  `list-colleges: dynamodb:Query on <Table>, ${ONLY} HEAD NOTE SNAPSHOT#*`,
  'list-colleges: logs:CreateLogStream on </xietong/example/list-colleges>',
  'list-colleges: logs:PutLogEvents on </xietong/example/list-colleges>',
  'make-pages: dynamodb:BatchGetItem on <Table>',
  'make-pages: dynamodb:GetItem on <Table>',
  'make-pages: dynamodb:Query on <Table>',
  'make-pages: logs:CreateLogStream on </xietong/example/make-pages>',
  'make-pages: logs:PutLogEvents on </xietong/example/make-pages>',
  'make-pages: sqs:SendMessage on <DeadStarts>',
  'process-change: dynamodb:BatchGetItem on <Table>',
  `process-change: dynamodb:BatchWriteItem on <Table>, ${ONLY} BALANCE#* HEAD IMAGE#* LEDGER#* LEFT MANIFEST#* NOTE RUN SNAPSHOT#* VIOLATIONS#*`,
  `process-change: dynamodb:DeleteItem on <Table>, ${ONLY} NOTE`,
  'process-change: dynamodb:GetItem on <Table>',
  `process-change: dynamodb:PutItem on <Table>, ${ONLY} BALANCE#* HEAD IMAGE#* LEDGER#* LEFT MANIFEST#* NOTE RUN SNAPSHOT#* VIOLATIONS#*`,
  'process-change: dynamodb:Query on <Table>',
  'process-change: logs:CreateLogStream on </xietong/example/process-change>',
  'process-change: logs:PutLogEvents on </xietong/example/process-change>',
  'process-change: sqs:DeleteMessage on <ChangesQueue>',
  'process-change: sqs:GetQueueAttributes on <ChangesQueue>',
  'process-change: sqs:ReceiveMessage on <ChangesQueue>',
  `publish-college: dynamodb:BatchGetItem on <Table>, ${ONLY} HEAD IMAGE#* NOTE VIOLATIONS#*`,
  `publish-college: dynamodb:BatchWriteItem on <Table>, ${ONLY} NOTE VIOLATIONS#*`,
  `publish-college: dynamodb:GetItem on <Table>, ${ONLY} HEAD IMAGE#* NOTE VIOLATIONS#*`,
  `publish-college: dynamodb:PutItem on <Table>, ${ONLY} NOTE VIOLATIONS#*`,
  `publish-college: dynamodb:Query on <Table>, ${ONLY} HEAD IMAGE#* NOTE VIOLATIONS#*`,
  'publish-college: logs:CreateLogStream on </xietong/example/publish-college>',
  'publish-college: logs:PutLogEvents on </xietong/example/publish-college>',
  `read-college: dynamodb:BatchWriteItem on <Table>, ${ONLY} HEAD LEFT NOTE SNAPSHOT#*`,
  `read-college: dynamodb:DeleteItem on <Table>, ${ONLY} NOTE`,
  `read-college: dynamodb:GetItem on <Table>, ${ONLY} HEAD NOTE SNAPSHOT#*`,
  `read-college: dynamodb:PutItem on <Table>, ${ONLY} HEAD LEFT NOTE SNAPSHOT#*`,
  `read-college: dynamodb:Query on <Table>, ${ONLY} HEAD NOTE SNAPSHOT#*`,
  'read-college: logs:CreateLogStream on </xietong/example/read-college>',
  'read-college: logs:PutLogEvents on </xietong/example/read-college>',
  `receive-change: dynamodb:GetItem on <Table>, ${ONLY} NOTE`,
  `receive-change: dynamodb:PutItem on <Table>, ${ONLY} NOTE`,
  'receive-change: logs:CreateLogStream on </xietong/example/receive-change>',
  'receive-change: logs:PutLogEvents on </xietong/example/receive-change>',
  'receive-change: sqs:SendMessage on <ChangesQueue>',
  `renew-watches: dynamodb:DeleteItem on <Table>, ${ONLY} NOTE`,
  `renew-watches: dynamodb:GetItem on <Table>, ${ONLY} HEAD NOTE SNAPSHOT#*`,
  `renew-watches: dynamodb:PutItem on <Table>, ${ONLY} NOTE`,
  `renew-watches: dynamodb:Query on <Table>, ${ONLY} HEAD NOTE SNAPSHOT#*`,
  'renew-watches: logs:CreateLogStream on </xietong/example/renew-watches>',
  'renew-watches: logs:PutLogEvents on </xietong/example/renew-watches>',
  'renew-watches: sqs:SendMessage on <DeadStarts>',
  `send-digests: dynamodb:GetItem on <Table>, ${ONLY} HEAD NOTE SNAPSHOT#*`,
  `send-digests: dynamodb:PutItem on <Table>, ${ONLY} NOTE`,
  `send-digests: dynamodb:Query on <Table>, ${ONLY} HEAD NOTE SNAPSHOT#*`,
  'send-digests: logs:CreateLogStream on </xietong/example/send-digests>',
  'send-digests: logs:PutLogEvents on </xietong/example/send-digests>',
  'send-digests: sqs:SendMessage on <DeadStarts>',
];

describe('permissions', () => {
  it('of functions, state machines and schedules are these and no others', () => {
    expect(permissionsOf(stateless)).toEqual(PERMISSIONS);
  });

  it('write the ledger, seals and books of violations only where judging, sealing and publishing is done', () => {
    const writers = (partition: string): readonly string[] => {
      const writing = PERMISSIONS.filter(
        (line) => /dynamodb:(PutItem|BatchWriteItem)/.test(line) && line.includes(` ${partition}`),
      );
      return [...new Set(writing.map((line) => line.split(':')[0] ?? ''))];
    };
    const judges = ['assess-school', 'close-year', 'process-change'];
    for (const partition of ['BALANCE#*', 'LEDGER#*', 'MANIFEST#*', 'RUN']) expect(writers(partition)).toEqual(judges);
    expect(writers('SEAL#*')).toEqual(['close-year']);
    expect(writers('VIOLATIONS#*')).toEqual([...judges, 'publish-college']);
    expect(writers('HEAD')).toEqual(['close-year', 'list-colleges', 'process-change', 'read-college']);
  });

  it('name the partitions that the store has, every one of them', () => {
    const keys = [
      keysOf.headKey('C'),
      keysOf.snapshotKey('ab'),
      keysOf.leftKey(1, 'ab'),
      keysOf.noteKey('n'),
      keysOf.runKey('t', 'r'),
      keysOf.imageKey('r', 'C'),
      keysOf.balanceKey(2025, 'T1'),
      keysOf.manifestKey(2025, 'T1'),
      keysOf.settlementKey(2025, 'T1', 1),
      keysOf.bookKey(2025, 'C'),
      keysOf.sealKey(2025, 1),
    ].map(({ pk }) => pk.replace(/#.*$/, '#*'));
    expect(keys).toEqual(Object.values(PARTITIONS));
    // Whoever adds a kind of key says here who may write it.
    expect(Object.keys(keysOf).filter((name) => name.endsWith('Key') && name !== 'partKey')).toHaveLength(keys.length);
  });

  it('of the stack with the table and of the one with the topic: none', () => {
    expect([...permissionsOf(stateful), ...permissionsOf(operators)]).toEqual([]);
  });

  it('never take all actions; a pattern of resources only for executions whose ids nobody knows before', () => {
    const resources = PERMISSIONS.map((line) => line.replace(/, dynamodb:LeadingKeys .*$/, ''));
    expect(resources.filter((line) => /^[^:]+: \S*\*/.test(line))).toEqual([]);
    const patterns = resources.filter((line) => / on .*\*/.test(line));
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
      'ClockRole: scheduler.amazonaws.com, aws:SourceAccount StringEquals <AWS::AccountId>',
      'MachinesNightRole: states.amazonaws.com, aws:SourceAccount StringEquals <AWS::AccountId>',
      'MachinesYearEndRole: states.amazonaws.com, aws:SourceAccount StringEquals <AWS::AccountId>',
      'assess-school: lambda.amazonaws.com',
      'close-year: lambda.amazonaws.com',
      'list-colleges: lambda.amazonaws.com',
      'make-pages: lambda.amazonaws.com',
      'process-change: lambda.amazonaws.com',
      'publish-college: lambda.amazonaws.com',
      'read-college: lambda.amazonaws.com',
      'receive-change: lambda.amazonaws.com',
      'renew-watches: lambda.amazonaws.com',
      'send-digests: lambda.amazonaws.com',
    ]);
  });

  describe('with pages', () => {
    const paged = templatesOf(aConfig({ pages: true }));

    it('are to put below pages/ and to read the list of them for their writer, to open them for who signs links; nobody lists or removes', () => {
      const known = new Set(PERMISSIONS);
      expect(permissionsOf(paged.stateless).filter((line) => !known.has(line))).toEqual([
        'ClockRole: lambda:InvokeFunction on <xietong-example-make-pages>',
        'make-pages: s3:GetObject on <Pages>/pages/hashes.json',
        'make-pages: s3:PutObject on <Pages>/pages/*',
        'send-digests: s3:GetObject on <Pages>/pages/*',
      ]);
      expect(permissionsOf(paged.stateful)).toEqual([]);
    });

    it('are refused to everybody who comes without TLS 1.2', () => {
      expect(resourcePoliciesOf(paged.stateful)).toEqual([
        '*: never s3:* on <Pages>, aws:SecureTransport Bool false',
        '*: never s3:* on <Pages>, s3:TlsVersion NumericLessThan 1.2',
        '*: never s3:* on <Pages>/*, aws:SecureTransport Bool false',
        '*: never s3:* on <Pages>/*, s3:TlsVersion NumericLessThan 1.2',
      ]);
    });
  });
});
