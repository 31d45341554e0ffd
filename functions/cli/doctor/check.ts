/** One thing that was looked at. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
  readonly text: string;
}

/** Runs a look; what the place refuses becomes its answer. */
export async function checked(
  what: string,
  look: () => Promise<string>,
  isRefusal: (error: unknown) => error is Error,
): Promise<Check> {
  try {
    return { what, ok: true, text: await look() };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { what, ok: false, text: error.message };
  }
}
