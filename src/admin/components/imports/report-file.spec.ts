import { csvOf } from './report-file.js';

describe('a report as a file', () => {
  it('quotes what needs it, and begins with a byte order mark', () => {
    expect(csvOf([['Line', 'Of'], [2, 'a "b", c'], [3, 'two\nlines']])).toBe('\uFEFFLine,Of\r\n2,"a ""b"", c"\r\n3,"two\nlines"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@x', '\t=1'])('a spreadsheet takes %j for text, not for a formula', (value) => {
    expect(csvOf([[value]])).toContain(`'${value}`);
  });

  it('leaves a number a number', () => {
    expect(csvOf([[-1]])).toBe('\uFEFF-1\r\n');
  });
});
