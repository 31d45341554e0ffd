import * as z from 'zod';
import { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { readText } from '../../read-text.ts';

/** How mail leaves the school. `secure`: TLS from the first byte; else STARTTLS is required. */
const mail = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(587),
  secure: z.boolean().default(false),
  user: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  from: z.email(),
});
export type MailServer = z.output<typeof mail>;

const MAIL = NotifyChannel.mail;
const file = z.looseObject({ [MAIL]: mail.optional() }).transform(({ [MAIL]: server, ...robots }, context) => {
  const keys = z.record(z.string(), z.string().min(1)).safeParse(robots);
  if (!keys.success) {
    context.addIssue({ code: 'custom', message: 'robots', path: keys.error.issues[0]?.path ?? [] });
    return z.NEVER;
  }
  return { mail: server ?? null, robots: new Map(Object.entries(keys.data)) };
});

/** Secrets of the channels: robots' keys by 学院编号 (`校级` for the office), and the mail server. */
export interface NotifySecrets {
  readonly robots: ReadonlyMap<string, string>;
  readonly mail: MailServer | null;
}

export const NO_SECRETS: NotifySecrets = { robots: new Map(), mail: null };

/** Reads secrets from JSON; `null` where the text is none or has another shape: what it holds is never quoted. */
export function parseSecrets(text: string): NotifySecrets | null {
  try {
    return file.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Reads the file that `XIETONG_NOTIFY_SECRETS` names; `null` where it cannot be read or has another shape. */
export function readSecrets(path: string): NotifySecrets | null {
  try {
    return parseSecrets(readText(path));
  } catch {
    return null;
  }
}
