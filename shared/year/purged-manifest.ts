import * as z from 'zod';
import { type ManifestContent, readManifest } from './manifest.ts';
import { sealedParameters } from './sealed-parameters.ts';

const besides = z.looseObject({});

/**
 * The text of a sealed manifest of which only results are left: balances, ranks, who was sealed by which rules and scheme,
 * and the names and hashes of the workbooks. Nobody's violations, no words of appeals, no parameters that name people.
 * Its hash stays that of the whole manifest.
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
