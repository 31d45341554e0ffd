import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildApp } from '../../infra/build-app.ts';
import { parseConfig } from '../../infra/config.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Fields;
  readonly rest: Fields;
}

/** The templates of one school, as they would be deployed. */
export interface SchoolTemplates {
  readonly stateful: Fields;
  readonly stateless: Fields;
  readonly operators: Fields;
}

export const WORKBOOK = 'sheet-of-the-whole-school';

/** A configuration as in cdk.json, with the fields that a test is about. */
export function aConfig(school: Fields = {}, whole: Fields = {}): Fields {
  return {
    operators: ['operators@example.edu.cn'],
    schools: [
      {
        id: 'example',
        workbook: WORKBOOK,
        region: 'ap-southeast-1',
        google: {
          projectNumber: '123456789012',
          pool: 'xietong',
          provider: 'aws-example',
          serviceAccount: 'xietong-example@some-project.iam.gserviceaccount.com',
        },
        ...school,
      },
    ],
    ...whole,
  };
}

export const DISK = 'dav+https://disk.example.edu.cn/school/';
export const BUCKET = 's3://a-bucket/school/';

/** The same for a school whose workbooks lie on a campus disk or in a bucket. */
export function aFilesConfig(place: string = DISK, school: Fields = {}): Fields {
  return aConfig({}, { schools: [{ id: 'example', place, region: 'ap-southeast-1', ...school }] });
}

/** The school's own domain name for its webhook. */
export const OWN_NAME = {
  name: 'xietong.example.edu.cn',
  certificate: 'arn:aws:acm:ap-southeast-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
};

/** Configurations from the smallest to the fullest; third-party programs check their templates too. */
export const EXAMPLES = {
  'one small school': aConfig(),
  'two schools, one with everything and one with nothing that can be chosen': aConfig(
    {},
    {
      schools: [
        aSchool({ id: 'lake', notify: true, pages: true, dashboard: true, domain: OWN_NAME }),
        aSchool({ id: 'hill', region: 'cn-northwest-1', watch: false, yearEnd: null }),
      ],
    },
  ),
  'a school on a campus disk with everything': aFilesConfig(DISK, { notify: true, pages: true, dashboard: true }),
  'a school in a bucket, in China': aFilesConfig(BUCKET, { region: 'cn-northwest-1' }),
} satisfies Readonly<Record<string, Fields>>;

function aSchool(fields: Fields): Fields {
  return { ...(aConfig(fields).schools as readonly Fields[])[0] };
}

const made = new Map<string, SchoolTemplates>();

/** Synthesizes a school with the rules of cdk-nag: a finding throws. The contents of bundles play no part. */
export function templatesOf(config: Fields = aConfig()): SchoolTemplates {
  const key = JSON.stringify(config);
  const templates = made.get(key) ?? synthesize(config);
  made.set(key, templates);
  return templates;
}

function synthesize(config: Fields): SchoolTemplates {
  const outdir = mkdtempSync(join(tmpdir(), 'xietong-cdk-'));
  try {
    const { operators, schools } = buildApp({
      config: parseConfig(config),
      code: () => Code.fromInline('export const handler = async () => {};'),
      outdir,
    });
    const [{ stateful, stateless }] = [...schools.values()] as [{ stateful: never; stateless: never }];
    const [alarms] = [...operators.values()];
    const json = (stack: Parameters<typeof Template.fromStack>[0]): Fields => Template.fromStack(stack).toJSON();
    return { stateful: json(stateful), stateless: json(stateless), operators: json(alarms!) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Every template of a configuration, as `npm run synth` writes them: text by name of the stack. */
export function stacksOf(config: Fields): ReadonlyMap<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'xietong-cdk-'));
  const ending = '.template.json';
  try {
    const code = (): Code => Code.fromInline('export const handler = async () => {};');
    buildApp({ config: parseConfig(config), code, outdir }).app.synth();
    const files = readdirSync(outdir).filter((file) => file.endsWith(ending));
    return new Map(files.map((file) => [file.slice(0, -ending.length), readFileSync(join(outdir, file), 'utf8')]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Resources of a type, in the order of the template. */
export function resourcesOf(template: Fields, type: string): readonly Resource[] {
  return Object.entries(template.Resources as Readonly<Record<string, Fields>>)
    .map(([id, { Type, Properties, ...rest }]) => ({
      id,
      type: String(Type),
      properties: (Properties ?? {}) as Fields,
      rest,
    }))
    .filter((resource) => resource.type === type);
}

/** Readable words for values that CloudFormation fills in: `<Table>`, `<AWS::AccountId>`; a function's bundle by its name. */
export function told(value: unknown, template: Fields): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const [[name, argument] = ['', '']] = Object.entries(value as Fields);
  if (name === 'Fn::Join') {
    const [separator, parts] = argument as [string, readonly unknown[]];
    return parts.map((part) => told(part, template)).join(separator);
  }
  if (name === 'Ref') return `<${shortened(String(argument), template)}>`;
  if (name === 'Fn::GetAtt') return `<${shortened(String((argument as readonly string[])[0]), template)}>`;
  if (name === 'Fn::ImportValue')
    return `<${/(Table|WebhookSecret|Topic|Key|Pages)/.exec(String(argument))?.[1] ?? argument}>`;
  throw new Error(`unknown: ${JSON.stringify(value)}`);
}

function shortened(id: string, template: Fields): string {
  const { Properties } = ((template.Resources as Readonly<Record<string, Fields>>)[id] ?? {}) as {
    Properties?: Fields;
  };
  const name = Properties?.FunctionName ?? Properties?.LogGroupName ?? Properties?.StateMachineName;
  return typeof name === 'string' ? name : id.replace(/[0-9A-F]{8}$/, '');
}
