import fc from 'fast-check';
import { simpleParser } from 'mailparser';

import { compileLetter } from './letter-template.js';

interface Data {
  name: string;
  town: string;
}

const name = (data: Data): string => data.name;
const town = (data: Data): string => data.town;
const date = new Date('2026-03-02T08:09:10Z');
const HEAD = { to: 'ada@example.com', messageId: 'DM6.1@relais.example', date };
const compiled = (html: string, text: string) =>
  compileLetter<Data>({
    from: 'Meridian <news@meridian.example>',
    subject: (data) => `News for ${data.name}`,
    html: { texts: [`<p>Dear `, `,</p>${html}<p>`, '</p>'], values: [name, town] },
    text: { texts: ['Dear ', `,\n${text}`, '.'], values: [name, town] },
    headers: { 'X-Relais-Delivery': 'DM6' },
  });

test('what a mail program reads is what the template says, whatever fills it', async () => {
  const anyText = fc.string({ unit: 'grapheme', maxLength: 120 }).map((value) => value.replace(/[\p{Cc}\p{Cs}]/gu, ''));
  await fc.assert(
    fc.asyncProperty(anyText, anyText, anyText, anyText, async (html, text, first, second) => {
      const write = await compiled(html, text);

      const raw = write(HEAD, { name: first, town: second });
      const read = await simpleParser(raw);

      expect(read.text?.replace(/\n*$/, '')).toBe(`Dear ${first},\n${text}${second}.`);
      expect(read.html).toBe(`<p>Dear ${first},</p>${html}<p>${second}</p>`);
    }),
    { numRuns: 300 },
  );
});

test('lines are as short as RFC 2045 asks for, and all of it is 7-bit', async () => {
  const write = await compiled('x'.repeat(500), `${'é'.repeat(70)}\n.\n`);

  for (const value of ['', 'a', '.', 'x'.repeat(73), 'é'.repeat(60), 'two\nlines', ' leading and trailing ', '='.repeat(90)]) {
    const raw = write(HEAD, { name: value, town: value });
    expect(Buffer.from(raw).every((byte) => byte < 127)).toBe(true);
    for (const line of raw.slice(raw.indexOf('\r\n\r\n')).split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  }
});

test('its head is its own: Message-ID, date, address and subject, each once', async () => {
  const write = await compiled('', '');

  const raw = write(HEAD, { name: 'Zoë Ångström', town: '' });
  const read = await simpleParser(raw);

  expect(read.subject).toBe('News for Zoë Ångström');
  expect(read.messageId).toBe('<DM6.1@relais.example>');
  expect(read.date).toEqual(date);
  expect(raw.match(/^To: .*$/gim)).toEqual(['To: ada@example.com']);
  expect(raw.match(/^(Message-ID|Date|Subject|From|MIME-Version|X-Relais-Delivery): /gim)).toHaveLength(6);
});

test('a mail of text alone and one of HTML alone have no other part', async () => {
  const subject = (): string => 'News';
  const nothing = { texts: [''], values: [] };
  const text = (await compileLetter({ from: 'a@b.example', subject, html: nothing, text: { texts: ['Hello'], values: [] } }))(HEAD, null);
  const html = (await compileLetter({ from: 'a@b.example', subject, html: { texts: ['<p>Hello</p>'], values: [] }, text: nothing }))(HEAD, null);

  expect(text).toMatch(/^Content-Type: text\/plain/m);
  expect(html).toMatch(/^Content-Type: text\/html/m);
  for (const raw of [text, html]) expect(raw).not.toContain('multipart');
});
