import { RemovalPolicy, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';

export interface StatefulProps extends StackProps {
  readonly school: string;
  /** Whether digests are sent: their robots' keys need a place. */
  readonly notify: boolean;
}

/** What must outlive every deployment: the table, and the secret that the workbooks' scripts sign with. */
export class Stateful extends Stack {
  readonly table: Table;
  readonly secret: Secret;
  /** Robots' signing keys and the mail server, typed in by a person; `null` where no digests are sent. */
  readonly notifySecret: Secret | null;

  constructor(scope: Construct, id: string, { school, notify, ...props }: StatefulProps) {
    super(scope, id, { ...props, terminationProtection: true });
    // Keys and expiry are those of functions/adapters/dynamodb: test/infra/stacks.test.ts holds them together.
    this.table = new Table(this, 'Table', {
      tableName: `xietong-${school}`,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expires',
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      encryption: TableEncryption.AWS_MANAGED,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.secret = new Secret(this, 'WebhookSecret', {
      secretName: `xietong/${school}/webhook`,
      description: `Key of ${school} from which the secret of each workbook's Apps Script is derived`,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.secret, {
      'AwsSolutions-SMG4':
        'What is derived from it is typed into the Apps Script of each workbook by a person, so it cannot rotate by itself. The runbook says how to change it.',
    });
    this.notifySecret = notify ? this.newNotifySecret(school) : null;
  }

  private newNotifySecret(school: string): Secret {
    const secret = new Secret(this, 'NotifySecrets', {
      secretName: `xietong/${school}/notify`,
      description: `Signing keys of the robots by 学院编号, and the mail server, of ${school}: JSON`,
      secretStringValue: SecretValue.unsafePlainText('{}'),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'The other halves of the keys are set in the chat services by a person, so they cannot rotate by themselves.',
    });
    return secret;
  }
}
