import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { CreateTableCommand, type CreateTableCommandInput, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { EXPIRES, noteKey } from '../../functions/adapters/store/keys.ts';
import { readEnvironment } from '../../functions/env.ts';
import { METRICS } from '../../functions/telemetry.ts';
import { deployedFor } from '../../infra/tools/bundle.ts';
import { ROOT } from '../architecture/sources.ts';
import { alarmsSetOff, type Datum } from '../support/alarm-states.ts';
import { useEngine } from '../support/engine.ts';
import { rawClient } from '../support/raw-client.ts';
import { aConfig, type Fields, OWN_NAME, type Resource, resourcesOf, templatesOf, told } from '../support/templates.ts';

const { stateful, stateless, operators } = templatesOf();
const china = templatesOf(aConfig({ region: 'cn-northwest-1' }));
const engine = useEngine();
const FUNCTIONS = deployedFor('google');

function only(template: Fields, type: string): Resource {
  const [resource, ...others] = resourcesOf(template, type);
  if (resource === undefined || others.length > 0) throw new Error(`${others.length + 1} of ${type}`);
  return resource;
}

function functionCalled(name: string, template = stateless): Fields {
  const found = resourcesOf(template, 'AWS::Lambda::Function').find(
    ({ properties }) => properties.FunctionName === `xietong-example-${name}`,
  );
  return found?.properties ?? {};
}

function variablesOf(name: string, template = stateless): Fields {
  return (functionCalled(name, template).Environment as { readonly Variables: Fields }).Variables;
}

describe('the table', () => {
  const table = only(stateful, 'AWS::DynamoDB::Table');

  it('outlives every deployment, and can be brought back to any second of 35 days', () => {
    expect(table.rest).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(table.properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: EXPIRES, Enabled: true },
    });
  });

  it('has the keys that the store writes: made from the template, it takes what the store puts', async () => {
    const name = 'from-the-template';
    const client = rawClient(engine.endpoint());
    const { KeySchema, AttributeDefinitions, BillingMode } = table.properties;
    const input = { TableName: name, KeySchema, AttributeDefinitions, BillingMode } as CreateTableCommandInput;
    await client.send(new CreateTableCommand(input));
    const { runs } = dynamoStore({ endpoint: engine.endpoint(), table: name });
    await runs.putNote('a', 'b');
    expect(await runs.note('a')).toBe('b');
    const made = await engine.table();
    const shape = async (TableName: string): Promise<unknown> => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      return [Table?.KeySchema, Table?.AttributeDefinitions, Table?.GlobalSecondaryIndexes ?? null];
    };
    expect(await shape(name)).toEqual(await shape(made));
    client.destroy();
  });

  it('keeps notes in the partition that the roles name', () => {
    expect(noteKey('a').pk).toBe('NOTE');
  });
});

describe('secrets', () => {
  it('stand in no template: the one there is comes from Secrets Manager at deployment, and reaches one function', () => {
    const secret = variablesOf('receive-change').XIETONG_WEBHOOK_SECRET;
    expect(JSON.stringify(secret)).toContain('{{resolve:secretsmanager:');
    const { GenerateSecretString } = only(stateful, 'AWS::SecretsManager::Secret').properties;
    expect(GenerateSecretString).toEqual({ PasswordLength: 48, ExcludePunctuation: true });
    const others = FUNCTIONS.filter((name) => name !== 'receive-change');
    for (const name of others) expect(variablesOf(name)).not.toHaveProperty('XIETONG_WEBHOOK_SECRET');
  });

  it('are no part of how Google is signed in to', () => {
    const federation = JSON.parse(told(variablesOf('read-college').XIETONG_GOOGLE_FEDERATION, stateless)) as Fields;
    expect(federation).toMatchObject({
      type: 'external_account',
      audience:
        '//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/xietong/providers/aws-example',
      credential_source: {
        environment_id: 'aws1',
        regional_cred_verification_url:
          'https://sts.{region}.<AWS::URLSuffix>?Action=GetCallerIdentity&Version=2011-06-15',
      },
    });
    expect(JSON.stringify([stateless, stateful])).not.toMatch(/private_key|BEGIN PRIVATE/);
  });
});

