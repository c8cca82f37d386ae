import type { EncodedPacket, EncodedPacketSink } from 'mediabunny';
import { afterEach, expect, it, vi } from 'vitest';
import { KeyPictures, type KeyVideo } from '../../../src/panes/video/key-pictures.ts';
import { pretendFrame } from './pretend-frame.ts';

/** A decoder that gives `frame` for every chunk. */
function decoderOf(frame: VideoFrame): unknown {
  return class {
    static isConfigSupported = (): Promise<VideoDecoderSupport> => Promise.resolve({ supported: true });
    state = 'unconfigured';
    readonly #output: (frame: VideoFrame) => void;
    constructor({ output }: VideoDecoderInit) {
      this.#output = output;
    }
    configure(): void {
      this.state = 'configured';
    }
    decode(): void {
      this.#output(frame);
    }
    flush(): Promise<void> {
      return Promise.resolve();
    }
    close(): void {
      this.state = 'closed';
    }
  };
}

afterEach(() => vi.unstubAllGlobals());

it('closes a picture that nobody could be told of, and gives no more', async () => {
  const { frame, closed } = pretendFrame();
  vi.stubGlobal('VideoDecoder', decoderOf(frame));
  let reads = 0;
  const packets = {
    getKeyPacket: () => {
      reads += 1;
      return Promise.resolve({ toEncodedVideoChunk: () => ({}) } as unknown as EncodedPacket);
    },
  } as unknown as EncodedPacketSink;
  const video: KeyVideo = {
    packets,
    config: { codec: 'vp8' },
    times: Float64Array.of(0, 1),
    keys: Uint8Array.of(1, 1),
    upright: true,
  };
  const pictures = new KeyPictures(video, () => {
    throw new Error('the page is gone');
  });
  await pictures.look(0);
  await closed;
  await pictures.look(1);
  expect(reads).toBe(1);
  pictures.rest();
});
