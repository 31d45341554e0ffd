import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FilesSchool } from '../config.ts';
import type { FunctionName } from '../tools/bundle.ts';
import { acknowledge } from './acknowledge.ts';
import { allow, type SchoolFunction } from './functions.ts';

/**
 * Which functions read and write a school's workbooks on a campus disk or in a bucket; the others never access the
 * place.
 */

const READERS: ReadonlySet<FunctionName> = new Set(['list-colleges', 'read-college']);
const WRITERS: ReadonlySet<FunctionName> = new Set(['publish-college', 'close-year', 'process-change']);
/** It lists the place, and tests the server with files of its own. */
const LOOKS: FunctionName = 'look-at-place';
/** Names of those files, as in functions/adapters/remote-probe.ts. */
const TRIALS = '.xietong-probe-*';

/** Whether a function accesses the place at all. */
export function comesToPlace(name: FunctionName): boolean {
  return READERS.has(name) || WRITERS.has(name) || name === LOOKS;
}

const BELOW_THE_PREFIX =
  'Workbooks come and go: their names are known when they are read. The pattern is held to one folder of one bucket.';

/** What a function may do in the school's bucket: nothing for a campus disk, which does not know roles. */
export function placeStatements(
  name: FunctionName,
  { place }: FilesSchool,
  partition: string,
): readonly PolicyStatement[] {
  const folder = bucketOf(place, partition);
  if (folder === null || !comesToPlace(name)) return [];
  const { bucket, objects, trials, prefix } = folder;
  const list = allow(['s3:ListBucket'], bucket);
  list.addCondition('StringLike', { 's3:prefix': `${prefix}*` });
  // A write conditional on the version it replaces also needs read permission (docs.aws.amazon.com, “conditional
  // writes”).
  if (WRITERS.has(name))
    return [list, allow(['s3:GetObject', 's3:PutObject'], objects), allow(['s3:DeleteObject'], trials)];
  if (name === LOOKS) return [list, allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], trials)];
  return [list, allow(['s3:GetObject'], objects)];
}

/** The same for cdk-nag. */
export function acknowledgePlace({ role }: SchoolFunction, { place }: FilesSchool, partition: string): void {
  const folder = bucketOf(place, partition);
  if (folder === null) return;
  const patterns = [folder.objects, folder.trials];
  acknowledge(
    role,
    Object.fromEntries(patterns.map((arn) => [`AwsSolutions-IAM5[Resource::${arn}]`, BELOW_THE_PREFIX])),
  );
}

/** Whether the place requires a user and a password. */
export function needsPassword({ place }: Pick<FilesSchool, 'place'>): boolean {
  return !place.startsWith('s3:');
}

interface BucketFolder {
  readonly prefix: string;
  /** ARNs of the bucket, of everything below the prefix, and of the trial files. */
  readonly bucket: string;
  readonly objects: string;
  readonly trials: string;
}

function bucketOf(place: string, partition: string): BucketFolder | null {
  const [, name, prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(place) ?? [];
  if (name === undefined) return null;
  const bucket = `arn:${partition}:s3:::${name}`;
  return { prefix, bucket, objects: `${bucket}/${prefix}*`, trials: `${bucket}/${prefix}${TRIALS}` };
}
