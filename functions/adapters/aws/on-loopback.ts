/** True for a service on this machine. */
export function isLoopback(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false;
  const { hostname } = new URL(endpoint);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(hostname);
}

/** Stands for region and credentials where a service on this machine asks for none: a region that all of them know. */
const NOBODY = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** Credentials for a service: none for one on this machine; for others the SDK looks where it always does. */
export function callerOf(endpoint: string | undefined): Partial<typeof NOBODY> {
  return isLoopback(endpoint) ? NOBODY : {};
}
