/** File of the database inside the state folder. */
export const DATABASE_FILE = 'xietong.db';
/** File in which the former embedded store, a DynamoDB-compatible engine, kept its tables. */
export const ENGINE_FILE = 'dynamodb.db';
