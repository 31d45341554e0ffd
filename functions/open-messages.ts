import type { Messages } from '../shared/ports.ts';
import { openMessages } from './adapters/notify/messages.ts';
import { NO_SECRETS, type NotifySecrets, parseSecrets, readSecrets } from './adapters/notify/secrets.ts';
import { BadEnvironment, type Environment } from './env.ts';

/** Groups and mailboxes with the secrets of this machine. Throws `BadEnvironment`, which never says what they are. */
export function messagesOf(environment: Environment): Messages {
  return openMessages(secretsOf(environment), Date.now);
}

function secretsOf({ XIETONG_NOTIFY_SECRETS: given }: Environment): NotifySecrets {
  if (given === undefined) return NO_SECRETS;
  const secrets = given.trimStart().startsWith('{') ? parseSecrets(given) : readSecrets(given);
  if (secrets === null)
    throw new BadEnvironment(
      '环境变量 XIETONG_NOTIFY_SECRETS 的值不能用：应为一个 JSON 文件的路径，内容如 {"JSJ":"签名密钥","校级":"签名密钥","邮件":{"host":"smtp.example.edu.cn","from":"xietong@example.edu.cn"}}。请改正或删除这个变量。',
    );
  return secrets;
}
