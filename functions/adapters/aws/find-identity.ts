import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';
import type { Identify } from './json-client.ts';

/**
 * Finds credentials and region where the SDK finds them: variables, profiles, single sign-on, roles of a machine. For
 * the command line; a function on Lambda has them in its environment and starts faster without this.
 * See https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 * @returns who calls, asked before every request and answered from memory until it expires; throws what the SDK throws
 */
export function sdkIdentity(): Identify {
  const credentials = defaultProvider();
  const regionOf = loadConfig(NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS);
  return async () => {
    const [{ accessKeyId, secretAccessKey, sessionToken }, region] = await Promise.all([credentials(), regionOf()]);
    return { region, accessKeyId, secretAccessKey, sessionToken };
  };
}
