/**
 * What Lambda does around a function, in a process of its own: loads the bundle named on the command line, hands it one
 * event after the other, each with the same seconds to live, and gives back its answer as JSON or the name and words of its failure, with the
 * seconds of a processor that it took, and the most memory (MB) that the process has ever had.
 * A fourth argument is written to both streams after each answer, so that the log of one event can be told from the next.
 */
import { pathToFileURL } from 'node:url';
import { shiftedClock } from './shifted-clock.ts';

type Handler = (event: unknown, context: object) => Promise<unknown>;

const [, , bundle = '', ahead = '0', life = '900', end = ''] = process.argv;
shiftedClock().shift(Number(ahead));
const { handler } = (await import(pathToFileURL(bundle).href)) as { readonly handler: Handler };

process.on('message', (event) => {
  const limit = performance.now() + Number(life) * 1_000;
  const context = { getRemainingTimeInMillis: () => limit - performance.now() };
  const begun = process.cpuUsage();
  const tell = (outcome: object): void => {
    const { user, system } = process.cpuUsage(begun);
    const peak = process.resourceUsage().maxRSS / 1_024;
    process.send?.({ ...outcome, processor: (user + system) / 1e6, peak });
    if (end !== '') for (const stream of [process.stdout, process.stderr]) stream.write(`${end}\n`);
  };
  void handler(event, context).then(
    (answer) => tell({ answer: answer === undefined ? null : answer, error: null }),
    (error: unknown) => {
      const { name, message } = error instanceof Error ? error : { name: typeof error, message: String(error) };
      tell({ answer: null, error: { type: name, message } });
    },
  );
});
process.send?.('ready');
