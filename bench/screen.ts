/** What a page shows, as its viewer sees it: pixels of the page itself, not what a player says of itself. */
import type { CDPSession, Page } from 'playwright-core';
import { readPng } from './png.ts';
import { BLOCK, readStamp, STAMP_SIZE } from './stamp.ts';

/** A rectangle of the page in CSS pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Blocks smaller than this blur into each other. CSS pixels. */
const LEAST_BLOCK = 6;

export interface Screen {
  /** The number on the picture that the page shows now; undefined where it is invalid. */
  stamp(): Promise<number | undefined>;
}

/** Watches the stamp in the top left corner of the picture at `picture`, which shows a video `videoWidth` wide. */
export async function screenOf(page: Page, picture: Rect, videoWidth: number): Promise<Screen> {
  const scale = picture.width / videoWidth;
  if (BLOCK * scale < LEAST_BLOCK) throw new Error('the picture is too small for its stamp to be read');
  const session: CDPSession = await page.context().newCDPSession(page);
  const clip = {
    x: picture.x,
    y: picture.y,
    width: STAMP_SIZE.width * scale,
    height: STAMP_SIZE.height * scale,
    scale: 1,
  };
  return {
    stamp: async () => {
      // What page.screenshot() does, without its waiting for fonts and its changes of style.
      const { data } = await session.send('Page.captureScreenshot', {
        format: 'png',
        clip,
        optimizeForSpeed: true,
      });
      return readStamp(readPng(Buffer.from(data, 'base64')));
    },
  };
}

/** Where a picture of the given size is in a box that it fills as far as its shape allows. */
export function contained(box: Rect, width: number, height: number): Rect {
  const scale = Math.min(box.width / width, box.height / height);
  const [shownWidth, shownHeight] = [width * scale, height * scale];
  return {
    x: box.x + (box.width - shownWidth) / 2,
    y: box.y + (box.height - shownHeight) / 2,
    width: shownWidth,
    height: shownHeight,
  };
}