describe('functions', () => {
  it.each(FUNCTIONS)('%s runs on Node 24 and arm64, keeps its log 90 days, and writes it as it is', (name) => {
    const { Runtime, Architectures, Handler, LoggingConfig, TracingConfig } = functionCalled(name);
    expect([Runtime, Architectures, Handler, TracingConfig]).toEqual([
      'nodejs24.x',
      ['arm64'],
      'index.handler',
      undefined,
    ]);
    expect(LoggingConfig).toMatchObject({ LogFormat: 'Text' });
    const log = resourcesOf(stateless, 'AWS::Logs::LogGroup').find(
      ({ properties }) => properties.LogGroupName === `/xietong/example/${name}`,
    );
    expect(log?.properties.RetentionInDays).toBe(90);
  });

  it.each(FUNCTIONS)('%s gets variables that it can read, and none that lead away from AWS', (name) => {
    const texts = Object.entries(variablesOf(name)).map(([key, value]) => [
      key,
      typeof value === 'string' || key === 'XIETONG_GOOGLE_FEDERATION'
        ? told(value, stateless)
        : `https://${'x'.repeat(32)}`,
    ]);
    expect(() => readEnvironment({ ...Object.fromEntries(texts), XIETONG_TABLE: 'xietong' })).not.toThrow();
    for (const key of ['DYNAMODB_ENDPOINT', 'XIETONG_GOOGLE_API']) expect(variablesOf(name)).not.toHaveProperty(key);
  });

  it('have the memory and the time that their work needs', () => {
    const sizes = FUNCTIONS.map((name) => [name, functionCalled(name).MemorySize, functionCalled(name).Timeout]);
    expect(sizes).toEqual([
      ['list-colleges', 1024, 300],
      ['read-college', 1024, 300],
      ['assess-school', 3008, 900],
      ['publish-college', 1024, 600],
      ['close-year', 3008, 900],
      ['renew-watches', 512, 900],
      ['receive-change', 256, 10],
      ['process-change', 1769, 300],
      ['send-digests', 512, 300],
      ['make-pages', 3008, 900],
    ]);
  });

  it('that run side by side share what Google allows a minute', () => {
    const perMinute = (name: string): unknown => variablesOf(name).XIETONG_GOOGLE_PER_MINUTE;
    expect(['list-colleges', 'read-college', 'publish-college', 'process-change'].map(perMinute)).toEqual([
      '60',
      '20',
      '20',
      '30',
    ]);
  });
});

describe('schedules', () => {
  const schedules = resourcesOf(stateless, 'AWS::Scheduler::Schedule').map(({ properties }) => properties);

  it('are of Asia/Shanghai: the night, the sealing on 1 September after it, channels four times a day', () => {
    const seen = schedules.map(({ ScheduleExpression, ScheduleExpressionTimezone, Target }) => [
      ScheduleExpression,
      ScheduleExpressionTimezone,
      told((Target as Fields).Arn, stateless),
    ]);
    expect(seen).toEqual([
      ['cron(0 2 * * ? *)', 'Asia/Shanghai', '<xietong-example-night>'],
      ['cron(0 3 * * ? *)', 'Asia/Shanghai', '<xietong-example-year-end>'],
      ['cron(20 */6 * * ? *)', 'Asia/Shanghai', '<xietong-example-renew-watches>'],
    ]);
  });

  it('say when they were due, try again for an hour, and then tell somebody', () => {
    for (const { Target, FlexibleTimeWindow } of schedules) {
      const { Input, RetryPolicy, DeadLetterConfig } = Target as Fields;
      expect(JSON.parse(String(Input))).toEqual({
        scheduledAt: '<aws.scheduler.scheduled-time>',
        startedAt: '<aws.scheduler.scheduled-time>',
        execution: '<aws.scheduler.execution-id>',
      });
      expect(RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 20 });
      expect(told((DeadLetterConfig as Fields).Arn, stateless)).toBe('<DeadStarts>');
      expect(FlexibleTimeWindow).toEqual({ Mode: 'OFF' });
    }
  });

  it('go by the configuration: another hour, no sealing, no channels', () => {
    const other = templatesOf(aConfig({ night: '23:30', yearEnd: null, watch: false })).stateless;
    const expressions = resourcesOf(other, 'AWS::Scheduler::Schedule').map(
      ({ properties }) => properties.ScheduleExpression,
    );
    expect(expressions).toEqual(['cron(30 23 * * ? *)']);
    const names = resourcesOf(other, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName);
    for (const name of ['ChannelExpiring', 'MissingRenewal', 'MissingYearEnd'])
      expect(names).not.toContain(`xietong-example-${name}`);
    expect(variablesOf('publish-college', other).XIETONG_NEXT_RUN).toBe('23:30');
    const mostOf = (school: Readonly<Record<string, unknown>>) =>
      variablesOf('list-colleges', templatesOf(aConfig(school)).stateless);
    expect(mostOf({})).toMatchObject({ XIETONG_MOST_COLLEGES: '200', XIETONG_MOST_STUDENTS: '300000' });
    expect(mostOf({ colleges: 900, students: 90_000 })).toMatchObject({ XIETONG_MOST_COLLEGES: '900' });
  });

  it.each([
    [100_000, 1769, '100000'],
    [100_001, 3008, '300000'],
  ])('judge edits of a school of %i students with %i MB, and refuse more than %s', (students, memory, most) => {
    const other = templatesOf(aConfig({ students })).stateless;
    expect(functionCalled('process-change', other).MemorySize).toBe(memory);
    expect(variablesOf('process-change', other)).toMatchObject({ XIETONG_MOST_STUDENTS: most });
    expect(functionCalled('assess-school', other).MemorySize).toBe(3008);
  });
});

