/**
 * How a text may lie in bytes: the search by which a copy is proved, on purpose another one than `Finder`, which reads
 * texts. Pure.
 */
const encoder = new TextEncoder();

/** Byte strings by which a text would be found. Base64 depends on where in a group of three bytes the text begins. */
export function byteForms(text: string): readonly Uint8Array[] {
  const plain = new Set<string>([
    text,
    jsonEscaped(text),
    jsonEscaped(jsonEscaped(text)),
    asciiEscaped(text),
    encodeURIComponent(wellFormed(text)),
    encodeURIComponent(wellFormed(text)).replaceAll('%20', '+'),
    encodeURIComponent(encodeURIComponent(wellFormed(text))),
    entities(text),
  ]);
  for (const form of [...plain]) plain.add(form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  const bytes = encoder.encode(text);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  plain.add(hex).add(hex.toUpperCase());
  for (const shift of [0, 1, 2]) {
    const packed = base64At(bytes, shift);
    // Fewer characters stand everywhere.
    if (packed.length >= 6) plain.add(packed).add(packed.replaceAll('+', '-').replaceAll('/', '_'));
  }
  const wide = [wideBytes(text, true), wideBytes(text, false)];
  return [...[...plain].map((form) => encoder.encode(form)), ...wide];
}

/** What the characters of `text` are as base64, where `shift` other bytes stand before it in its group. */
function base64At(bytes: Uint8Array, shift: number): string {
  const before = new Uint8Array(shift);
  const all = [...before, ...bytes];
  const packed = btoa(all.map((byte) => String.fromCharCode(byte)).join('')).replace(/=+$/, '');
  // Characters that hold bits of other bytes, too, are not known.
  const start = Math.ceil((shift * 8) / 6);
  const end = Math.floor((all.length * 8) / 6);
  return packed.slice(start, end);
}

function wideBytes(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), little);
  return bytes;
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function asciiEscaped(text: string): string {
  return jsonEscaped(text)
    .replaceAll('/', String.raw`\/`)
    .replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function entities(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Halves of characters cannot be percent-encoded. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** A text with the commonest writings undone, one after the other, for a search that looks only once. */
export function plainly(text: string): string {
  let plain = text;
  for (let round = 0; round < 2; round += 1)
    plain = plain
      .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\([\\"/])/g, '$1')
      .replace(/(?:%[0-9a-f]{2})+/gi, percentDecoded)
      .replace(/&#x([0-9a-f]{1,5});/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&nbsp;', ' ')
      .replaceAll('&amp;', '&');
  return plain.replace(/\\[nrt]/g, ' ');
}

function percentDecoded(codes: string): string {
  return new TextDecoder().decode(
    Uint8Array.from(codes.match(/[0-9a-f]{2}/gi) ?? [], (code) => Number.parseInt(code, 16)),
  );
}
