import type { GoogleSchool } from '../config.ts';

/**
 * How a function signs in at Google with its own role: Google asks STS whether the function is who it claims to be. It
 * holds no secret, so it may be in a variable. It omits the addresses of the metadata service, which a function does
 * not have.
 * @param urlSuffix `amazonaws.com`, or its equivalent in the partition
 */
export function federationOf(
  { projectNumber, pool, provider, serviceAccount }: GoogleSchool['google'],
  urlSuffix: string,
): Readonly<Record<string, unknown>> {
  const pools = `projects/${projectNumber}/locations/global/workloadIdentityPools`;
  const account = `projects/-/serviceAccounts/${serviceAccount}`;
  return {
    type: 'external_account',
    audience: `//iam.googleapis.com/${pools}/${pool}/providers/${provider}`,
    subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
    token_url: 'https://sts.googleapis.com/v1/token',
    service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/${account}:generateAccessToken`,
    credential_source: {
      environment_id: 'aws1',
      regional_cred_verification_url: `https://sts.{region}.${urlSuffix}?Action=GetCallerIdentity&Version=2011-06-15`,
    },
  };
}
