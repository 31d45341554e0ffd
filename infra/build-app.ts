import { App, type Environment, Tags, Validations } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { Config, SchoolConfig } from './config.ts';
import { needsPassword } from './constructs/place-access.ts';
import { Operators } from './stacks/operators.ts';
import { Stateful } from './stacks/stateful.ts';
import { Stateless } from './stacks/stateless.ts';
import type { FunctionName } from './tools/bundle.ts';

export interface AppInput {
  readonly config: Config;
  /** The bundle of a function. */
  code(name: FunctionName): Code;
  /** Where the templates are written. */
  readonly outdir: string;
}

export interface SchoolStacks {
  readonly stateful: Stateful;
  readonly stateless: Stateless;
}

export interface BuiltApp {
  readonly app: App;
  readonly operators: ReadonlyMap<string, Operators>;
  readonly schools: ReadonlyMap<string, SchoolStacks>;
}

/** Settings of CDK; here and not in cdk.json, to be the same however the synthesis is started. */
const BEHAVIOR = {
  '@aws-cdk/core:checkSecretUsage': true,
  '@aws-cdk/core:target-partitions': ['aws', 'aws-cn'],
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption': true,
};

/** Stacks of all schools: two each, and one per region for the alarms. Needs neither network nor credentials. */
export function buildApp({ config, code, outdir }: AppInput): BuiltApp {
  const app = new App({ outdir, context: BEHAVIOR, analyticsReporting: false });
  const operators = new Map<string, Operators>();
  const operatorsOf = (region: string): Operators => {
    const made = operators.get(region) ?? operatorsIn(app, region, config);
    operators.set(region, made);
    return made;
  };
  const schools = new Map(
    config.schools.map((school) => [school.id, schoolStacks(app, school, operatorsOf(school.region), code)]),
  );
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { app, operators, schools };
}

function operatorsIn(app: App, region: string, { operators }: Config): Operators {
  const description = 'xietong: where alarms go';
  return new Operators(app, `xietong-operators-${region}`, { env: envOf(region), operators, description });
}

function schoolStacks(app: App, config: SchoolConfig, { topic }: Operators, code: AppInput['code']): SchoolStacks {
  const { id: school, region } = config;
  const env = envOf(region);
  const stateful = new Stateful(app, `xietong-${school}-data`, {
    env,
    school,
    hasScripts: config.kind === 'google',
    hasPassword: config.kind === 'files' && needsPassword(config),
    notify: config.notify,
    pages: config.pages,
    description: `xietong: what ${school} must keep`,
  });
  const stateless = new Stateless(app, `xietong-${school}-app`, {
    env,
    config,
    stateful,
    topic,
    code,
    description: `xietong: functions and schedules of ${school}`,
  });
  // For the bill: the costs of a school are those tagged with its name.
  for (const stack of [stateful, stateless]) Tags.of(stack).add('xietong:school', school);
  return { stateful, stateless };
}

/** The region is known; the account is the one that deploys. */
function envOf(region: string): Environment {
  return { region };
}
