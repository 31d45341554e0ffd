import { createHash } from 'node:crypto';

/** A positive 31-bit id that is the same in every run: creating something twice is then refused. */
export function chosenId(name: string, taken: (id: number) => boolean = () => false): number {
  for (let round = 0; ; round++) {
    const digest = createHash('sha256').update(`xietong ${name} ${round}`).digest();
    const id = digest.readUInt32BE(0) & 0x7fffffff;
    if (id > 0 && !taken(id)) return id;
  }
}
