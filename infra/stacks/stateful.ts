import { Duration, RemovalPolicy, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import * as z from 'zod';
import { acknowledge } from '../constructs/acknowledge.ts';

/** Days after which the bucket drops a page; an unchanged page is written again after 30 (shared/run/page-list.ts). */
const PAGE_DAYS = 60;

export interface StatefulProps extends StackProps {
  readonly school: string;
  /** Whether messages of the workbooks' scripts come in: they are signed. */
  readonly hasScripts: boolean;
  /** Whether the workbooks' place requires a user and a password. */
  readonly hasPassword: boolean;
  /** Whether digests are sent: the robots' keys need a place. */
  readonly notify: boolean;
  /** Whether pages are written: they need a bucket. */
  readonly pages: boolean;
}

/** Everything that must outlive any deployment: the table and the secrets. */
export class Stateful extends Stack {
  readonly table: Table;
  /** Key of the scripts' secrets; `null` if there are no scripts. */
  readonly secret: Secret | null;
  /** User and password of the campus disk, typed in by a person; `null` if the workbooks are elsewhere. */
  readonly diskSecret: Secret | null;
  /** Robots' signing keys and the mail server, typed in by a person; `null` if no digests are sent. */
  readonly notifySecret: Secret | null;
  /** Pages of the last night; `null` if none are written. */
  readonly pagesBucket: Bucket | null;

  constructor(
    scope: Construct,
    id: string,
    { school, hasScripts, hasPassword, notify, pages, ...props }: StatefulProps,
  ) {
    super(scope, id, { ...props, terminationProtection: true });
    // Keys and expiry are those of functions/adapters/dynamodb: test/infra/stacks.test.ts checks that they agree.
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
    this.secret = hasScripts ? this.newWebhookSecret(school) : null;
    this.diskSecret = hasPassword ? this.newDiskSecret(school) : null;
    this.notifySecret = notify ? this.newNotifySecret(school) : null;
    this.pagesBucket = pages ? this.newPagesBucket() : null;
  }

  /** Name under which the other stack imports the bucket's ARN; cdk-nag uses the same name. */
  pagesExport(bucket: Bucket): string {
    const resolved: unknown = this.resolve(this.exportValue(bucket.bucketArn));
    return z.object({ 'Fn::ImportValue': z.string() }).parse(resolved)['Fn::ImportValue'];
  }

  private newWebhookSecret(school: string): Secret {
    const secret = new Secret(this, 'WebhookSecret', {
      secretName: `xietong/${school}/webhook`,
      description: `Key of ${school} from which the secret of each workbook's Apps Script is derived`,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'What is derived from it is typed into the Apps Script of each workbook by a person, so it cannot rotate by itself. The runbook says how to change it.',
    });
    return secret;
  }

  private newDiskSecret(school: string): Secret {
    const secret = new Secret(this, 'DiskSecret', {
      secretName: `xietong/${school}/disk`,
      description: `User and password of the campus disk of ${school}: JSON`,
      secretStringValue: SecretValue.unsafePlainText('{}'),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'The password is set on the campus disk by a person, so it cannot rotate by itself. The runbook says how to change it.',
    });
    return secret;
  }

  private newPagesBucket(): Bucket {
    const bucket = new Bucket(this, 'Pages', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [{ expiration: Duration.days(PAGE_DAYS), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // A bucket that is retained retains its policy as well.
    bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);
    acknowledge(bucket, {
      'AwsSolutions-S1':
        'A log of every reading would say who looked at which college; pages hold no 学号 and no name, and nobody but one role writes them.',
    });
    return bucket;
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
