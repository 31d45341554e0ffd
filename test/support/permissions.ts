import { type Fields, resourcesOf, told } from './templates.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** Every permission of every role in a template, one per line: `who: action on resource`. Sorted, for readable diffs. */
export function permissionsOf(template: Fields): readonly string[] {
  const roles = resourcesOf(template, 'AWS::IAM::Role').flatMap(({ id, properties }) =>
    (listOf(properties.Policies) as readonly Fields[]).flatMap(({ PolicyDocument }) =>
      linesOf(nameOf(id, template), PolicyDocument, template),
    ),
  );
  const policies = resourcesOf(template, 'AWS::IAM::Policy').flatMap(({ properties }) =>
    (listOf(properties.Roles) as readonly { readonly Ref: string }[]).flatMap(({ Ref }) =>
      linesOf(nameOf(Ref, template), properties.PolicyDocument, template),
    ),
  );
  return [...roles, ...policies].toSorted();
}

/** Whether a function's role allows an access to the table (`PutItem NOTE`), by the lines of `permissionsOf`. */
export function isGrantedBy(permissions: readonly string[], name: string, access: string): boolean {
  const [action, key = ''] = access.split(' ');
  const line = permissions.find((own) => own.startsWith(`${name}: dynamodb:${action} on <Table>`));
  if (line === undefined) return false;
  const [, patterns] = / ForAllValues:StringLike (.*)$/.exec(line) ?? [];
  return patterns === undefined || patterns.split(' ').some((pattern) => fits(pattern, key));
}

/** The same for an access to a bucket: `GetObject a-bucket/school/file.xlsx`, `ListBucket a-bucket school/`. */
export function isGrantedInBucket(permissions: readonly string[], name: string, access: string): boolean {
  const [action, resource = '', prefix] = access.split(' ');
  return permissions.some((line) => {
    const [, own, pattern = '', wanted] =
      /^([\w-]+: s3:\w+) on arn:[\w-]+:s3:::([^,]+)(?:, s3:prefix StringLike (.*))?$/.exec(line) ?? [];
    if (own !== `${name}: s3:${action}` || !fits(pattern, resource)) return false;
    return wanted === undefined || (prefix !== undefined && fits(wanted, prefix));
  });
}

function fits(pattern: string, text: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}

/** Permissions granted by resources: policies of queues, topics and keys, and who may call a function. */
export function resourcePoliciesOf(template: Fields): readonly string[] {
  const calls = resourcesOf(template, 'AWS::Lambda::Permission').map(
    ({ properties: { Principal, Action, FunctionName, SourceArn } }) =>
      `${String(Principal)}: ${String(Action)} on ${told(FunctionName, template)} from ${told(SourceArn, template)}`,
  );
  const documents = [
    ...resourcesOf(template, 'AWS::SQS::QueuePolicy').map(({ properties }) => properties.PolicyDocument),
    ...resourcesOf(template, 'AWS::SNS::TopicPolicy').map(({ properties }) => properties.PolicyDocument),
    ...resourcesOf(template, 'AWS::S3::BucketPolicy').map(({ properties }) => properties.PolicyDocument),
    ...resourcesOf(template, 'AWS::KMS::Key').map(({ properties }) => properties.KeyPolicy),
  ];
  return [...calls, ...documents.flatMap((document) => statementsOf(document, template))].toSorted();
}

/** Who may assume a role. */
export function trustOf(template: Fields): readonly string[] {
  return resourcesOf(template, 'AWS::IAM::Role')
    .map(({ id, properties }) => {
      const [{ Principal, Condition }] = (properties.AssumeRolePolicyDocument as { Statement: [Statement] }).Statement;
      const { Service } = Principal as { readonly Service: string };
      return `${nameOf(id, template)}: ${Service}${Condition === undefined ? '' : `, ${conditionText(Condition, template)}`}`;
    })
    .toSorted();
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function nameOf(role: string, template: Fields): string {
  const { properties } = resourcesOf(template, 'AWS::IAM::Role').find(({ id }) => id === role) ?? { properties: {} };
  return typeof (properties as Fields).RoleName === 'string'
    ? String((properties as Fields).RoleName).replace('xietong-example-', '')
    : role.replace(/[0-9A-F]{8}$/, '');
}

function linesOf(who: string, document: unknown, template: Fields): readonly string[] {
  return statementsOf(document, template).map((line) => `${who}: ${line}`);
}

function statementsOf(document: unknown, template: Fields): readonly string[] {
  return (document as { readonly Statement: readonly Statement[] }).Statement.flatMap(
    ({ Effect, Action, Resource, Principal, Condition }) =>
      listOf(Resource).flatMap((resource) =>
        listOf(Action).map((action) =>
          [
            Principal === undefined ? '' : `${principalText(Principal, template)}: `,
            Effect === 'Deny' ? 'never ' : '',
            `${String(action)} on ${told(resource, template)}`,
            Condition === undefined ? '' : `, ${conditionText(Condition, template)}`,
          ].join(''),
        ),
      ),
  );
}

function principalText(principal: unknown, template: Fields): string {
  const [who] = Object.values(principal as Fields);
  return told(who, template);
}

/** `dynamodb:LeadingKeys ForAllValues:StringEquals NOTE`. */
function conditionText(condition: unknown, template: Fields): string {
  return Object.entries(condition as Readonly<Record<string, Fields>>)
    .flatMap(([operator, fields]) =>
      Object.entries(fields).map(
        ([field, values]) =>
          `${field} ${operator} ${listOf(values)
            .map((value) => told(value, template))
            .join(' ')}`,
      ),
    )
    .join(' and ');
}
