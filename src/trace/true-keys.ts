import type { InputVideoTrack } from 'mediabunny';
import { isKeyIn, setKey, type FrameColumns } from './frame-table-columns.ts';

/**
 * Those of the key frames that decoding can begin at. Containers also mark the first picture of an open group: H.264
 * without IDR, which Chromium refuses to begin at. Three are looked into; all of them only where one is not what it
 * claims. For other codecs the container is believed.
 */
export async function trueKeys(
  track: InputVideoTrack,
  { seconds, keys }: FrameColumns,
): Promise<Uint8Array<ArrayBuffer>> {
  if ((await track.getCodec()) !== 'avc') return keys;
  const lengthBytes = lengthBytesOf((await track.getDecoderConfig())?.description);
  if (lengthBytes === undefined) return keys;
  const { EncodedPacketSink } = await import('mediabunny');
  const sink = new EncodedPacketSink(track);
  const isOpen = async (index: number): Promise<boolean> => {
    const packet = await sink.getKeyPacket(seconds[index] ?? 0);
    return packet !== null && packet.timestamp === seconds[index] && !beginsWithIdr(packet.data, lengthBytes);
  };
  const indices = Array.from(seconds.keys()).filter((index) => isKeyIn(keys, index));
  const some = [indices[1], indices[indices.length >> 1], indices.at(-1)];
  for (const index of new Set(some)) {
    if (index === undefined || !(await isOpen(index))) continue;
    const found = new Uint8Array(keys.length);
    for (const key of indices) if (!(await isOpen(key))) setKey(found, key);
    return found;
  }
  return keys;
}

/** How many bytes the length of a NAL unit takes (ISO/IEC 14496-15, 5.3.3.1); undefined where units have no lengths. */
function lengthBytesOf(description: AllowSharedBufferSource | undefined): number | undefined {
  if (description === undefined) return undefined;
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  const sizes = bytes[4];
  return sizes === undefined ? undefined : (sizes & 3) + 1;
}

/** Whether the first coded slice of a packet is one of an IDR picture (ITU-T H.264, table 7-1). */
function beginsWithIdr(data: Uint8Array, lengthBytes: number): boolean {
  for (let at = 0; at + lengthBytes < data.length;) {
    let length = 0;
    for (let byte = 0; byte < lengthBytes; byte += 1) length = length * 256 + (data[at + byte] ?? 0);
    const type = (data[at + lengthBytes] ?? 0) & 31;
    if (type >= 1 && type <= 5) return type === 5;
    at += lengthBytes + length;
  }
  return false;
}
