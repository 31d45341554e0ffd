import { CfnOutput } from 'aws-cdk-lib';
import { DomainName, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import type { GoogleSchool } from '../config.ts';

/**
 * The webhook under the school's own name. The school manages its DNS: the output shows where the name has to point.
 */
export class WebhookDomain extends Construct {
  readonly domainName: DomainName;

  constructor(scope: Construct, id: string, { name, certificate }: NonNullable<GoogleSchool['domain']>) {
    super(scope, id);
    this.domainName = new DomainName(this, 'Name', {
      domainName: name,
      securityPolicy: SecurityPolicy.TLS_1_2,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificate),
    });
    new CfnOutput(this, 'Target', {
      value: this.domainName.regionalDomainName,
      description: `CNAME of ${name}`,
    }).overrideLogicalId('WebhookTarget');
  }
}
