import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../functions/env.ts';
import { METRICS } from '../../functions/telemetry.ts';
import { parseConfig, rolesOf } from '../../infra/config.ts';
import { deployedFor } from '../../infra/tools/bundle.ts';
import { ROOT } from '../architecture/sources.ts';
import { alarmsSetOff, type Datum } from '../support/alarm-states.ts';
import { permissionsOf, resourcePoliciesOf, trustOf } from '../support/permissions.ts';
import { aFilesConfig, BUCKET, DISK, type Fields, resourcesOf, templatesOf, told } from '../support/templates.ts';

/** A school whose workbooks lie on a campus disk or in a bucket: what is deployed for it, and what is not. */

const disk = templatesOf(aFilesConfig(DISK));
const bucket = templatesOf(aFilesConfig(BUCKET));
const google = templatesOf();

function messageOf(config: unknown): string {
  try {
    parseConfig(config);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

function variablesOf(template: Fields): ReadonlyMap<string, Fields> {
  return new Map(
    resourcesOf(template, 'AWS::Lambda::Function').map(({ properties: { FunctionName, Environment } }) => [
      String(FunctionName).replace('xietong-example-', ''),
      (Environment as { readonly Variables: Fields }).Variables,
    ]),
  );
}

function namesOf(template: Fields, type: string, field: string): readonly string[] {
  return resourcesOf(template, type).map(({ properties }) => String(properties[field]).replace('xietong-example-', ''));
}

describe('the configuration of a school with a place', () => {
  it('needs three facts; the rest has the defaults of every school', () => {
    const [school] = parseConfig(aFilesConfig()).schools;
    expect(school).toMatchObject({ kind: 'files', place: DISK, parallel: 3, logDays: 90, notify: false, pages: false });
  });

  const shape =
    'dav+https://host/folder/ (without user, password or query, on a host that the internet reaches) or s3://bucket/folder/ (folders of letters, digits, _, . and -), with a slash at its end';

  it.each([
    'https://disk.example.edu.cn/school/',
    'dav+http://disk.example.edu.cn/school/',
    'dav+https://disk.example.edu.cn/school',
    'dav+https://localhost/school/',
    'dav+https://10.3.8.211/school/',
    'dav+https://172.16.0.1/school/',
    'dav+https://[::1]/school/',
    's3://bucket/',
    's3://bucket/school',
    's3://bucket/团委/',
    's3://bucket/a/../b/',
    's3://bucket/a*/',
    's3://Bucket/school/',
    'google:sheet',
    '',
  ])('refuses %j in words', (place) => {
    expect(messageOf(aFilesConfig(place))).toBe(
      `context.xietong.schools[0].place is ${JSON.stringify(place)}: it should be ${shape}`,
    );
  });

  it.each([
    ['dav+https://user:secret@disk.example.edu.cn/school/', 'dav+https://…@disk.example.edu.cn/school/'],
    ['dav+https://user:se@cret@disk.example.edu.cn/school/', 'dav+https://…@disk.example.edu.cn/school/'],
    ['dav+https://disk.example.edu.cn/school/?token=secret/', 'dav+https://disk.example.edu.cn/school/?…'],
  ])('refuses %j without saying what is secret in it', (place, shown) => {
    expect(messageOf(aFilesConfig(place))).toBe(
      `context.xietong.schools[0].place is "${shown}": it should be ${shape}`,
    );
  });

  it.each([
    'dav+https://disk.example.edu.cn/',
    'dav+https://disk.example.edu.cn:8443/团委/台账/',
    'dav+https://172.32.0.1/school/',
    's3://abc/school/',
    's3://a.bucket-1/xietong/2026_27/v1.0/',
  ])('takes %s', (place) => {
    expect(messageOf(aFilesConfig(place))).toBe('');
  });

  it.each([
    [
      { workbook: 'sheet-of-the-whole-school' },
      'context.xietong.schools[0] has place and workbook: a school is on a disk or in a bucket, or at Google; remove one or the other',
    ],
    [
      { watch: false, domain: {} },
      'context.xietong.schools[0] has place and watch, domain: a school is on a disk or in a bucket, or at Google; remove one or the other',
    ],
    [{ nights: 1 }, 'context.xietong.schools[0] has no field nights: remove it'],
    [{ place: 7 }, `context.xietong.schools[0].place is 7: it should be ${shape}`],
    [
      { passwordOf: 'today' },
      'context.xietong.schools[0].passwordOf is "today": it should be the day on which the password of the disk was changed, such as 2026-11-30',
    ],
    [
      { kind: 'folder' },
      'context.xietong.schools[0].kind is "folder": it should be google or files; left out, it is told by whether there is a place',
    ],
  ])('with %j is refused in words', (fields, message) => {
    expect(messageOf(aFilesConfig(DISK, fields))).toBe(message);
  });

  it('counts its roles as its template makes them', () => {
    const roles = Object.values(disk).flatMap((template: Fields) => resourcesOf(template, 'AWS::IAM::Role'));
    expect(roles).toHaveLength(rolesOf('files'));
  });
});

describe('the stacks of a school with a place', () => {
  it('have the functions of every school and one that looks; nothing of Google, no API', () => {
    for (const { stateless } of [disk, bucket]) {
      expect(namesOf(stateless, 'AWS::Lambda::Function', 'FunctionName')).toEqual([
        ...deployedFor('files').filter((name) => name !== 'look-at-place'),
        'look-at-place',
      ]);
      expect(resourcesOf(stateless, 'AWS::ApiGatewayV2::Api')).toEqual([]);
      expect(stateless.Outputs).toBeUndefined();
      expect(JSON.stringify(stateless)).not.toMatch(/google|WEBHOOK/i);
    }
    expect(namesOf(google.stateless, 'AWS::Lambda::Function', 'FunctionName')).not.toContain('look-at-place');
  });

  it('have a secret for the account of a disk, none for a bucket, and no key of scripts', () => {
    expect(namesOf(disk.stateful, 'AWS::SecretsManager::Secret', 'Name')).toEqual(['xietong/example/disk']);
    expect(namesOf(bucket.stateful, 'AWS::SecretsManager::Secret', 'Name')).toEqual([]);
  });

  it('give each function variables that it can read; the account reaches those alone that come to the disk', () => {
    for (const [name, variables] of [...variablesOf(disk.stateless), ...variablesOf(bucket.stateless)]) {
      const texts = Object.entries(variables).map(([key, value]) => [
        key,
        key === 'XIETONG_QUEUE_URL' ? 'https://queue' : typeof value === 'string' ? value : `{"${'x'.repeat(32)}":1}`,
      ]);
      const given = { ...Object.fromEntries(texts), XIETONG_TABLE: 'xietong' };
      expect([name, readEnvironment(given).XIETONG_TABLE]).toEqual([name, 'xietong']);
    }
    const knowing = [...variablesOf(disk.stateless)].filter(([, own]) => 'XIETONG_DAV_CREDENTIALS' in own);
    expect(knowing.map(([name]) => name)).toEqual([
      'list-colleges',
      'read-college',
      'publish-college',
      'close-year',
      'process-change',
      'look-at-place',
    ]);
    for (const [, { XIETONG_DAV_CREDENTIALS: value }] of knowing)
      expect(told(value, disk.stateless)).toContain('{{resolve:secretsmanager:');
    const inBucket = [...variablesOf(bucket.stateless).values()];
    expect(inBucket.filter((own) => 'XIETONG_DAV_CREDENTIALS' in own)).toEqual([]);
  });

  it('look every five minutes, never at the full or half hour', () => {
    const [look] = resourcesOf(disk.stateless, 'AWS::Scheduler::Schedule').filter(
      ({ properties }) => properties.Description === 'Looks at the place of example',
    );
    expect(look?.properties.ScheduleExpression).toBe('cron(3/5 * * * ? *)');
    const target = look?.properties.Target as Fields;
    expect(told(target.Arn, disk.stateless)).toBe('<xietong-example-look-at-place>');
  });

  it('are updated, with their secrets, when another day of the password is written down', () => {
    const { stateless } = templatesOf(aFilesConfig(DISK, { passwordOf: '2026-11-30' }));
    const changed = resourcesOf(stateless, 'AWS::Lambda::Function').filter(({ properties }) =>
      String(properties.Description).endsWith('of example, password of 2026-11-30'),
    );
    expect(changed).toHaveLength(6);
  });

  it('have the alarms of every school, and two about the place', () => {
    const alarms = (template: Fields): ReadonlySet<string> =>
      new Set(namesOf(template, 'AWS::CloudWatch::Alarm', 'AlarmName'));
    expect([...alarms(disk.stateless).difference(alarms(google.stateless))]).toEqual([
      'UnreachablePlace',
      'ReadOnlyPlace',
    ]);
    expect([...alarms(google.stateless).difference(alarms(disk.stateless))]).toEqual([
      'GoogleThrottling',
      'ChannelExpiring',
      'MissingRenewal',
      'FailedRenewal',
      'RefusedMessages',
      'ShutOutMessages',
    ]);
    const runbook = readFileSync(`${ROOT}infra/RUNBOOK.md`, 'utf8');
    for (const { properties } of resourcesOf(disk.stateless, 'AWS::CloudWatch::Alarm')) {
      const [, anchor] = /infra\/RUNBOOK\.md#(\w+)$/.exec(String(properties.AlarmDescription)) ?? [];
      expect(runbook.toLowerCase()).toContain(`\n## ${anchor}\n`);
    }
  });

  it('hear of a place that nobody has seen, and of one that is only read', () => {
    const datum = (metric: string, value: number): Datum => ({
      namespace: 'Xietong',
      metric,
      dimensions: 'school=example',
      value,
    });
    const goesOff = (...data: readonly Datum[]): readonly string[] =>
      alarmsSetOff(disk.stateless, data).filter((name) => /Place$/.test(name));
    expect(goesOff()).toEqual(['UnreachablePlace']);
    expect(goesOff(datum('Looks', 1), datum('ReadOnlyPlace', 0))).toEqual([]);
    expect(goesOff(datum('Looks', 1), datum('ReadOnlyPlace', 1))).toEqual(['ReadOnlyPlace']);
  });

  it('show what is reported of such a school on the dashboard', () => {
    const { stateless } = templatesOf(aFilesConfig(DISK, { dashboard: true }));
    const [page] = resourcesOf(stateless, 'AWS::CloudWatch::Dashboard');
    const body = told(page?.properties.DashboardBody, stateless);
    const { throttled, channelHours, ...own } = METRICS;
    for (const name of Object.values(own)) expect(body).toContain(`"${name}"`);
    for (const name of [throttled, channelHours]) expect(body).not.toContain(`"${name}"`);
  });
});

describe('the permissions of a school with a place', () => {
  const ofGoogle = new Set(permissionsOf(google.stateless));
  const ONLY = 'dynamodb:LeadingKeys ForAllValues:StringLike';
  const OF_LOOKING = [
    'ClockRole: lambda:InvokeFunction on <xietong-example-look-at-place>',
    `look-at-place: dynamodb:BatchWriteItem on <Table>, ${ONLY} NOTE`,
    `look-at-place: dynamodb:GetItem on <Table>, ${ONLY} HEAD NOTE`,
    `look-at-place: dynamodb:PutItem on <Table>, ${ONLY} NOTE`,
    `look-at-place: dynamodb:Query on <Table>, ${ONLY} HEAD NOTE`,
    'look-at-place: logs:CreateLogStream on </xietong/example/look-at-place>',
    'look-at-place: logs:PutLogEvents on </xietong/example/look-at-place>',
    'look-at-place: sqs:SendMessage on <ChangesQueue>',
    'look-at-place: sqs:SendMessage on <DeadStarts>',
  ];
  const FOLDER = 'arn:aws:s3:::a-bucket/school/';
  const LIST = 's3:ListBucket on arn:aws:s3:::a-bucket, s3:prefix StringLike school/*';
  const writing = (name: string): readonly string[] => [
    `${name}: s3:DeleteObject on ${FOLDER}.xietong-probe-*`,
    `${name}: s3:GetObject on ${FOLDER}*`,
    `${name}: ${LIST}`,
    `${name}: s3:PutObject on ${FOLDER}*`,
  ];
  const reading = (name: string): readonly string[] => [`${name}: s3:GetObject on ${FOLDER}*`, `${name}: ${LIST}`];

  it('are, on a disk, those of a school at Google without its two functions, and those of looking', () => {
    const own = permissionsOf(disk.stateless);
    expect(own.filter((line) => !ofGoogle.has(line))).toEqual(OF_LOOKING);
    const gone = [...ofGoogle].filter((line) => !own.includes(line));
    expect(
      gone.filter((line) => !/^(renew-watches|receive-change): |<xietong-example-renew-watches>$/.test(line)),
    ).toEqual([]);
    expect(own.filter((line) => /secretsmanager|s3:/.test(line))).toEqual([]);
  });

  it('are, in a bucket, these besides, each below one folder: reading, writing, and removing the own trials alone', () => {
    const own = new Set(permissionsOf(disk.stateless));
    expect(permissionsOf(bucket.stateless).filter((line) => !own.has(line))).toEqual(
      [
        ...['close-year', 'process-change', 'publish-college'].flatMap(writing),
        ...['list-colleges', 'read-college'].flatMap(reading),
        `look-at-place: s3:DeleteObject on ${FOLDER}.xietong-probe-*`,
        `look-at-place: s3:GetObject on ${FOLDER}.xietong-probe-*`,
        `look-at-place: ${LIST}`,
        `look-at-place: s3:PutObject on ${FOLDER}.xietong-probe-*`,
      ].toSorted(),
    );
  });

  it('are given to services alone: nobody outside may call anything', () => {
    expect(resourcePoliciesOf(disk.stateless).filter((line) => !line.startsWith('*: never sqs:'))).toEqual([]);
    expect(trustOf(disk.stateless).filter((line) => !/: (lambda|scheduler|states)\.amazonaws\.com/.test(line))).toEqual(
      [],
    );
  });
});
