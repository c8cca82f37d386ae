import type { Hand, Point } from './hand.ts';

/** Which window has the keyboard; a click moves it, as for anyone. */
export class Attention {
  readonly hand: Hand;
  #window: string | undefined;

  constructor(hand: Hand) {
    this.hand = hand;
  }

  async turnTo(window: string, point: Point): Promise<void> {
    if (this.#window === window) return;
    await this.hand.click(point);
    this.#window = window;
    await this.hand.pause(150, 300);
  }

  /** A click elsewhere has already moved the keyboard. */
  isAt(window: string): void {
    this.#window = window;
  }
}
