/**
 * A process of its own that settles +1 on one shared account again and again. Arguments: state folder, name of the run,
 * number of increments. Prints `ready`, then a line for each increment that the store has acknowledged.
 */
import { openSqlite } from '../../../functions/adapters/sqlite/store.ts';
import { storeIn } from '../../../functions/adapters/store/store.ts';
import { award, change, YEAR } from '../store/accounts.ts';

const [stateFolder = '', run = '', times = '0'] = process.argv.slice(2);
const { table, close } = await openSqlite({ stateFolder });
const store = storeIn(table);
process.stdout.write('ready\n');
for (let done = 0; done < Number(times); ) {
  const [balance] = await store.ledger.balances(YEAR);
  const from = balance?.version ?? 0;
  const next = change('shared', { from, run: `${run}-${done}`, entries: [award(from, 1)] });
  const settled = { ...next, balance: { ...next.balance, total: from + 1 } };
  const { conflicts } = await store.ledger.settle([settled]);
  if (conflicts.length > 0) continue;
  done += 1;
  process.stdout.write('settled\n');
}
await close();
