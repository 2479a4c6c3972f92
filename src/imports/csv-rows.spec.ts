import { DomainError } from '../errors/domain-error.js';
import { RECIPIENT_CSV } from '../recipients/recipient-csv.js';
import { type CsvRow, rowsOfCsv } from './csv-rows.js';

async function read(body: string, size = 10): Promise<CsvRow[]> {
  async function* pieces(): AsyncGenerator<string> {
    for (let at = 0; at < body.length; at += size) yield body.slice(at, at + size);
  }
  const found: CsvRow[] = [];
  for await (const one of rowsOfCsv(pieces(), RECIPIENT_CSV)) found.push(one);
  return found;
}

async function refused(body: string): Promise<string[]> {
  try {
    await read(body);
    return [];
  } catch (error) {
    return error instanceof DomainError ? [error.code, ...(error.details.errors ?? []).map((one) => one.field)] : ['another error'];
  }
}

const ann = { email: 'ann@example.org', entity: 'OU1', firstName: 'Ann', city: 'Lyon', age: 41 };

describe('recipients of a CSV', () => {
  it.each([',', ';', '\t'])('are parted by %j, whichever the first line has', async (delimiter) => {
    const body = ['email,entity,firstName,city,age', 'ann@example.org,OU1,Ann,Lyon,41'].join('\n').replaceAll(',', delimiter);

    expect(await read(body)).toEqual([{ line: 2, row: ann }]);
  });

  it('come with their line of the file', async () => {
    const body = 'email,entity,note\na@b.example,OU1,"two\nlines"\n\nc@d.example,OU1,x\n';

    expect((await read(body)).map(({ line }) => line)).toEqual([3, 5]);
  });

  it('an empty cell is null, a code with a leading zero stays a text, true is true', async () => {
    expect((await read('email,entity,city,postcode,member\na@b.example,OU1,,01234,true\n'))[0]?.row).toEqual({ email: 'a@b.example', entity: 'OU1', city: null, postcode: '01234', member: true });
  });

  it('a name that is a number stays a text', async () => {
    expect((await read('EMAIL,Entity,FIRSTNAME\na@b.example,OU1,007\n'))[0]?.row).toEqual({ email: 'a@b.example', entity: 'OU1', firstName: '007' });
  });

  it('a line with another number of cells is no recipient; the next one is read', async () => {
    expect((await read('email,entity\na@b.example\nc@d.example,OU1\n')).map(({ row }) => row?.['email'])).toEqual([undefined, 'c@d.example']);
  });

  it('the byte order mark of a spreadsheet is no part of a name', async () => {
    expect((await read('\uFEFFemail;entity\na@b.example;OU1\n'))[0]?.row).toEqual({ email: 'a@b.example', entity: 'OU1' });
  });

  it.each([
    ['', ['invalid-fields', 'email']],
    ['name,city\nx,y\n', ['invalid-fields', 'email', 'entity']],
    ['email,entity,city,city\n', ['invalid-fields', 'city']],
    ['email,entity,$where\n', ['invalid-fields', '$where']],
    ['email,entity,a.b\n', ['invalid-fields', 'a.b']],
    ['email,entity,\n', ['invalid-fields', '#3']],
  ])('%j is refused, naming the columns', async (body, expected) => {
    expect(await refused(body)).toEqual(expected);
  });

  it('a quote that is never closed is refused, not read into memory for ever', async () => {
    expect(await refused(`email,entity\na@b.example,"OU1\n${'x'.repeat(70_000)}`)).toEqual(['bad-csv']);
  });

  it('an error of the stream ends the reading', async () => {
    async function* cut(): AsyncGenerator<string> {
      yield 'email,entity\na@b.example,OU1\n';
      throw new Error('the connection is gone');
    }
    const reading = (async () => {
      for await (const row of rowsOfCsv(cut(), RECIPIENT_CSV)) expect(row.line).toBe(2);
    })();

    await expect(reading).rejects.toThrow('the connection is gone');
  });
});
