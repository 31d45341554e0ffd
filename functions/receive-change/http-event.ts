import * as z from 'zod';

/** The used part of an HTTP API event, payload version 2.0: names of headers come in small letters. */
export const httpEvent = z
  .object({
    headers: z.record(z.string(), z.string()),
    body: z.string().default(''),
    isBase64Encoded: z.boolean().default(false),
    requestContext: z.object({ requestId: z.string() }),
  })
  .transform(({ body, isBase64Encoded, ...rest }) => ({
    ...rest,
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
  }));

export type HttpEvent = z.output<typeof httpEvent>;
