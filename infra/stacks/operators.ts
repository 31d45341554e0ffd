import { Stack, type StackProps } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';

export interface OperatorsProps extends StackProps {
  /** E-mail addresses. */
  readonly operators: readonly string[];
}

const SEEN_ELSEWHERE =
  'A message that no mailbox took would wait in a queue that nobody watches. The state of every alarm stands in the console as well.';

/** Receives the alarms of all schools in a region; shared, because it holds no school's data except its id. */
export class Operators extends Stack {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { operators, ...props }: OperatorsProps) {
    super(scope, id, props);
    // A key of our own: CloudWatch cannot use the key that SNS manages.
    const masterKey = new Key(this, 'Key', {
      description: 'Encrypts the messages of alarms',
      enableKeyRotation: true,
    });
    const alarmsOfThisAccount = {
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
    };
    masterKey.addToResourcePolicy(
      new PolicyStatement({
        ...alarmsOfThisAccount,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    );
    this.topic = new Topic(this, 'Topic', { displayName: 'xietong', masterKey, enforceSSL: true });
    // A topic with its own policy loses the default one, which lets its account publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({ ...alarmsOfThisAccount, actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
    );
    for (const address of operators) {
      const subscription = this.topic.addSubscription(new EmailSubscription(address));
      acknowledge(subscription, { 'Serverless-SNSRedrivePolicy': SEEN_ELSEWHERE });
    }
  }
}
