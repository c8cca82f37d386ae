import WaveSurfer from 'wavesurfer.js';
import { readPalette } from '../../timeline/palette.ts';
import type { Peaks } from '../../trace/peaks.ts';

/** The drawing of a sound. wavesurfer.js only draws here: it has no sound of its own and plays nothing. */
export class WaveformView {
  readonly #host: HTMLElement;
  readonly #wavesurfer: WaveSurfer;
  readonly #seconds: number;
  readonly #themes: MutationObserver;

  constructor(host: HTMLElement, { min, max, seconds }: Peaks) {
    this.#host = host;
    this.#seconds = seconds;
    this.#wavesurfer = WaveSurfer.create({
      container: host,
      ...coloursOf(host),
      // The upper and the lower edge: wavesurfer.js draws one channel up and the other down from the middle.
      peaks: [max, min],
      duration: seconds,
      height: 'auto',
      cursorWidth: 2,
      normalize: true,
      interact: false,
      hideScrollbar: true,
    });
    this.#themes = new MutationObserver(() => this.#wavesurfer.setOptions(coloursOf(host)));
    this.#themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  /** Puts the cursor at `seconds` of the sound, or at its nearer end. */
  moveTo(seconds: number): void {
    this.#wavesurfer.setTime(Math.max(0, Math.min(seconds, this.#seconds)));
  }

  /** Seconds of the sound at a place on the page. */
  secondsAt(clientX: number): number {
    const { left, width } = this.#host.getBoundingClientRect();
    const part = width > 0 ? (clientX - left) / width : 0;
    return Math.max(0, Math.min(part, 1)) * this.#seconds;
  }

  dispose(): void {
    this.#themes.disconnect();
    this.#wavesurfer.destroy();
  }
}

/** A canvas knows no tokens: the colours that hold now. */
function coloursOf(host: HTMLElement): {
  readonly waveColor: string;
  readonly progressColor: string;
  readonly cursorColor: string;
} {
  const { borderStrong, tracks, accent } = readPalette(host);
  return { waveColor: borderStrong, progressColor: tracks.voice, cursorColor: accent };
}
