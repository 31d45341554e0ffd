/** A night in a process of its own. Arguments: endpoint, table, JSON file of the workbooks, as-of day. Prints `ready`, then `done`. */
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { aNight, sharedPlace } from './a-place.ts';

const [endpoint = '', table = '', file = '', asOf = ''] = process.argv.slice(2);
const store = dynamoStore({ endpoint, table });
process.stdout.write('ready\n');
await aNight(sharedPlace(file), store, asOf);
process.stdout.write('done\n');