describe('changes of the day', () => {
  const queues = resourcesOf(stateless, 'AWS::SQS::Queue').map(({ properties }) => properties);

  it('wait in order, are encrypted, and after four attempts are kept for two weeks', () => {
    const [dead, queue, starts] = queues;
    for (const properties of queues) expect(properties.SqsManagedSseEnabled).toBe(true);
    expect([queue?.FifoQueue, dead?.FifoQueue, starts?.FifoQueue]).toEqual([true, true, undefined]);
    expect(queue?.RedrivePolicy).toMatchObject({ maxReceiveCount: 4 });
    expect([dead?.MessageRetentionPeriod, starts?.MessageRetentionPeriod]).toEqual([1_209_600, 1_209_600]);
    // What the message holds is the same for every edit of a workbook: only its own id may be compared.
    expect(queue?.ContentBasedDeduplication).toBeUndefined();
  });

  it('come back after six times what their worker may take, one by one, to two workers', () => {
    const queue = queues.find(({ RedrivePolicy }) => RedrivePolicy !== undefined);
    expect(queue?.VisibilityTimeout).toBe(6 * Number(functionCalled('process-change').Timeout));
    expect(only(stateless, 'AWS::Lambda::EventSourceMapping').properties).toMatchObject({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  it('come in by one route, no faster than the queue can bear, and without data about whoever sends them', () => {
    expect(only(stateless, 'AWS::ApiGatewayV2::Route').properties.RouteKey).toBe('POST /changes');
    const { DefaultRouteSettings, AccessLogSettings } = only(stateless, 'AWS::ApiGatewayV2::Stage').properties;
    expect(DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 50, ThrottlingRateLimit: 10 });
    const { Format } = AccessLogSettings as { readonly Format: string };
    expect(Format).toContain('$context.requestId');
    expect(Format).not.toMatch(/identity|sourceIp|userAgent|authorizer|path/i);
    expect(told(variablesOf('renew-watches').XIETONG_WEBHOOK_URL, stateless)).toBe('<Api>/changes');
    const named = templatesOf(aConfig({ domain: OWN_NAME })).stateless;
    expect(told(variablesOf('renew-watches', named).XIETONG_WEBHOOK_URL, named)).toBe(
      'https://xietong.example.edu.cn/changes',
    );
    expect(only(named, 'AWS::ApiGatewayV2::ApiMapping').properties).toMatchObject({ Stage: '$default' });
    expect(only(named, 'AWS::ApiGatewayV2::DomainName').properties).toMatchObject({
      DomainName: OWN_NAME.name,
      DomainNameConfigurations: [{ CertificateArn: OWN_NAME.certificate, SecurityPolicy: 'TLS_1_2' }],
    });
    expect(named.Outputs).toMatchObject({ WebhookTarget: { Description: 'CNAME of xietong.example.edu.cn' } });
    const log = resourcesOf(stateless, 'AWS::Logs::LogGroup').find(
      ({ properties }) => properties.LogGroupName === '/aws/vendedlogs/xietong/example/access',
    );
    expect(log?.properties.RetentionInDays).toBe(90);
  });
});

describe('alarms', () => {
  const alarms = resourcesOf(stateless, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties);

  /** What an alarm looks at, and when it goes off. */
  function condition({ Metrics, MetricName, Statistic, ExtendedStatistic, ...rest }: Fields): string {
    const parts = (Metrics ?? []) as readonly {
      readonly MetricStat?: { readonly Metric: Fields; readonly Stat: string };
    }[];
    const summed = parts.flatMap(({ MetricStat }) =>
      MetricStat ? [`${MetricStat.Stat} ${MetricStat.Metric.MetricName}`] : [],
    );
    const metric = MetricName === undefined ? summed.join(' + ') : `${Statistic ?? ExtendedStatistic} ${MetricName}`;
    const sign = rest.ComparisonOperator === 'LessThanThreshold' ? '<' : '>=';
    const missing = rest.TreatMissingData === 'breaching' ? ', missing too' : '';
    const { Period, EvaluationPeriods } = rest;
    const span = Period === undefined ? '' : ` (${Number(Period) / 60} min × ${EvaluationPeriods})`;
    return `${String(rest.AlarmName).replace('xietong-example-', '')}: ${metric} ${sign} ${rest.Threshold}${span}${missing}`;
  }

  it('are these', () => {
    const visible = 'Maximum ApproximateNumberOfMessagesVisible';
    const ended = 'Sum ExecutionsFailed + Sum ExecutionsTimedOut + Sum ExecutionsAborted';
    expect(alarms.map(condition).toSorted()).toEqual([
      'ChannelExpiring: Minimum ChannelHours < 7 (60 min × 1)',
      `DeadLetters: ${visible} + ${visible} >= 1`,
      `FailedNight: ${ended} + ${ended} >= 1`,
      'FailedRenewal: Sum Errors >= 1 (60 min × 1)',
      'FailedWorkbooks: Maximum FailedWorkbooks >= 1 (15 min × 1)',
      'GoogleThrottling: Sum Throttled >= 60 (60 min × 1)',
      'IncompleteNight: Sum Defects >= 1 (15 min × 1)',
      'LateResults: p90 Lag >= 900 (15 min × 2)',
      'MissingNight: Sum Nights < 1 (60 min × 26), missing too',
      'MissingRenewal: SampleCount ChannelHours < 1 (60 min × 8), missing too',
      'MissingYearEnd: Sum ExecutionsStarted < 1 (60 min × 26), missing too',
      'RefusedMessages: Sum 5xx >= 3 (15 min × 1)',
      'ShutOutMessages: Sum ShutOutMessages >= 5 (15 min × 1)',
      'TableThrottling: Sum ReadThrottleEvents + Sum WriteThrottleEvents >= 10',
    ]);
  });

  it('look at metrics that the functions report, in the dimension that they report them', () => {
    const own = alarms.filter(({ Namespace }) => Namespace === 'Xietong');
    expect(own).toHaveLength(8);
    for (const { MetricName, Dimensions } of own) {
      expect([...Object.values(METRICS), 'ShutOutMessages']).toContain(MetricName);
      expect(Dimensions).toEqual([{ Name: 'school', Value: 'example' }]);
    }
  });

  it('tell of a channel whose renewal has failed twice while it still lives', () => {
    const isSetOffAt = (value: number): boolean => {
      const datum = { namespace: 'Xietong', metric: 'ChannelHours', dimensions: 'school=example', value };
      return alarmsSetOff(stateless, [datum]).includes('ChannelExpiring');
    };
    expect([24, 12, 6, 0].map(isSetOffAt)).toEqual([false, false, true, true]);
  });

  it('reach the operators, and name the article that says what to do', () => {
    const runbook = readFileSync(`${ROOT}infra/RUNBOOK.md`, 'utf8');
    for (const { AlarmActions, AlarmDescription, AlarmName } of alarms) {
      expect((AlarmActions as readonly unknown[]).map((action) => told(action, stateless))).toEqual(['<Topic>']);
      const [, anchor] = /infra\/RUNBOOK\.md#(\w+)$/.exec(String(AlarmDescription)) ?? [];
      expect(anchor).toBe(String(AlarmName).replace('xietong-example-', '').toLowerCase());
      const article = runbook.split(/^## /m).find((text) => text.toLowerCase().startsWith(`${anchor}\n`));
      for (const part of ['**Description.**', '**Investigation.**', '**Resolution.**']) expect(article).toContain(part);
    }
    expect(only(operators, 'AWS::SNS::Subscription').properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'operators@example.edu.cn',
    });
    expect(only(operators, 'AWS::SNS::Topic').properties.KmsMasterKeyId).toBeDefined();
  });

  it('tell of channels that nobody renews, whatever was said of them before', () => {
    const renewed = (value: number): Datum => ({
      namespace: 'Xietong',
      metric: 'ChannelHours',
      dimensions: 'school=example',
      value,
    });
    const goesOff = (...data: readonly Datum[]): boolean => alarmsSetOff(stateless, data).includes('MissingRenewal');
    expect([goesOff(), goesOff(renewed(24)), goesOff(renewed(0))]).toEqual([true, false, false]);
  });

  it('tell of a year-end that was not started, and of none whose executions AWS counts', () => {
    const started = {
      namespace: 'AWS/States',
      metric: 'ExecutionsStarted',
      dimensions: 'StateMachineArn=<xietong-example-year-end>',
      value: 1,
    };
    const goesOff = (...data: readonly Datum[]): boolean =>
      alarmsSetOff(stateless, [], data).includes('MissingYearEnd');
    const ofTheNight = { ...started, dimensions: 'StateMachineArn=<xietong-example-night>' };
    expect([goesOff(), goesOff(ofTheNight), goesOff(started)]).toEqual([true, true, false]);
  });

  it('tell of messages that the API shut out, counted in its own log', () => {
    const lines = (status: number, count: number): readonly Datum[] =>
      Array.from({ length: count }, () => accessLine(status)).flatMap((line) => countedIn(line));
    const goesOff = (data: readonly Datum[]): boolean => alarmsSetOff(stateless, data).includes('ShutOutMessages');
    expect([lines(429, 4), lines(429, 5), lines(403, 99), lines(202, 99)].map(goesOff)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(lines(429, 1)).toEqual([
      { namespace: 'Xietong', metric: 'ShutOutMessages', dimensions: 'school=example', value: 1 },
    ]);
  });

  /** A line of the API's log, as its format in the template says. */
  function accessLine(status: number): Fields {
    const { AccessLogSettings } = only(stateless, 'AWS::ApiGatewayV2::Stage').properties;
    const { Format } = AccessLogSettings as { readonly Format: string };
    const text = Format.replace('$context.status', String(status)).replaceAll(/\$context\.\w+/g, '-');
    return JSON.parse(text) as Fields;
  }

  /** What the metric filter of the template counts in a line: `{ $.field = "value" }`, dimensions out of fields. */
  function countedIn(line: Fields): readonly Datum[] {
    const { FilterPattern, MetricTransformations } = only(stateless, 'AWS::Logs::MetricFilter').properties;
    const [, field = '', value] = /^\{ \$\.(\w+) = "(.*)" \}$/.exec(String(FilterPattern)) ?? [];
    if (line[field] !== value) return [];
    const [transformation] = MetricTransformations as readonly Fields[];
    const { MetricNamespace, MetricName, MetricValue, Dimensions } = transformation ?? {};
    const dimensions = (Dimensions as readonly { readonly Key: string; readonly Value: string }[]).map(
      ({ Key, Value }) => `${Key}=${String(line[Value.replace('$.', '')])}`,
    );
    return [
      {
        namespace: String(MetricNamespace),
        metric: String(MetricName),
        dimensions: dimensions.join(),
        value: Number(MetricValue),
      },
    ];
  }

  it('stand on the dashboard, with the numbers of the nights, where the school wants one', () => {
    expect(resourcesOf(stateless, 'AWS::CloudWatch::Dashboard')).toEqual([]);
    const wanting = templatesOf(aConfig({ dashboard: true })).stateless;
    const body = told(only(wanting, 'AWS::CloudWatch::Dashboard').properties.DashboardBody, wanting);
    const { looks, readOnlyPlace, ...own } = METRICS;
    for (const name of Object.values(own)) expect(body).toContain(`"${name}"`);
    for (const name of [looks, readOnlyPlace]) expect(body).not.toContain(`"${name}"`);
  });
});

describe('partitions and tenants', () => {
  it('the regions of China get the same, but for names of the partition', () => {
    const text = JSON.stringify(china).replaceAll('cn-northwest-1', 'ap-southeast-1');
    const plain = text
      .replaceAll('arn:aws-cn:', 'arn:aws:')
      .replaceAll('.amazonaws.com.cn', '.amazonaws.com')
      .replaceAll('"aws-cn"', '"aws"');
    expect(plain).toBe(JSON.stringify(templatesOf()));
  });

  it('there is nothing that the regions of China have not', () => {
    const types = [...new Set(Object.values(china).flatMap((template) => Object.values(template.Resources as Fields)))];
    const names = types.map((resource) => (resource as { readonly Type: string }).Type);
    expect(names.filter((name) => /Lambda::Url|XRay|CloudFront|Cognito/.test(name))).toEqual([]);
    expect(JSON.stringify(china)).not.toMatch(/arn:aws:|TracingConfig|TracingConfiguration/);
  });

  it('two schools in one account share nothing but where alarms go', () => {
    const schools = (aConfig().schools as readonly Fields[]).flatMap((school) => [
      { ...school, id: 'lake' },
      { ...school, id: 'river' },
    ]);
    const { stateless: lake } = templatesOf(aConfig({}, { schools }));
    expect(JSON.stringify(lake)).not.toContain('river');
    expect(JSON.stringify(lake)).toContain('xietong-lake-night');
  });
});

describe('cdk-nag', () => {
  it('sees what is planted', () => {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'planted');
    new Queue(stack, 'Plain');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).toThrow(/AwsSolutions-SQS3/);
  });
});

describe('npm run synth', () => {
  it('writes the templates without network or credentials', { timeout: 120_000 }, () => {
    // An address of nobody for whatever would be asked for over the network.
    const nowhere = 'http://127.0.0.1:9';
    const environment = { PATH: process.env.PATH, HOME: '/nonexistent', HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere };
    const printed = execFileSync(process.execPath, [`${ROOT}infra/app.ts`], {
      cwd: ROOT,
      env: environment,
      encoding: 'utf8',
    });
    expect(printed).toBe('templates of 1 school(s): cdk.out\n');
    for (const name of ['operators-ap-southeast-1', 'example-data', 'example-app'])
      expect(existsSync(`${ROOT}cdk.out/xietong-${name}.template.json`)).toBe(true);
  });
});

describe('digests', () => {
  const telling = templatesOf(aConfig({ notify: true }));

  it('are off until the operator switches them on: no secret, no schedule, no alarm', () => {
    expect(resourcesOf(stateful, 'AWS::SecretsManager::Secret')).toHaveLength(1);
    expect(variablesOf('send-digests')).not.toHaveProperty('XIETONG_NOTIFY_SECRETS');
    const names = resourcesOf(stateless, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName);
    expect(names).not.toContain('xietong-example-FailedDigests');
  });

  it('are sent in the morning, never at the full or half hour, with the keys of their own secret', () => {
    const clock = resourcesOf(telling.stateless, 'AWS::Scheduler::Schedule').find(
      ({ properties }) => properties.ScheduleExpression === 'cron(7/15 7-11 * * ? *)',
    );
    expect(clock?.properties.ScheduleExpressionTimezone).toBe('Asia/Shanghai');
    const target = clock?.properties.Target as Fields | undefined;
    expect(told(target?.Arn, telling.stateless)).toBe('<xietong-example-send-digests>');
    const secrets = resourcesOf(telling.stateful, 'AWS::SecretsManager::Secret').map(
      ({ properties }) => properties.Name,
    );
    expect(secrets).toEqual(['xietong/example/webhook', 'xietong/example/notify']);
    const { XIETONG_NOTIFY_SECRETS: given } = variablesOf('send-digests', telling.stateless);
    expect(told(given, telling.stateless)).toContain('resolve:secretsmanager');
    const others = FUNCTIONS.filter((name) => name !== 'send-digests');
    for (const name of others)
      expect(variablesOf(name, telling.stateless)).not.toHaveProperty('XIETONG_NOTIFY_SECRETS');
  });

  it('that cannot be sent set off an alarm with an article', () => {
    const alarm = resourcesOf(telling.stateless, 'AWS::CloudWatch::Alarm').find(
      ({ properties }) => properties.AlarmName === 'xietong-example-FailedDigests',
    );
    expect(alarm?.properties).toMatchObject({ MetricName: METRICS.failedDigests, Threshold: 1 });
    expect(alarm?.properties.AlarmDescription).toContain('infra/RUNBOOK.md#faileddigests');
    expect(readFileSync(`${ROOT}infra/RUNBOOK.md`, 'utf8')).toContain('\n## FailedDigests\n');
  });
});

describe('pages', () => {
  const paged = templatesOf(aConfig({ pages: true }));

  it('are off until the operator switches them on: no bucket, no schedule, no alarm', () => {
    expect(resourcesOf(stateful, 'AWS::S3::Bucket')).toEqual([]);
    expect(variablesOf('make-pages')).not.toHaveProperty('XIETONG_PAGES_BUCKET');
    const names = resourcesOf(stateless, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName);
    expect(names).not.toContain('xietong-example-FailedPages');
  });

  it('lie in a bucket that nobody outside can open, encrypted, for 60 days; the bucket outlives every deployment', () => {
    const bucket = only(paged.stateful, 'AWS::S3::Bucket');
    expect(bucket.rest).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(bucket.properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: {
        Rules: [
          { ExpirationInDays: 60, Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
        ],
      },
    });
    expect(bucket.properties).not.toHaveProperty('WebsiteConfiguration');
    expect(only(paged.stateful, 'AWS::S3::BucketPolicy').rest).toMatchObject({ DeletionPolicy: 'Retain' });
  });

  it.each([
    ['02:00', 'cron(0 3 * * ? *)'],
    ['23:30', 'cron(30 0 * * ? *)'],
  ])('are written an hour after a night at %s', (night, expected) => {
    const { stateless: template } = templatesOf(aConfig({ pages: true, night }));
    const clock = resourcesOf(template, 'AWS::Scheduler::Schedule').find(
      ({ properties }) => properties.Description === 'Writes the pages of example',
    );
    expect(clock?.properties).toMatchObject({
      ScheduleExpression: expected,
      ScheduleExpressionTimezone: 'Asia/Shanghai',
    });
    const target = clock?.properties.Target as Fields | undefined;
    expect(told(target?.Arn, template)).toBe('<xietong-example-make-pages>');
  });

  it('have a bucket that their writer knows and who signs links to them, and nobody else', () => {
    const knowing = ['make-pages', 'send-digests'] as const;
    for (const name of knowing)
      expect(told(variablesOf(name, paged.stateless).XIETONG_PAGES_BUCKET, paged.stateless)).toBe('<Pages>');
    for (const name of FUNCTIONS.filter((one) => !knowing.some((other) => other === one)))
      expect(variablesOf(name, paged.stateless)).not.toHaveProperty('XIETONG_PAGES_BUCKET');
  });

  it('that cannot be written set off an alarm with an article', () => {
    const alarm = resourcesOf(paged.stateless, 'AWS::CloudWatch::Alarm').find(
      ({ properties }) => properties.AlarmName === 'xietong-example-FailedPages',
    );
    expect(alarm?.properties).toMatchObject({ MetricName: 'Errors', Namespace: 'AWS/Lambda', Threshold: 1 });
    const [dimension] = (alarm?.properties.Dimensions ?? []) as readonly Fields[];
    expect(told(dimension?.Value, paged.stateless)).toBe('<xietong-example-make-pages>');
    expect(alarm?.properties.AlarmDescription).toContain('infra/RUNBOOK.md#failedpages');
    expect(readFileSync(`${ROOT}infra/RUNBOOK.md`, 'utf8')).toContain('\n## FailedPages\n');
  });
});
