// The peer: what a list endpoint costs without rights, views, pages, counts or manners. Express and
// mongoose alone, on the same collections, with the same filter and the same index.
import express from 'express';
import mongoose from 'mongoose';
import { readFileSync } from 'node:fs';

const [, , uri, casesFile] = process.argv;
const cases = new Map(mongoose.mongo.BSON.EJSON.parse(readFileSync(casesFile, 'utf8')).map((one) => [one.name, one]));
await mongoose.connect(uri);
const models = Object.fromEntries(['packages', 'orders'].map((name) => [name, mongoose.model(name, new mongoose.Schema({ _id: String }, { strict: false, versionKey: false, collection: name, autoIndex: false }))]));
const app = express();
app.get('/', async (request, response) => {
  const { collection, filter, index } = cases.get(String(request.query.case));
  const query = models[collection].find(filter).sort({ modifiedAt: -1, _id: -1 }).limit(50).lean();
  if (index) query.hint(index);
  response.json({ items: await query });
});
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
