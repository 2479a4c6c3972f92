/** The pixels of a PNG, which a browser reads anyway. */
export async function pixelsOf(page, png) {
  const { base64, ...size } = await page.evaluate(async (source) => {
    const bitmap = await createImageBitmap(await (await fetch(source)).blob());
    const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const reader = new FileReader();
    const read = new Promise((resolve) => (reader.onload = resolve));
    reader.readAsDataURL(new Blob([context.getImageData(0, 0, canvas.width, canvas.height).data]));
    await read;
    return { base64: reader.result.split(',')[1], width: canvas.width, height: canvas.height };
  }, `data:image/png;base64,${png.toString('base64')}`);
  return { pixels: Buffer.from(base64, 'base64'), ...size };
}
