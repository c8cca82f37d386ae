/**
 * A WAV file of `seconds` at 16 kHz: a tone of half volume in [from, to) seconds, and silence elsewhere. `gains`: what
 * it is multiplied by in each channel; mono without.
 */
export function toneWav(
  seconds: number,
  [from, to]: readonly [number, number],
  gains: readonly number[] = [1],
): Uint8Array<ArrayBuffer> {
  const rate = 16_000;
  const frameBytes = 2 * gains.length;
  const dataBytes = seconds * rate * frameBytes;
  const view = new DataView(new ArrayBuffer(44 + dataBytes));
  const text = (offset: number, word: string): void =>
    new TextEncoder().encode(word).forEach((code, index) => view.setUint8(offset + index, code));
  text(0, 'RIFF');
  view.setUint32(4, 36 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, gains.length, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  for (let index = Math.round(from * rate); index < Math.round(to * rate); index += 1) {
    const sample = Math.sin((index / rate) * 2 * Math.PI * 440) * 16_384;
    gains.forEach((gain, channel) =>
      view.setInt16(44 + index * frameBytes + channel * 2, sample * gain, true),
    );
  }
  return new Uint8Array(view.buffer);
}
