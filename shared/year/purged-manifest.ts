import * as z from 'zod';
import { type ManifestContent, readManifest } from './manifest.ts';
import { sealedParameters } from './sealed-parameters.ts';

const besides = z.looseObject({});

/**
 * The text of a sealed manifest reduced to its results: balances, ranks, which rules and scheme sealed it, and the
 * names and hashes of the workbooks. It holds nobody's violations, no words of appeals, and no parameters that name
 * people. Its hash stays that of the whole manifest.
 */
export function purgedManifest(text: string): string {
  const { content, hash } = readManifest(text);
  const left: ManifestContent = {
    ...content,
    parameters: { ...sealedParameters(content) },
    violations: [],
    numbers: [],
    adjustments: content.adjustments.map((adjustment) => ({ ...adjustment, explanation: '' })),
  };
  return JSON.stringify({ ...besides.parse(JSON.parse(text)), content: left, hash });
}
