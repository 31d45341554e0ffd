/** How often the SDK sent a request, from the metadata of its answer or failure; at least once. */
export function attemptsOf(outcome: unknown): number {
  if (typeof outcome !== 'object' || outcome === null || !('$metadata' in outcome)) return 1;
  const { $metadata: metadata } = outcome;
  if (typeof metadata !== 'object' || metadata === null || !('attempts' in metadata)) return 1;
  return typeof metadata.attempts === 'number' ? metadata.attempts : 1;
}
