import { type SignedMessage, signatureOf, workbookSecret } from '../../functions/adapters/webhook/verify.ts';

/** The signature that the script of a message's workbook gives it, at a school with this key. */
export function signedBy(key: string, message: Pick<SignedMessage, 'timestamp' | 'nonce' | 'body'>): string {
  const [, workbook = ''] = /^\{"workbook":"([\w-]*)"\}$/.exec(message.body) ?? [];
  return signatureOf(workbookSecret(key, workbook), message);
}
