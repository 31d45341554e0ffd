/** Tells how many attacks of a kind were tried, for the person who runs `npm run attack`. */
export function attacked(kind: string, count: number): void {
  process.stdout.write(`${String(count).padStart(7)}  ${kind}\n`);
}
