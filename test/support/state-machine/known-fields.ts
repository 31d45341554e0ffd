/** Fields of Amazon States Language that the local engine implements, or that change nothing when they are ignored. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  machine: ['Comment', 'StartAt', 'TimeoutSeconds', 'States', 'ProcessorConfig'],
  Pass: ['InputPath', 'Parameters', 'ResultPath'],
  Task: ['Resource', 'Parameters', 'ResultSelector', 'ResultPath', 'Retry', 'Catch'],
  Choice: ['Choices', 'Default'],
  Map: [
    'ItemsPath',
    'ItemSelector',
    'ItemProcessor',
    'MaxConcurrency',
    'ResultPath',
    'Label',
    'ToleratedFailurePercentage',
  ],
  Succeed: [],
  Fail: ['Error', 'Cause'],
};
const EVERYWHERE = ['Type', 'Next', 'End', 'Comment'];

type Fields = Readonly<Record<string, unknown>>;

/** Throws where a definition uses a field that the engine would silently ignore. */
export function refuseUnknown(definition: object): void {
  const found = unknownIn(definition as Fields, 'machine');
  if (found.length > 0) throw new Error(`not known to be carried out: ${found.join(', ')}`);
}

function unknownIn(machine: Fields, path: string): readonly string[] {
  const isDistributed = (machine.ProcessorConfig as Fields | undefined)?.Mode === 'DISTRIBUTED';
  return [
    ...strangers(machine, FIELDS.machine ?? [], path),
    // A child execution has its own context, which the engine does not provide.
    ...(isDistributed && JSON.stringify(machine.States).includes('$$.') ? [`${path}: a context of a child`] : []),
    ...Object.entries(machine.States as Readonly<Record<string, Fields>>).flatMap(([name, state]) =>
      unknownInState(state, `${path}.${name}`),
    ),
  ];
}

function unknownInState(state: Fields, path: string): readonly string[] {
  const known = FIELDS[String(state.Type)];
  if (known === undefined) return [`${path}: a state of type ${String(state.Type)}`];
  const tolerates = state.ToleratedFailurePercentage ?? 0;
  return [
    ...strangers(state, [...known, ...EVERYWHERE], path),
    ...(tolerates === 0 ? [] : [`${path}: failures that are tolerated`]),
    ...(state.ItemProcessor ? unknownIn(state.ItemProcessor as Fields, path) : []),
  ];
}

function strangers(fields: Fields, known: readonly string[], path: string): readonly string[] {
  return Object.keys(fields)
    .filter((field) => !known.includes(field))
    .map((field) => `${path}.${field}`);
}
