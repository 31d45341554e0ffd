/** True for a service on this machine. */
export function isLoopback(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false;
  const { hostname } = new URL(endpoint);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(hostname);
}

/** Region and credentials for a service on this machine that needs none; every service knows this region. */
const NOBODY = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** Credentials for a service: none on this machine, elsewhere those that the SDK finds in its usual places. */
export function callerOf(endpoint: string | undefined): Partial<typeof NOBODY> {
  return isLoopback(endpoint) ? NOBODY : {};
}
