/** Reads the time that the recorded screen itself showed, off the pixels of a picture. */
import type { Page } from '@playwright/test';
import type { FrameChunks, Timecode } from './sample-truth.ts';

declare global {
  interface Window {
    /** Milliseconds in the blocks of a picture; undefined where they cannot be read: never guessed. */
    readTimecode(
      picture: CanvasImageSource,
      width: number,
      height: number,
      place: Timecode,
    ): number | undefined;
  }
}

/** Teaches the page to read the blocks. Call once a page. */
export async function teachTimecode(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.readTimecode = (picture, width, height, place) => {
      const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      context?.drawImage(picture, 0, 0);
      const white = (bit: number, row: number): boolean => {
        const x = Math.floor(place.x + (bit + 0.5) * place.cell_w);
        const y = Math.floor(place.y + (row + 0.5) * place.cell_h);
        return (context?.getImageData(x, y, 1, 1).data[1] ?? 0) > 127;
      };
      let value = 0;
      for (let bit = 0; bit < place.bits; bit++) {
        // The second row is the complement of the first.
        if (white(bit, 0) === white(bit, 1)) return undefined;
        if (white(bit, 0)) value += 2 ** bit;
      }
      return value;
    };
  });
}

/** Milliseconds on the picture that the page shows: the decoded frame where there is one, else the video element's. */
export function readShown(page: Page, code: Timecode): Promise<number | undefined> {
  return page.evaluate((place) => {
    const still = document.querySelector<HTMLCanvasElement>('canvas[data-still]:not([hidden])');
    if (still) return window.readTimecode(still, still.width, still.height, place);
    const video = document.querySelector('video');
    return video ? window.readTimecode(video, video.videoWidth, video.videoHeight, place) : undefined;
  }, code);
}

/** The same for a frame decoded by WebCodecs, apart from the app. */
export function readDecoded(page: Page, code: Timecode, frame: FrameChunks): Promise<number | undefined> {
  return page.evaluate(
    async ([place, { codec, description, chunks }]) => {
      const bytes = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
      const pictures: VideoFrame[] = [];
      const failures: Error[] = [];
      const decoder = new VideoDecoder({
        output: (picture) => {
          pictures.pop()?.close();
          pictures.push(picture);
        },
        error: (error) => failures.push(error),
      });
      decoder.configure({ codec, description: bytes(description) });
      for (const { type, timestamp, data } of chunks)
        decoder.decode(new EncodedVideoChunk({ type, timestamp, data: bytes(data) }));
      await decoder.flush();
      decoder.close();
      const [last] = pictures;
      if (!last || failures.length > 0) throw failures[0] ?? new Error('nothing was decoded');
      const value = window.readTimecode(last, last.displayWidth, last.displayHeight, place);
      last.close();
      return value;
    },
    [code, frame] as const,
  );
}
