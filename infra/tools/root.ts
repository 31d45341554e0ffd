import { fileURLToPath } from 'node:url';

/** Root of the project, with a slash at the end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
