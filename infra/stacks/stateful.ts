import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';

export interface StatefulProps extends StackProps {
  readonly school: string;
}

/** What must outlive every deployment: the table, and the secret that the workbooks' scripts sign with. */
export class Stateful extends Stack {
  readonly table: Table;
  readonly secret: Secret;

  constructor(scope: Construct, id: string, { school, ...props }: StatefulProps) {
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
      description: `Signs the messages of the Apps Script of ${school}`,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.secret, {
      'AwsSolutions-SMG4':
        'The other half of the secret is typed into the Apps Script of each workbook by a person, so it cannot rotate by itself. The runbook says how to change it.',
    });
  }
}
