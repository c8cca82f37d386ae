/** A WAV file of `seconds`, mono at 16 kHz: a tone of half volume in [from, to) seconds, and silence elsewhere. */
export function toneWav(seconds: number, [from, to]: readonly [number, number]): Uint8Array<ArrayBuffer> {
  const rate = 16_000;
  const count = seconds * rate;
  const view = new DataView(new ArrayBuffer(44 + count * 2));
  const text = (offset: number, word: string): void =>
    new TextEncoder().encode(word).forEach((code, index) => view.setUint8(offset + index, code));
  text(0, 'RIFF');
  view.setUint32(4, 36 + count * 2, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, count * 2, true);
  for (let index = Math.round(from * rate); index < Math.round(to * rate); index += 1)
    view.setInt16(44 + index * 2, Math.sin((index / rate) * 2 * Math.PI * 440) * 16_384, true);
  return new Uint8Array(view.buffer);
}
