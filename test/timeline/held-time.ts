/** Frames of the page, and wall time that goes on only where the test lets it. */
import { pageTicker, type Ticker } from '../../src/base/ticker.ts';

export function heldTime(): { readonly ticker: Ticker; readonly pass: (millis: number) => void } {
  let wall = 0;
  return { ticker: { ...pageTicker, now: () => wall }, pass: (millis) => void (wall += millis) };
}
