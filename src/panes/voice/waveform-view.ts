import WaveSurfer from 'wavesurfer.js';
import { readPalette } from '../../timeline/palette.ts';
import { isSilent, type Peaks } from '../../trace/peaks.ts';
import styles from './waveform.module.css';

/** The drawing of a sound. wavesurfer.js only draws here: it has no sound of its own and plays nothing. */
export class WaveformView {
  readonly #host: HTMLElement;
  readonly #wavesurfer: WaveSurfer;
  readonly #seconds: number;
  readonly #themes: MutationObserver;
  readonly #hair = document.createElement('div');

  constructor(host: HTMLElement, peaks: Peaks) {
    const { min, max, seconds } = peaks;
    this.#host = host;
    this.#seconds = seconds;
    this.#wavesurfer = WaveSurfer.create({
      container: host,
      ...coloursOf(host),
      // The upper and the lower edge: wavesurfer.js draws one channel up and the other down from the middle.
      peaks: [max, min],
      duration: seconds,
      height: 'auto',
      // Some air above and below the loudest.
      barHeight: 0.85,
      cursorWidth: 2,
      normalize: !isSilent(peaks),
      interact: false,
      hideScrollbar: true,
    });
    this.#hair.className = styles['hair'] ?? '';
    this.#hair.hidden = true;
    host.append(this.#hair);
    this.#themes = new MutationObserver(() => this.#wavesurfer.setOptions(coloursOf(host)));
    this.#themes.observe(document.documentElement, {
      attributeFilter: ['data-theme', 'data-contrast'],
    });
  }

  /** Puts the cursor at `seconds` of the sound, or at its nearer end. */
  moveTo(seconds: number): void {
    this.#wavesurfer.setTime(Math.max(0, Math.min(seconds, this.#seconds)));
  }

  /** Draws a hair line at `seconds` of the sound, or none: where it is outside the sound, and for undefined. */
  hoverAt(seconds: number | undefined): void {
    const isInside = seconds !== undefined && seconds >= 0 && seconds < this.#seconds;
    this.#hair.hidden = !isInside;
    if (isInside) this.#hair.style.left = `${(seconds / this.#seconds) * 100}%`;
  }

  /** Seconds of the sound at a place on the page. */
  secondsAt(clientX: number): number {
    const { left, width } = this.#host.getBoundingClientRect();
    const part = width > 0 ? (clientX - left) / width : 0;
    return Math.max(0, Math.min(part, 1)) * this.#seconds;
  }

  dispose(): void {
    this.#themes.disconnect();
    this.#hair.remove();
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
