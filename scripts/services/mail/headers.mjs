const END_OF_HEADERS = '\r\n\r\n';
const ENCODED_WORD = /=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi;

/** Reads the headers of a raw mail: `{name in lower case: [values as they came]}`. */
export function readHeaders(raw) {
  const end = raw.indexOf(END_OF_HEADERS);
  const lines = raw.subarray(0, end === -1 ? raw.length : end).toString('utf8').replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    (headers[line.slice(0, colon).trim().toLowerCase()] ??= []).push(line.slice(colon + 1).trim());
  }
  return headers;
}

/** Decodes the encoded words of a header (RFC 2047). */
export function decodeWords(value) {
  if (!value.includes('=?')) return value;
  // Between two encoded words white space does not count.
  return value.replace(/\?=\s+=\?/g, '?==?').replace(ENCODED_WORD, (word, charset, encoding, text) => {
    const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedPrintable(text);
    try {
      return new TextDecoder(charset.split('*')[0]).decode(bytes);
    } catch {
      return word;
    }
  });
}

function quotedPrintable(text) {
  return Buffer.from(text.replace(/_/g, ' ').replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
}

/** Reads an address header, undecoded since an encoded name may hold a comma: `[{Name, Address}]`. */
export function readAddresses(values = []) {
  return values
    .flatMap((value) => value.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [])
    .map((part) => {
      const named = /^(.*)<([^>]*)>\s*$/.exec(part.trim());
      return named ? { Name: decodeWords(named[1].trim().replace(/^"|"$/g, '')), Address: named[2].trim() } : { Name: '', Address: part.trim() };
    });
}
