/** Fragments of mp4 with one track, as media elements take them in parts (ISO/IEC 14496-12, 8.8). Pure. */

/** One packet in the order of decoding. Times in ticks of the track. */
export interface FragmentSample {
  readonly data: Uint8Array;
  readonly key: boolean;
  /** When it is shown. */
  readonly time: number;
  /** How long it is shown. */
  readonly duration: number;
}

export interface FragmentTrack {
  readonly id: number;
  /** Ticks a second. */
  readonly timescale: number;
}

/** Flags of samples (8.8.3.1): others depend on it and it on none, or it depends on others and is no place to begin at. */
const KEY = 0x0200_0000;
const DELTA = 0x0101_0000;
/** Bytes of a `trun` for each sample: duration, size, flags, and how much later it is shown than decoded. */
const SAMPLE_BYTES = 16;
const MOOF_BYTES = 8 + 16 + 8 + 16 + 20 + 20;
const MAX_UINT32 = 0xffff_ffff;

/**
 * `moof` and `mdat` of some samples. They are decoded one after another from `decodeTime` on, each for as long as it is
 * shown: a player that counts a frame's end from its duration then knows which frame is on screen when, also where they
 * are not shown in the order of decoding.
 */
export function fragmentOf(
  track: FragmentTrack,
  sequence: number,
  decodeTime: number,
  samples: readonly FragmentSample[],
): Uint8Array<ArrayBuffer> {
  const size = MOOF_BYTES + SAMPLE_BYTES * samples.length;
  const dataBytes = samples.reduce((sum, { data }) => sum + data.length, 0);
  const bytes = new Uint8Array(size + 8 + dataBytes);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const put = (...values: readonly number[]): void => {
    for (const value of values) {
      view.setUint32(at, value);
      at += 4;
    }
  };
  const box = (length: number, type: string): void => {
    put(length);
    for (const letter of type) bytes[at++] = letter.charCodeAt(0);
  };
  box(size, 'moof');
  box(16, 'mfhd');
  put(0, sequence);
  box(size - 24, 'traf');
  box(16, 'tfhd');
  // Positions count from this moof.
  put(0x0002_0000, track.id);
  box(20, 'tfdt');
  put(0x0100_0000, Math.floor(decodeTime / 2 ** 32), decodeTime >>> 0);
  box(20 + SAMPLE_BYTES * samples.length, 'trun');
  // Version 1: a sample may be shown before the moment that it is decoded at. Data offset, and four fields a sample.
  put(0x0100_0f01, samples.length, size + 8);
  let decoded = decodeTime;
  for (const { data, key, time, duration } of samples) {
    put(Math.min(duration, MAX_UINT32), data.length, key ? KEY : DELTA, (time - decoded) >>> 0);
    decoded += duration;
  }
  box(8 + dataBytes, 'mdat');
  for (const { data } of samples) {
    bytes.set(data, at);
    at += data.length;
  }
  return bytes;
}

/** The only track of an initialisation segment; undefined where it is none. */
export function trackOf(init: Uint8Array): FragmentTrack | undefined {
  const view = new DataView(init.buffer, init.byteOffset, init.byteLength);
  const header = findBox(view, 'mdhd');
  const extends_ = findBox(view, 'trex');
  if (header === undefined || extends_ === undefined) return undefined;
  const long = view.getUint8(header) === 1;
  return { id: view.getUint32(extends_ + 4), timescale: view.getUint32(header + (long ? 20 : 12)) };
}

/** Boxes that hold boxes, on the way to those looked for. */
const PARENTS: readonly string[] = ['moov', 'trak', 'mdia', 'mvex'];

/** Where the content of the first box of `type` begins. */
function findBox(view: DataView, type: string, start = 0, end = view.byteLength): number | undefined {
  for (let at = start; at + 8 <= end;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)));
    if (name === type) return at + 8;
    const found = PARENTS.includes(name) ? findBox(view, type, at + 8, at + length) : undefined;
    if (found !== undefined) return found;
    if (length < 8) return undefined;
    at += length;
  }
  return undefined;
}
