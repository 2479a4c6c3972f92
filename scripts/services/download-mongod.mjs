// Fetches mongod from MongoDB's own server into the folder given as the only argument.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { MongoBinary } from 'mongodb-memory-server-core';
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js';
import { DryMongoBinary } from 'mongodb-memory-server-core/lib/util/DryMongoBinary.js';

const NO_ANSWER = 4_000;

const [folder] = process.argv.slice(2);
try {
  const options = await DryMongoBinary.generateOptions();
  const url = await new MongoBinaryDownloadUrl(options).getDownloadUrl();
  // The downloader itself waits for minutes where nothing answers: ask first.
  const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(NO_ANSWER) });
  if (!answer.ok) throw new Error(`${new URL(url).host} answered ${answer.status}`);
  const path = await MongoBinary.getPath({ ...options, downloadDir: folder });
  renameSync(path, join(folder, 'mongod'));
} catch (error) {
  process.stderr.write(`${error.cause?.message ?? error.message}\n`);
  process.exit(1);
}
