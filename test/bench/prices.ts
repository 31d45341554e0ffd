/** List prices of us-east-1 in US dollars as known in November 2026. */
export const PRICES = {
  /** A gigabyte-second of Lambda on arm64, and a million invocations. */
  gigabyteSecond: 0.0000133334,
  millionInvocations: 0.2,
  /** A thousand transitions of a Standard state machine. */
  thousandTransitions: 0.025,
  /** A million write and read units of DynamoDB on demand. */
  millionWrites: 0.625,
  millionReads: 0.125,
} as const;
