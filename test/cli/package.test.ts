import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { canMakeRoots, cleanRoot, NO_ROOTS, readImage } from '../support/clean-root.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { findTool, notRun } from '../support/tools.ts';

/** The package as somebody gets it who has no clone: packed, installed in an empty folder elsewhere, used. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const IS_WINDOWS = process.platform === 'win32';
/** What npm says where it reaches no registry. */
const UNREACHABLE = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENOTCACHED|ERR_SOCKET_TIMEOUT/;
const MEGABYTE = 1_048_576;
/** Oldest Node that `engines` allows, and one that it does not; CI installs both. */
const OLDEST = 'node-22.16.0';
const TOO_OLD = 'node-20.19.0';

const packageFile = z
  .object({
    version: z.string(),
    engines: z.object({ node: z.string() }),
    dependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
const packed = z.tuple([
  z.object({ filename: z.string(), size: z.number(), files: z.array(z.object({ path: z.string() })) }),
]);

let home = '';
let tarball = '';
let files: readonly string[] = [];
let size = 0;
/** Why the package could not be installed here; '' where it was. */
let missing = '';

function npm(folder: string, ...argv: readonly string[]) {
  return spawnSync('npm', argv, { cwd: folder, encoding: 'utf8', shell: IS_WINDOWS, env: outside() });
}

/** Nothing of the clone is on the way: neither npm's own variables of a running script nor its programs. */
function outside(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_|^XIETONG_/iu.test(name)));
}

const launcher = (): string => join(home, 'node_modules/xietong/functions/cli/xietong.mjs');

function xietong(argv: readonly string[], node = process.execPath) {
  const { status, stdout, stderr } = spawnSync(node, [launcher(), ...argv], {
    cwd: home,
    encoding: 'utf8',
    env: outside(),
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), '台账 package-'));
  const pack = npm(ROOT, 'pack', '--json', '--pack-destination', home);
  expect(pack.status, pack.stderr).toBe(0);
  const [found] = packed.parse(JSON.parse(pack.stdout));
  ({ size } = found);
  files = found.files.map(({ path }) => path);
  tarball = join(home, found.filename);
  const install = npm(home, 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball);
  if (install.status === 0) return;
  if (!UNREACHABLE.test(install.stderr)) throw new Error(install.stderr);
  missing = notRun('package registry', 'npm install needs one that it can reach');
}, 600_000);

afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }), 120_000);

describe('what the package holds', () => {
  it('is the compiled command line with its source maps, pages and the licence, and no source, test or CI', () => {
    const compiled = files.filter((path) => /^dist\/xietong\/(?:parts\/)?[\w-]+\.mjs$/u.test(path));
    expect(compiled).toContain('dist/xietong/main.mjs');
    expect(files.toSorted()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'README.zh-CN.md',
        'functions/cli/xietong.mjs',
        'package.json',
        'shared/rules/CATALOGUE.md',
        'shared/rules/CHANGELOG.md',
        'shared/rules/GUIDELINE.md',
        ...compiled,
        ...compiled.map((path) => `${path}.map`),
      ].toSorted(),
    );
  });

  it('weighs at most 1.5 MB', () => expect(size).toBeLessThan(1.5 * MEGABYTE));

  it('asks for no package that is not among its dependencies', () => {
    const folder = join(ROOT, 'dist/xietong');
    const asked = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.mjs'))
      .flatMap((name) => [
        ...readFileSync(join(folder, name), 'utf8').matchAll(
          /(?:^import |^\} from |\bfrom |\bimport\()"([^".][^"]*)"/gmu,
        ),
      ])
      .map(([, name = '']) => /^(?:@[^/]+\/)?[^/]+/u.exec(name)?.[0] ?? '')
      .filter((name) => !name.startsWith('node:'));
    expect(asked).toContain('zod');
    expect([...new Set(asked)].filter((name) => !(name in packageFile.dependencies))).toEqual([]);
  });
});

