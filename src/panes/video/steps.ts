/** A jump farther than this is no step: what comes after it may go either way. */
export const STRIDE = 30;
/** Frames that are kept behind the one that is looked at; more of them would cost more memory than they save time. */
const BEHIND = 12;
/** The same after a jump: each that is kept on the way makes the way longer. */
const JUMPED_BEHIND = 2;

/** How somebody goes over the frames of a video: where, which way, and whether step by step. */
export class Steps {
  /** The frame that is looked at; -1: none yet. */
  focus = -1;
  direction: 1 | -1 = 1;
  /** The focus came by a jump. */
  #jumped = true;

  goTo(index: number): void {
    const back = this.focus - index;
    if (back !== 0) {
      this.#jumped = Math.abs(back) > STRIDE;
      this.direction = back > 0 && !this.#jumped ? -1 : 1;
    }
    this.focus = index;
  }

  /** Whether a frame lies so far behind that it need not be kept. */
  leavesBehind(index: number): boolean {
    return (this.focus - index) * this.direction > (this.#jumped ? JUMPED_BEHIND : BEHIND);
  }
}
