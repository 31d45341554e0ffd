import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Records why a finding of cdk-nag does not apply: the name of its rule, with the reason. */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  for (const [rule, reason] of Object.entries(reasons)) {
    const pack = rule.slice(0, rule.indexOf('-'));
    Validations.of(construct).acknowledge({ id: `${pack}::${rule}`, reason });
  }
}

/** The same for all resources in every region: one template serves both partitions. */
export const NO_TRACING =
  'X-Ray does not exist in the regions of China. What a trace would tell stands in the metrics Duration and Lag, and in the history of the executions.';