describe('the package in an empty folder', () => {
  beforeEach(({ skip }) => skip(missing !== '', missing));

  it('is started by npx', () => {
    const { status, stdout, stderr } = spawnSync('npx', ['--no-install', 'xietong', '--version'], {
      cwd: home,
      encoding: 'utf8',
      shell: IS_WINDOWS,
      env: outside(),
    });
    expect({ status, stdout, stderr: stderr.replaceAll(/^npm .*\n/gmu, '') }).toEqual({
      status: 0,
      stdout: `${packageFile.version}\n`,
      stderr: '',
    });
  }, 60_000);

  it('shows its help', () => {
    const { status, stdout, stderr } = xietong(['--help']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^用法： xietong \[选项\] \[命令\]\n/u);
  }, 60_000);

  it.for<readonly [string, () => string | null]>([
    ['this Node', () => process.execPath],
    ['the oldest Node that it takes', () => findTool(OLDEST)],
  ])(
    'makes a school, checks it twice, rehearses the year-end, without a warning, on %s',
    { timeout: 180_000 },
    ([name, find], { skip }) => {
      const node = find();
      if (node === null) return skip(notRun(OLDEST, 'npm install node@22.16.0, and put it on the path'));
      const school = `学校 ${name}`;
      const run = (...argv: readonly string[]) => {
        const { status, stdout, stderr } = xietong([...argv, '--as-of', '2026-07-15'], node);
        expect(status, stderr).toBe(0);
        expect(stderr).not.toMatch(/warning|experimental/iu);
        return stdout;
      };
      expect(run('init', school, '--sample', 'package', '--colleges', '2', '--students', '30')).toMatch(
        /建立 4 个文件/u,
      );
      expect(run('audit', school)).toMatch(/记账：新计入 [1-9]\d* 条，冲回 0 条/u);
      expect(run('audit', school)).toMatch(/记账：新计入 0 条，冲回 0 条/u);
      expect(run('year-end', school, '--rehearse')).toContain('预演');
    },
  );

  it.runIf(!IS_WINDOWS)(
    'serves until it is told to end, and sees a workbook saved',
    async () => {
      const place = mkdtempSync(join(home, '值守-'));
      const made = xietong(['init', place, '--sample', 'package', '--colleges', '1', '--students', '20']);
      expect(made.status, made.stderr).toBe(0);
      const child = spawn(process.execPath, [launcher(), 'serve', place], { cwd: home, env: outside() });
      const told = listen(child);
      try {
        await told.until(/校验完成：全部学院/u);
        const workbook = readdirSync(place).find((name) => name.endsWith('台账.xlsx'));
        typeInto(join(place, String(workbook)), '问题清单', { G2: '下周换届' });
        await told.until(/已保存：.*台账\.xlsx/u);
        child.kill('SIGTERM');
        expect(await told.ended).toBe(0);
        expect(told.said()).toMatch(/正在结束/u);
        expect(told.wrong()).toBe('');
      } finally {
        child.kill('SIGKILL');
      }
    },
    120_000,
  );

  it('says in one sentence on an older Node which one it wants, as engines does', ({ skip }) => {
    const node = findTool(TOO_OLD);
    if (node === null) return skip(notRun(TOO_OLD, 'npm install node@20.19.0, and put it on the path'));
    const { status, stdout, stderr } = xietong(['--version'], node);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^本软件需要 Node 22\.16 以上的 22 版，或 24 及更新的版本，这里是 v20\.\d+\.\d+。请从 https:\/\/nodejs\.org 安装新版后再运行。\n$/u,
    );
    expect(packageFile.engines.node).toBe('^22.16.0 || >=24.0.0');
  });
});

describe('the container image, whose commands are run in a root folder of their own', () => {
  beforeEach(({ skip }) => skip(missing !== '' || !canMakeRoots(), missing || NO_ROOTS));

  it('has nothing but Node and the package, serves as a user who writes /data only, and is healthy', {
    timeout: 180_000,
  }, async () => {
    const image = readImage(readFileSync(join(ROOT, 'infra/container/Dockerfile'), 'utf8'));
    expect([image.user, image.environment]).toEqual(['node', 'TZ=Asia/Shanghai NODE_ENV=production']);
    const root = cleanRoot(home);
    const chroot = String(findTool('chroot'));
    const asUser = ['--userspec=1000:1000', root];
    const env = { TZ: 'Asia/Shanghai', NODE_ENV: 'production', PATH: '/usr/local/bin' };
    const run = (...argv: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync(chroot, [...asUser, ...argv], { encoding: 'utf8', env });
      return { status, stdout, stderr };
    };
    expect(run('node', '-e', "require('fs').writeFileSync('/opt/here','')").stderr).toContain('EACCES');
    const made = run(...image.entryPoint, 'init', '/data', '--sample', 'image', '--colleges', '1', '--students', '20');
    expect(made.status, made.stderr).toBe(0);
    expect(run(...image.health)).toMatchObject({ status: 0, stderr: '' });

    const child = spawn(chroot, [...asUser, ...image.entryPoint, ...image.command], { env });
    const told = listen(child);
    try {
      await told.until(/校验完成：全部学院/u);
      expect(run(...image.health)).toMatchObject({ status: 0, stderr: '' });
      child.kill('SIGTERM');
      expect(await told.ended).toBe(0);
      expect(told.wrong()).toBe('');
    } finally {
      child.kill('SIGKILL');
    }
    expect(readdirSync(join(root, 'data/.xietong'))).toEqual(['xietong.db']);
    rmSync(join(root, 'data/.xietong/xietong.db'));
    writeFileSync(join(root, 'data/.xietong/xietong.db'), 'no database');
    expect(run(...image.health).status).not.toBe(0);
  });
});

function listen(child: ChildProcess) {
  let said = '';
  let wrong = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (wrong += text));
  const ended = new Promise<number | null>((tell) => child.once('close', tell));
  return {
    ended,
    said: () => said,
    wrong: () => wrong,
    /** Resolves when it has said so; the time that a test may take is vitest's matter. */
    until: (pattern: RegExp): Promise<void> =>
      new Promise((tell, fail) => {
        const look = (): void => (pattern.test(said) ? tell() : undefined);
        child.stdout?.on('data', look);
        child.once('close', () => fail(new Error(`never said ${pattern}: ${said}${wrong}`)));
        look();
      }),
  };
}
