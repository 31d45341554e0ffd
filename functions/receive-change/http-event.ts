import * as z from 'zod';
import { LONGEST_BODY } from '../../shared/run/changes.ts';

/** The used part of an HTTP API event, payload version 2.0: names of headers come in small letters. */
export const httpEvent = z
  .object({
    headers: z.record(z.string(), z.string()),
    body: z.string().default(''),
    isBase64Encoded: z.boolean().default(false),
    requestContext: z.object({ http: z.object({ method: z.string() }) }),
  })
  .transform(({ headers, body, isBase64Encoded, requestContext }) => ({
    method: requestContext.http.method,
    header: (name: string): string | null => headers[name] ?? null,
    // What is too long is not even decoded.
    body: isBase64Encoded && body.length <= 2 * LONGEST_BODY ? Buffer.from(body, 'base64').toString('utf8') : body,
  }));

export type HttpEvent = z.output<typeof httpEvent>;
