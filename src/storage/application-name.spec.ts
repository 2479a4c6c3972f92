import { applicationName } from './application-name.js';

test.each([
  ['mongodb://127.0.0.1:27017/relais', 'relais relais'],
  ['mongodb://user:secret@one:27017,two:27018/network?replicaSet=rs0&directConnection=true', 'relais network'],
  ['mongodb+srv://user:secret@cluster.example/network?retryWrites=true', 'relais network'],
  ['mongodb://one:27017', 'relais '],
])('%s: the database’s name, nothing else of the address', (uri, name) => {
  expect(applicationName(uri)).toBe(name);
});

test('is no longer than a server takes', () => {
  expect(applicationName(`mongodb://one/${'x'.repeat(200)}`)).toHaveLength(128);
});
