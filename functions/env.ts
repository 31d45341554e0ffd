import * as z from 'zod';
import { SPREADSHEET_ID } from '../shared/domain/spreadsheet-id.ts';

/** Id of a school workbook at Google. */
export const schoolWorkbookId = z.string().regex(SPREADSHEET_ID);

/** Every environment variable that the program reads, with its type and meaning; nothing else reads `process.env`. */
const environment = z.object({
  /** Address of a DynamoDB-compatible store; unset, and no table either = the embedded store. */
  DYNAMODB_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Name of the table of DynamoDB; set without an address, it is the one of the region. */
  XIETONG_TABLE: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{3,255}$/)
    .optional(),
  /** Folder of the embedded store's file; unset = `.xietong` inside the place. */
  XIETONG_STATE: z.string().min(1).optional(),
  /** Path of Google credentials: an `external_account` configuration (no secret in it) or a service account's key. */
  XIETONG_GOOGLE_CREDENTIALS: z.string().min(1).optional(),
  /** Address of a stand-in for Google on this machine, without sign-in; for tests only. */
  XIETONG_GOOGLE_API: z.url({ protocol: /^https?$/ }).optional(),
  /** Reads, and writes, a minute that Google allows the service account; its default is 60 of each. */
  XIETONG_GOOGLE_PER_MINUTE: z.coerce.number().int().min(2).max(6000).default(60),
  /** Account of a campus disk (`dav+https://` places); an application password where the disk has them. */
  XIETONG_DAV_USER: z.string().min(1).optional(),
  XIETONG_DAV_PASSWORD: z.string().min(1).optional(),
  /** Path of a JSON file `{ "user": …, "password": … }` instead of the two. */
  XIETONG_DAV_CREDENTIALS: z.string().min(1).optional(),
  /** Address of a bucket service other than AWS (`s3://` places). */
  XIETONG_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Robots' signing keys and the mail server: path of a JSON file, or the JSON itself (Secrets Manager in the cloud). */
  XIETONG_NOTIFY_SECRETS: z.string().min(1).optional(),
  /** Key from which the secret of each workbook's Apps Script is derived, 32 characters or more; unset: `serve` opens no endpoint. */
  XIETONG_WEBHOOK_SECRET: z.string().min(32).optional(),
  /** Port on loopback on which `serve` takes messages that a workbook has changed. */
  XIETONG_WEBHOOK_PORT: z.coerce.number().int().min(1).max(65535).default(8787),
  /** Id of the school workbook; on Lambda only, elsewhere PLACE names it. */
  XIETONG_SCHOOL_WORKBOOK: z.optional(schoolWorkbookId),
  /** Name of the school in logs and metrics; on Lambda only. */
  XIETONG_SCHOOL: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,19}$/)
    .default('local'),
  /** The `external_account` configuration itself, where no file can be laid; never a key. On Lambda only. */
  XIETONG_GOOGLE_FEDERATION: z
    .string()
    .regex(/^\{(?![\s\S]*private_key)[\s\S]*\}$/)
    .optional(),
  /** Queue of changed workbooks; for the webhook on Lambda only. */
  XIETONG_QUEUE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Address of the webhook, to which Drive sends its messages; for the renewal of channels on Lambda only. */
  XIETONG_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Bucket of the pages; on Lambda only, for their writing and for links to them. */
  XIETONG_PAGES_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional(),
  /** Colleges, and students in all of them, that one function can judge: a night of more is refused. On Lambda only. */
  XIETONG_MOST_COLLEGES: z.coerce.number().int().min(1).default(200),
  XIETONG_MOST_STUDENTS: z.coerce.number().int().min(1).default(300_000),
  /** When the next night is, in words for 概览; on Lambda only. */
  XIETONG_NEXT_RUN: z.string().max(100).default('02:00'),
  /** Region and credentials for AWS: the SDK reads them itself, and looks elsewhere without them. On loopback none are needed. */
  AWS_REGION: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
    .optional(),
  AWS_ACCESS_KEY_ID: z.string().min(1).optional(),
  AWS_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  AWS_SESSION_TOKEN: z.string().min(1).optional(),
  /** Set (to anything) where colors are not wanted; see no-color.org. */
  NO_COLOR: z.string().optional(),
});

/** Name of the table where there is but an address. */
export const DEFAULT_TABLE = 'xietong';

export type Environment = z.output<typeof environment>;

/** A variable that does not parse: the message names it and says what to do. */
export class BadEnvironment extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadEnvironment';
  }
}

/** A variable that only the deployment sets is missing on Lambda. */
export class NotDeployed extends Error {
  override readonly name = 'NotDeployed';
  constructor(variable: string) {
    super(`${variable} is not set: deploy the stack again`);
  }
}

const HINTS: Readonly<Record<string, string>> = {
  DYNAMODB_ENDPOINT: '应为 http:// 或 https:// 开头的地址，例如 http://127.0.0.1:8000',
  XIETONG_TABLE: '应为 3–255 个字母、数字、下划线、点或连字符',
  XIETONG_STATE: '应为一个文件夹',
  XIETONG_GOOGLE_CREDENTIALS: '应为凭据文件的路径',
  XIETONG_GOOGLE_API: '应为本机地址，例如 http://127.0.0.1:8080（只供测试）',
  XIETONG_DAV_USER: '应为网盘的用户名',
  XIETONG_DAV_PASSWORD: '应为网盘的密码（建议用应用密码）',
  XIETONG_DAV_CREDENTIALS: '应为一个 JSON 文件的路径，里面有 user 和 password',
  XIETONG_S3_ENDPOINT: '应为存储服务的地址，例如 https://oss.example.edu.cn',
  XIETONG_NOTIFY_SECRETS: '应为一个 JSON 文件的路径，里面是机器人的签名密钥和发信服务器',
  XIETONG_WEBHOOK_SECRET: '应为至少 32 个字符的密钥',
  XIETONG_WEBHOOK_PORT: '应为 1–65535 的端口',
  XIETONG_GOOGLE_PER_MINUTE: '应为 2–6000 的整数',
  XIETONG_SCHOOL_WORKBOOK: '应为校级总表的表格 id（网址里 /d/ 之后的部分）',
  XIETONG_SCHOOL: '应为 2–20 个小写字母、数字或连字符，以字母开头',
  XIETONG_GOOGLE_FEDERATION: '应为 external_account 配置的 JSON，里面不能有私钥',
  XIETONG_QUEUE_URL: '应为 SQS 队列的地址',
  XIETONG_WEBHOOK_URL: '应为 webhook 的地址',
  XIETONG_PAGES_BUCKET: '应为存储桶的名字',
  XIETONG_MOST_COLLEGES: '应为正整数',
  XIETONG_MOST_STUDENTS: '应为正整数',
  XIETONG_NEXT_RUN: '应为 100 字以内的文字',
  AWS_REGION: '应为 AWS 区域，例如 cn-north-1',
};

/** Reads the environment once. Throws `BadEnvironment`. Empty variables count as unset. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0] ?? '');
  throw new BadEnvironment(`环境变量 ${name} 的值不能用：${HINTS[name] ?? '格式不对'}。请改正或删除这个变量。`);
}
