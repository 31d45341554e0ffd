import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isLoopback } from '../../../functions/adapters/aws/on-loopback.ts';
import { openClient } from '../../../functions/adapters/dynamodb/client.ts';
import { dynamoStore } from '../../../functions/adapters/dynamodb/store.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aws-'));
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_REGION', 'AWS_PROFILE'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('who calls AWS', () => {
  it('is the profile that AWS_PROFILE names, with the region of that profile', async () => {
    writeFileSync(
      join(folder, 'credentials'),
      '[school]\naws_access_key_id=AKIASCHOOL\naws_secret_access_key=secret\n',
    );
    writeFileSync(join(folder, 'config'), '[profile school]\nregion=cn-north-1\n');
    vi.stubEnv('AWS_PROFILE', 'school');
    const { config } = openClient(undefined);
    expect(await config.region()).toBe('cn-north-1');
    expect(await config.credentials()).toMatchObject({ accessKeyId: 'AKIASCHOOL', secretAccessKey: 'secret' });
  });

  it('is what the variables say before any profile: so it is on Lambda', async () => {
    writeFileSync(join(folder, 'credentials'), '[default]\naws_access_key_id=AKIAFILE\naws_secret_access_key=file\n');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAVARIABLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'variable');
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    const { config } = openClient(undefined);
    expect(await config.region()).toBe('eu-west-1');
    expect(await config.credentials()).toMatchObject({ accessKeyId: 'AKIAVARIABLE' });
  });

  it('is nobody at a service on this machine, whatever the variables say', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAVARIABLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'variable');
    const { config } = openClient('http://127.0.0.1:8000');
    expect(await config.credentials()).toMatchObject({ accessKeyId: 'local', secretAccessKey: 'local' });
  });

  it.each([['cn-north-1'], [undefined]])('is nobody where nothing is configured, in region %s', async (region) => {
    vi.stubEnv('AWS_REGION', region);
    const endpoint = 'https://dynamodb.cn-north-1.amazonaws.com.cn';
    const store = dynamoStore({ endpoint, table: 'xietong' });
    await expect(store.runs.note('x')).rejects.toThrow(
      '没有可用于存储表“xietong”（https://dynamodb.cn-north-1.amazonaws.com.cn）的云平台凭证。请配置凭证和区域，或用环境变量 DYNAMODB_ENDPOINT 指定本机的存储服务',
    );
  });
});

describe('an address', () => {
  it.each(['http://127.0.0.1:8000', 'http://localhost:1', 'http://[::1]:1'])('on this machine: %s', (url) => {
    expect(isLoopback(url)).toBe(true);
  });

  it.each(['http://127.0.0.1.example.org', 'https://dynamodb.cn-north-1.amazonaws.com.cn', 'no address'])(
    'elsewhere: %s',
    (url) => {
      expect(isLoopback(url)).toBe(false);
    },
  );
});
