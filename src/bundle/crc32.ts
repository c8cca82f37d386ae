/** CRC-32 of ISO 3309, as zip has it: the polynomial's bits are mirrored. */
const POLYNOMIAL = 0xedb8_8320;
/** Bytes that one step takes, each with a table of its own. */
const STEP = 4;

/** Table `step` gives what a byte becomes that `step` more bytes follow. */
const TABLES: readonly Uint32Array[] = makeTables();

function makeTables(): readonly Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    return crc;
  });
  const tables = [first];
  while (tables.length < STEP) {
    const before = tables.at(-1) ?? first;
    tables.push(before.map((crc) => (first[crc & 0xff] ?? 0) ^ (crc >>> 8)));
  }
  return tables;
}

/** The CRC-32 of all bytes so far, `crc`, and then `bytes`; of the first ones, `crc` is 0. */
export function crc32(bytes: Uint8Array, crc = 0): number {
  const [t0, t1, t2, t3] = TABLES;
  if (!t0 || !t1 || !t2 || !t3) return crc;
  let value = ~crc;
  let at = 0;
  const whole = bytes.length - (bytes.length % STEP);
  while (at < whole) {
    value ^=
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24);
    value =
      (t3[value & 0xff] ?? 0) ^
      (t2[(value >>> 8) & 0xff] ?? 0) ^
      (t1[(value >>> 16) & 0xff] ?? 0) ^
      (t0[value >>> 24] ?? 0);
    at += STEP;
  }
  for (; at < bytes.length; at += 1) value = (t0[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}
