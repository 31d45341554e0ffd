import { Stack } from 'aws-cdk-lib';
import type { IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { CommonFunction } from '../tools/bundle.ts';
import { acknowledge, NO_TRACING } from './acknowledge.ts';
import { allow, arnIn, roleOf, type SchoolFunction } from './functions.ts';
import { MAP_LABELS, nightDefinition, yearEndDefinition } from './night-definition.ts';

export interface StateMachinesProps {
  readonly school: string;
  readonly functions: Readonly<Record<CommonFunction, SchoolFunction>>;
  /** Number of workbooks at the same time. */
  readonly parallel: number;
}

const KEPT_HISTORY =
  'The service keeps the history of every execution for 90 days. A log of it would need eight permissions on all resources, and hold the same.';

const OWN_EXECUTIONS =
  'Executions of a Distributed Map have ids that nobody knows before. The pattern is held to this machine.';

/** The night and the year-end. Their names are fixed: a role can name its machine before the machine exists. */
export class StateMachines extends Construct {
  readonly night: StateMachine;
  readonly yearEnd: StateMachine;

  constructor(scope: Construct, id: string, { school, functions, parallel }: StateMachinesProps) {
    super(scope, id);
    const arn = (name: CommonFunction): string => functions[name].lambda.functionArn;
    const steps = {
      list: arn('list-colleges'),
      read: arn('read-college'),
      assess: arn('assess-school'),
      publish: arn('publish-college'),
    };
    const name = `xietong-${school}-night`;
    const executions = `${arnIn(this, 'states', 'execution', name)}:*`;
    const children = MAP_LABELS.map((label) => `${arnIn(this, 'states', 'execution', `${name}/${label}`)}:*`);
    this.night = this.machine('Night', name, nightDefinition(steps, parallel), [
      allow(['lambda:InvokeFunction'], ...Object.values(steps)),
      // A Distributed Map starts, watches, stops and redrives executions of its own machine: the resources are those of
      // “IAM policies for using Distributed Map states” in the developer guide.
      allow(['states:StartExecution'], arnIn(this, 'states', 'stateMachine', name)),
      allow(['states:DescribeExecution', 'states:StopExecution'], executions),
      allow(['states:RedriveExecution'], ...children),
    ]);
    acknowledgePatterns(this.night.role, [executions, ...children]);
    const close = arn('close-year');
    this.yearEnd = this.machine('YearEnd', `xietong-${school}-year-end`, yearEndDefinition(close), [
      allow(['lambda:InvokeFunction'], close),
    ]);
  }

  private machine(id: string, name: string, definition: object, statements: readonly PolicyStatement[]): StateMachine {
    const machine = new StateMachine(this, id, {
      stateMachineName: name,
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(definition)),
      role: roleOf(this, `${id}Role`, 'states.amazonaws.com', statements),
    });
    acknowledge(machine, {
      'AwsSolutions-SF1': KEPT_HISTORY,
      'AwsSolutions-SF2': NO_TRACING,
      'Serverless-StepFunctionStateMachineXray': NO_TRACING,
    });
    return machine;
  }
}

function acknowledgePatterns(role: IRole, patterns: readonly string[]): void {
  const { account } = Stack.of(role);
  const shown = patterns.map((arn) => arn.replace(account, '<AWS::AccountId>'));
  acknowledge(role, Object.fromEntries(shown.map((arn) => [`AwsSolutions-IAM5[Resource::${arn}]`, OWN_EXECUTIONS])));
}
