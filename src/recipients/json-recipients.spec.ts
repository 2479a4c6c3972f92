import { DomainError } from '../errors/domain-error.js';
import { recipientsOfJson } from './json-recipients.js';

/** Reads a body that arrives `size` characters at a time. */
async function read(body: string, size: number): Promise<unknown[]> {
  async function* pieces(): AsyncGenerator<string> {
    for (let at = 0; at < body.length; at += size) yield body.slice(at, at + size);
  }
  const found: unknown[] = [];
  for await (const one of recipientsOfJson(pieces())) found.push(one);
  return found;
}

async function refusal(body: string): Promise<string> {
  try {
    await read(body, 7);
    return 'read';
  } catch (error) {
    return error instanceof DomainError ? error.code : 'another error';
  }
}

const tricky = [
  { email: 'a@b.example', note: 'brackets ] } [ { , in a text' },
  { email: 'é@b.example', note: 'a quote \\" and a backslash \\\\' },
  { nested: { deep: [[1, 2], { x: ']' }] } },
  7,
  null,
  'text, with ] inside',
  [],
];

describe('recipients of a JSON body', () => {
  it.each([1, 2, 3, 7, 64, 10_000])('are the same whatever the pieces it arrives in (%i)', async (size) => {
    expect(await read(JSON.stringify({ recipients: tricky }), size)).toEqual(tricky);
    expect(await read(JSON.stringify({ recipients: tricky }, null, 2), size)).toEqual(tricky);
  });

  it('may be none', async () => {
    expect(await read('{"recipients":[]}', 3)).toEqual([]);
    expect(await read(' { "recipients" : [ ] } \n', 3)).toEqual([]);
  });

  it.each([
    ['', 'bad-json'],
    ['nonsense', 'bad-json'],
    ['{"recipients":[{"email":"a"}', 'bad-json'],
    ['{"recipients":[{"email":"a"}]', 'bad-json'],
    ['{"recipients":[{"email":"a"},]}', 'bad-json'],
    ['{"recipients":[,{"email":"a"}]}', 'bad-json'],
    ['{"recipients":[{"email":}]}', 'bad-json'],
    ['{"recipients":[{}]}}', 'bad-json'],
    ['{"recipients":[{}]} {}', 'bad-json'],
    ['{}', 'invalid-fields'],
    ['[]', 'invalid-fields'],
    ['{"recipients":{}}', 'invalid-fields'],
    ['{"recipients":null}', 'invalid-fields'],
    ['{"people":[]}', 'invalid-fields'],
    ['{"recipients":[{}],"dryRun":true}', 'invalid-fields'],
    [`{"dryRun":true,${' '.repeat(2_000)}"recipients":[]}`, 'invalid-fields'],
  ])('%s is refused: %s', async (body, code) => {
    expect(await refusal(body)).toBe(code);
  });

  it('hands on a recipient that is too long as none, and goes on behind it', async () => {
    const found = await read(JSON.stringify({ recipients: [{ note: 'x'.repeat(70_000) }, { email: 'a@b.example' }] }), 5_000);

    expect(found).toEqual([undefined, { email: 'a@b.example' }]);
  });
});
