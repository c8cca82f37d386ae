import type { TraceTime } from '../../base/time.ts';
import type { InputEvent, TimedInput } from '../../trace/layers.ts';
import { Track, type Timed } from '../../trace/track.ts';

export type Button = Extract<InputEvent, { readonly button: unknown }>['button'];
type ScrollEvent = Extract<InputEvent, { readonly unit: unknown }>;

/** Where the pointer was, in desktop pixels. */
export interface Position extends Timed {
  readonly x: number;
  readonly y: number;
}

/** A button from going down to coming up; `end` is undefined where it never did. */
export interface Press extends Position {
  readonly button: Button;
}

export interface Scroll extends Position {
  readonly dx: number;
  readonly dy: number;
  readonly unit: ScrollEvent['unit'];
}

export type Modifier = 'Control' | 'Alt' | 'AltGraph' | 'Shift' | 'Meta';

export interface KeyPress extends Timed {
  /** W3C key value; `•` where it was hidden while recording. */
  readonly key: string;
  /** Held down with it. */
  readonly modifiers: readonly Modifier[];
  readonly masked: boolean;
}

/** The input of one layer by what the overlays need, so that each looks up its own without passing the rest. */
export interface InputTracks {
  readonly positions: Track<Position>;
  readonly presses: Track<Press>;
  readonly scrolls: Track<Scroll>;
  readonly keys: Track<KeyPress>;
}

const MODIFIERS: readonly string[] = [
  'Control',
  'Alt',
  'AltGraph',
  'Shift',
  'Meta',
] satisfies readonly Modifier[];

function isModifier(key: string): key is Modifier {
  return MODIFIERS.includes(key);
}

/** Sorts a layer's events by kind, pairs each button's down with its up, and finds the modifiers where not recorded. */
export function splitInput(track: Track<TimedInput>): InputTracks {
  const positions: Position[] = [];
  const presses: (Press & { end: TraceTime | undefined })[] = [];
  const scrolls: Scroll[] = [];
  const keys: KeyPress[] = [];
  const down = new Map<Button, { end: TraceTime | undefined }>();
  const held = new Set<Modifier>();
  for (const { time, event } of track.items) {
    if ('x' in event && 'y' in event) positions.push({ time, x: event.x as number, y: event.y as number });
    switch (event.type) {
      case 'move':
        break;
      case 'down':
      case 'up': {
        // A lost "up" ends where the button goes down again.
        const open = down.get(event.button);
        if (open) open.end = time;
        down.delete(event.button);
        if (event.type === 'up') break;
        const press = { time, end: undefined, x: event.x, y: event.y, button: event.button };
        presses.push(press);
        down.set(event.button, press);
        break;
      }
      case 'scroll':
        scrolls.push({ time, x: event.x, y: event.y, dx: event.dx, dy: event.dy, unit: event.unit });
        break;
      case 'key_up':
        if (isModifier(event.key)) held.delete(event.key);
        break;
      case 'key_down':
        if (isModifier(event.key)) held.add(event.key);
        else
          keys.push({
            time,
            key: event.key,
            modifiers: event.mods ?? [...held],
            masked: event.masked === true || event.key === '•',
          });
        break;
    }
  }
  return {
    positions: new Track(positions),
    presses: new Track(presses),
    scrolls: new Track(scrolls),
    keys: new Track(keys),
  };
}
