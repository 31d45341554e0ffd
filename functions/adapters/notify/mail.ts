import { createTransport } from 'nodemailer';
import * as z from 'zod';
import { linesOf, type MessageLine, type MessageText } from '../../../shared/digest/message.ts';
import { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { AnswerUnknown, Refused, TryLater } from '../../../shared/ports.ts';
import type { MailServer } from './secrets.ts';
import { words } from './words.ts';

const CHANNEL = NotifyChannel.mail;
const TIMEOUT = 15_000;
/** Failures before the server received the message: no connection, no name, no TLS. A connection that ends later proves nothing. */
const BEFORE = new Set(['EDNS', 'ETLS']);
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** Sends a mail once, by STARTTLS or TLS; in the clear on loopback only. Throws `TryLater`, `Refused` or `AnswerUnknown`. */
export async function sendMail(server: MailServer, address: string, text: MessageText, id: string): Promise<void> {
  const to = z.email().safeParse(address.trim());
  if (!to.success) throw new Refused(words.badMailAddress());
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: !server.secure && !LOOPBACK.has(server.host),
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
    ...(server.user === undefined ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
  });
  const lines = linesOf(text);
  try {
    await transport.sendMail({
      from: server.from,
      to: to.data,
      subject: text.title,
      text: lines.map(plainLine).join('\n'),
      html: `<div lang="zh-CN">${lines.map(htmlLine).join('\n')}</div>`,
      // Most mail readers show a message that is sent twice only once.
      messageId: `<${id}@${server.from.split('@')[1]}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    throw failure(error);
  } finally {
    transport.close();
  }
}

const smtpError = z.object({
  responseCode: z.int().optional(),
  code: z.string().optional(),
  syscall: z.string().optional(),
});

function failure(error: unknown): Error {
  const { responseCode, code, syscall } = smtpError.safeParse(error).data ?? {};
  if (responseCode !== undefined && responseCode >= 500)
    return new Refused(words.refused(CHANNEL, String(responseCode)));
  if (responseCode !== undefined) return new TryLater(words.busy(CHANNEL), 900);
  return syscall === 'connect' || BEFORE.has(code ?? '')
    ? new TryLater(words.unreachable(CHANNEL), 900)
    : new AnswerUnknown(words.noAnswer(CHANNEL));
}

function plainLine(line: MessageLine): string {
  const text = line.kind === 'item' ? `· ${line.text}` : line.text;
  const address = addressOf(line);
  return address === null ? text : `${text} ${address}`;
}

function addressOf(line: MessageLine): string | null {
  return line.kind === 'item' || line.kind === 'link' ? (line.address ?? null) : null;
}

function linked(text: string, address: string | null): string {
  return address === null ? text : `<a href="${escapeHtml(address)}">${text}</a>`;
}

function htmlLine(line: MessageLine): string {
  const text = escapeHtml(line.text);
  switch (line.kind) {
    case 'heading':
      return `<h3>${text}</h3>`;
    case 'item':
      return `<p>· ${linked(text, addressOf(line))}</p>`;
    case 'small':
      return `<p style="color:#595959">${text}</p>`;
    case 'link':
      return `<p>${linked(text, line.address)}</p>`;
    default:
      return `<p>${text}</p>`;
  }
}

function escapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
