// Writes the document given by OPEN_DOCUMENT in a transaction that it never ends, says so, and waits to be killed.
import { MongoClient } from 'mongodb';

const { MONGODB_URI, APP_NAME, OPEN_COLLECTION, OPEN_DOCUMENT } = process.env;
const client = await new MongoClient(MONGODB_URI, { appName: APP_NAME }).connect();
const session = client.startSession();
session.startTransaction();
await client.db().collection(OPEN_COLLECTION).updateOne({ _id: OPEN_DOCUMENT }, { $inc: { n: 1 } }, { session });
process.stdout.write('open\n');
setInterval(() => undefined, 60_000);
