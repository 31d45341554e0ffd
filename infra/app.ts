import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildApp } from './build-app.ts';
import { BadConfig, readConfig } from './config.ts';
import { bundleAll, DIST } from './tools/bundle.ts';
import { ROOT } from './tools/root.ts';

/**
 * The program behind `npm run synth` and `cdk deploy`: checks cdk.json, bundles the functions, writes the templates to
 * cdk.out.
 */
async function main(): Promise<void> {
  const config = readConfig(join(ROOT, 'cdk.json'));
  await bundleAll();
  const { app } = buildApp({
    config,
    code: (name) => Code.fromAsset(join(DIST, name)),
    outdir: join(ROOT, 'cdk.out'),
  });
  app.synth();
  console.log(`templates of ${config.schools.length} school(s): cdk.out`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof BadConfig ? error.message : error);
  process.exitCode = 1;
}
