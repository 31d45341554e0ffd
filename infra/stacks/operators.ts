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

/** Where the alarms of all schools of a region go; shared, because it holds no data of a school but its id. */
export class Operators extends Stack {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { operators, ...props }: OperatorsProps) {
    super(scope, id, props);
    // A key of our own: CloudWatch may not use the key that SNS manages.
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
    // A topic with a policy of its own has lost the one that let its account publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({ ...alarmsOfThisAccount, actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
    );
    for (const address of operators) {
      const subscription = this.topic.addSubscription(new EmailSubscription(address));
      acknowledge(subscription, { 'Serverless-SNSRedrivePolicy': SEEN_ELSEWHERE });
    }
  }
}
