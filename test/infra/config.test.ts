import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig, readConfig, rolesOf, shareOf } from '../../infra/config.ts';
import { ROOT } from '../architecture/sources.ts';
import { aConfig, type Fields, OWN_NAME, resourcesOf, templatesOf } from '../support/templates.ts';

const GOOGLE = ((aConfig().schools as readonly Fields[])[0]?.google ?? {}) as Fields;

function google(fields: Fields): Fields {
  return aConfig({ google: { ...GOOGLE, ...fields } });
}

function messageOf(config: unknown): string {
  try {
    parseConfig(config);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

const ROLES_OF_A_SCHOOL = rolesOf('google');
/** Schools for which an account has roles, beside the five that the bootstrap of CDK makes in a region. */
const MOST = Math.floor((1_000 - 5) / ROLES_OF_A_SCHOOL);

function manySchools(count: number): readonly Fields[] {
  const [school] = aConfig().schools as readonly Fields[];
  return Array.from({ length: count }, (_, at) => ({ ...school, id: `s-${at}` }));
}

describe('the configuration', () => {
  it('counts the roles of a school as its template makes them', () => {
    const { stateless, stateful, operators } = templatesOf(
      aConfig({ notify: true, pages: true, dashboard: true, domain: OWN_NAME }),
    );
    const roles = [stateless, stateful, operators].flatMap((template) => resourcesOf(template, 'AWS::IAM::Role'));
    expect(roles).toHaveLength(ROLES_OF_A_SCHOOL);
  }, 120_000);

  it('needs five facts about a school; the rest has defaults', () => {
    const [school] = parseConfig(aConfig()).schools;
    expect(school).toMatchObject({ watch: true, parallel: 3, logDays: 90, google: { perMinute: 60 } });
    expect([school?.night.text, school?.yearEnd?.text]).toEqual(['02:00', '03:00']);
  });

  it('in cdk.json is one that can be deployed', () => {
    expect(readConfig(`${ROOT}cdk.json`).schools).toHaveLength(1);
    expect(readFileSync(`${ROOT}cdk.json`, 'utf8')).not.toMatch(/private_key|secret/i);
  });

  it('is refused when the file is not there, or is no JSON', () => {
    expect(() => readConfig(`${ROOT}nowhere.json`)).toThrow(/^cdk\.json cannot be read: ENOENT/);
    expect(() => readConfig(`${ROOT}README.md`)).toThrow(/^cdk\.json cannot be read: .*JSON/);
  });

  it('takes no school twice', () => {
    const [school] = aConfig().schools as readonly Fields[];
    expect(messageOf(aConfig({}, { schools: [school, school] }))).toMatch(
      /^context\.xietong\.schools is .*: it should be a list with at least one school, each id once$/,
    );
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'context.xietong is missing: it should be an object with operators and schools'],
    [
      'no operator',
      aConfig({}, { operators: [] }),
      'context.xietong.operators is []: it should be a list with at least one e-mail address that gets the alarms',
    ],
    [
      'an operator without address',
      aConfig({}, { operators: ['zhang'] }),
      'context.xietong.operators[0] is "zhang": it should be a list with at least one e-mail address that gets the alarms',
    ],
    [
      'no school',
      aConfig({}, { schools: [] }),
      'context.xietong.schools is []: it should be a list with at least one school, each id once',
    ],
    [
      'an id with capitals',
      aConfig({ id: 'Bupt' }),
      'context.xietong.schools[0].id is "Bupt": it should be 2 to 20 small letters, digits or hyphens that begin with a letter',
    ],
    [
      'an id of 21 letters',
      aConfig({ id: 'a'.repeat(21) }),
      `context.xietong.schools[0].id is "${'a'.repeat(21)}": it should be 2 to 20 small letters, digits or hyphens that begin with a letter`,
    ],
    [
      'an address for an id',
      aConfig({ workbook: 'https://docs.google.com/x' }),
      'context.xietong.schools[0].workbook is "https://docs.google.com/x": it should be the id of the school workbook: the part of its address after /d/; a school on a campus disk or in a bucket has place instead',
    ],
    [
      'no workbook',
      aConfig({ workbook: undefined }),
      'context.xietong.schools[0].workbook is missing: it should be the id of the school workbook: the part of its address after /d/; a school on a campus disk or in a bucket has place instead',
    ],
    [
      'a city for a region',
      aConfig({ region: 'Singapore' }),
      'context.xietong.schools[0].region is "Singapore": it should be a region of AWS, such as ap-southeast-1 or cn-northwest-1',
    ],
    [
      'no Google',
      aConfig({ google: undefined }),
      'context.xietong.schools[0].google is missing: it should be an object with projectNumber, pool, provider and serviceAccount',
    ],
    [
      'the id of a project',
      google({ projectNumber: 'my-project' }),
      'context.xietong.schools[0].google.projectNumber is "my-project": it should be the number of the Google project as a text of digits (its id does not do)',
    ],
    [
      'a pool with capitals',
      google({ pool: 'Pool' }),
      'context.xietong.schools[0].google.pool is "Pool": it should be the id of the workload identity pool, 4 to 32 small letters, digits or hyphens',
    ],
    [
      'a provider of three letters',
      google({ provider: 'aws' }),
      'context.xietong.schools[0].google.provider is "aws": it should be the id of the AWS provider in the pool, 4 to 32 small letters, digits or hyphens',
    ],
    [
      'a person for an account',
      google({ serviceAccount: 'me@gmail.com' }),
      'context.xietong.schools[0].google.serviceAccount is "me@gmail.com": it should be the e-mail address of the service account: <name>@<project>.iam.gserviceaccount.com',
    ],
    [
      'a quota below 12',
      google({ perMinute: 11 }),
      'context.xietong.schools[0].google.perMinute is 11: it should be a whole number from 12 to 6000 (Google gives 60 unless it has raised the quota)',
    ],
    ['a key', google({ private_key: 'x' }), 'context.xietong.schools[0].google has no field private_key: remove it'],
    [
      'a night after midnight',
      aConfig({ night: '24:00' }),
      'context.xietong.schools[0].night is "24:00": it should be a time in Asia/Shanghai as HH:MM, such as 02:00',
    ],
    [
      'a year-end that is a word',
      aConfig({ yearEnd: 'never' }),
      'context.xietong.schools[0].yearEnd is "never": it should be a time in Asia/Shanghai as HH:MM, such as 03:00, or null to seal by hand',
    ],
    [
      'pages that are a word',
      aConfig({ pages: 'on' }),
      'context.xietong.schools[0].pages is "on": it should be true or false',
    ],
    [
      'a watch that is a word',
      aConfig({ watch: 'yes' }),
      'context.xietong.schools[0].watch is "yes": it should be true or false',
    ],
    [
      'no workbook at a time',
      aConfig({ parallel: 0 }),
      'context.xietong.schools[0].parallel is 0: it should be a whole number from 1 to 40',
    ],
    [
      'more workbooks than the quota',
      aConfig({ parallel: 31 }),
      'context.xietong.schools[0].parallel is 31, too many for perMinute 60: each workbook needs 2 a minute; at most 30 then',
    ],
    [
      'logs for ever',
      aConfig({ logDays: 0 }),
      'context.xietong.schools[0].logDays is 0: it should be one of 7, 14, 30, 60, 90, 180, 365',
    ],
    [
      'no college',
      aConfig({ colleges: 0 }),
      'context.xietong.schools[0].colleges is 0: it should be a whole number from 1 to 3000: larger lists do not fit between the steps of a night',
    ],
    [
      'more colleges than a state holds',
      aConfig({ colleges: 3_001, students: 30_000 }),
      'context.xietong.schools[0].colleges is 3001: it should be a whole number from 1 to 3000: larger lists do not fit between the steps of a night',
    ],
    [
      'more colleges of the usual size than one function judges',
      aConfig({ colleges: 201 }),
      'context.xietong.schools[0].colleges is 201, too many for one school: with 1500 students each they have 301500, and one function judges 300000 in 15 minutes and 3,008 MB; say in students how many there are, or make it two schools',
    ],
    [
      'more students than one function judges',
      aConfig({ students: 300_001 }),
      'context.xietong.schools[0].students is 300001, too many for one school: one function judges 300000 in 15 minutes and 3,008 MB; make it two schools',
    ],
    [
      'a name that is an address',
      aConfig({ domain: { ...OWN_NAME, name: 'https://xietong.example.edu.cn' } }),
      'context.xietong.schools[0].domain.name is "https://xietong.example.edu.cn": it should be the name of the webhook in small letters, such as xietong.example.edu.cn',
    ],
    [
      'a name without certificate',
      aConfig({ domain: { name: OWN_NAME.name } }),
      'context.xietong.schools[0].domain.certificate is missing: it should be the ARN of a certificate of ACM in the region of the school: arn:aws:acm:<region>:<account>:certificate/<id>',
    ],
    [
      'a certificate of another region',
      aConfig({ domain: { ...OWN_NAME, certificate: OWN_NAME.certificate.replace('ap-southeast-1', 'us-east-1') } }),
      'context.xietong.schools[0].domain.certificate is of us-east-1: it must be of ap-southeast-1, where the school is',
    ],
    [
      'a dashboard that is a word',
      aConfig({ dashboard: 'yes' }),
      'context.xietong.schools[0].dashboard is "yes": it should be true or false',
    ],
    [
      'more schools than the account has roles for',
      aConfig({}, { schools: manySchools(MOST + 1) }),
      `context.xietong.schools has ${MOST + 1} schools, which need ${(MOST + 1) * ROLES_OF_A_SCHOOL + 5} roles (${ROLES_OF_A_SCHOOL} each), and the account may have 1000: at most ${MOST} then; ask AWS for more and write them to roles, or give the others an account of their own`,
    ],
    [
      'roles that no account has',
      aConfig({}, { roles: 5_001 }),
      'context.xietong.roles is 5001: it should be a whole number from 100 to 5000: the roles that the account may have (1000 unless AWS has raised it)',
    ],
    [
      'a field that it has not',
      aConfig({ nights: '02:00' }),
      'context.xietong.schools[0] has no field nights: remove it',
    ],
  ])('with %s is refused in words', (_, config, message) => {
    expect(messageOf(config)).toBe(message);
  });

  it('names everything that is wrong at once', () => {
    expect(messageOf(aConfig({ night: '2', logDays: 1 })).split('\n')).toHaveLength(2);
  });

  it('takes the edges of what it takes', () => {
    for (const school of [
      { parallel: 30 },
      { id: 'ab' },
      { id: 'a'.repeat(20) },
      { night: '23:59' },
      { yearEnd: null },
      { colleges: 200 },
      { colleges: 3_000, students: 300_000 },
      { domain: OWN_NAME },
    ])
      expect(messageOf(aConfig(school))).toBe('');
    expect(messageOf(google({ perMinute: 12 }))).toBe('');
    expect(messageOf(aConfig({}, { schools: manySchools(MOST) }))).toBe('');
    expect(messageOf(aConfig({}, { schools: manySchools(100), roles: 100 * ROLES_OF_A_SCHOOL + 5 }))).toBe('');
    expect(messageOf(aConfig({}, { schools: manySchools(100), roles: 100 * ROLES_OF_A_SCHOOL + 4 }))).toMatch(
      /^context\.xietong\.schools has/,
    );
    expect([shareOf(60, 3), shareOf(60, 30), shareOf(100, 3)]).toEqual([20, 2, 33]);
  });
});
