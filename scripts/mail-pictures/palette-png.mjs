import { crc32, deflateSync } from 'node:zlib';

const COLOURS = 256;

/**
 * A PNG of at most 256 colours: a third of the room of a browser's screenshot, which a repository
 * keeps for ever. Colours that are left out become the nearest one kept.
 * @param pixels RGBA, four bytes a pixel, opaque
 */
export function palettePng(pixels, width, height) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const kept = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a)).slice(0, COLOURS);
  const indexOf = new Map([...counts.keys()].map((colour) => [colour, nearest(colour, kept)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      rows[y * (width + 1) + 1 + x] = indexOf.get((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits a pixel, each an index into the palette.
  head.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from(kept.flatMap(parts));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function nearest(colour, kept) {
  const exact = kept.indexOf(colour);
  if (exact >= 0) return exact;
  const distances = kept.map((other) => parts(other).reduce((sum, part, index) => sum + (part - parts(colour)[index]) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}

function parts(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
