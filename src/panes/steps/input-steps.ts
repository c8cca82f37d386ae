/** Keys and clicks → steps: keys that follow each other are one step. Pure. */
import type { TraceTime } from '../../base/time.ts';
import { SLICE } from '../../timeline/slices.ts';
import type { InputTrack } from '../../trace/input-track.ts';
import type { InputEvent } from '../../trace/layers.ts';
import { plural, type Step } from './step.ts';
import type { StepWork } from './step-work.ts';

type Key = Extract<InputEvent, { readonly key: string }>;
type Button = Extract<InputEvent, { readonly button: string }>;

/** A longer pause ends what is typed in one go, in microseconds. */
const PAUSE = 2_000_000;
/** Keys of one step. */
const MAX_KEYS = 200;
/** Clicks in one place: microseconds from one to the next, and pixels between them. */
const CLICK_PAUSE = 500_000;
const CLICK_REACH = 4;

/** W3C key values that stand for no character, as signs. */
const SIGNS: Readonly<Record<string, string>> = {
  Enter: '⏎',
  Backspace: '⌫',
  Delete: '⌦',
  Tab: '⇥',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** Keys that mean nothing by themselves. */
const SILENT = new Set(
  'Control Shift Alt AltGraph Meta CapsLock NumLock Dead Unidentified Process Compose Fn'.split(' '),
);

/** Keys in a row. */
interface Run {
  readonly start: TraceTime;
  last: TraceTime;
  /** A shortcut: it stays alone, but for itself again. */
  readonly chord: string | undefined;
  readonly parts: Part[];
  keys: number;
  /** Nothing may join it any more. */
  closed: boolean;
}

/** Characters, or a key that is none, and how often in a row. */
interface Part {
  readonly typed: boolean;
  text: string;
  count: number;
}

/** Clicks in a row, in one place. */
interface Clicks {
  readonly start: TraceTime;
  last: TraceTime;
  readonly event: Button;
  count: number;
}

/** Clicks, and what was typed: a step ends with Enter, a click, a shortcut or a pause. Moves and scrolling are no steps. */
export function* inputSteps(track: InputTrack): StepWork {
  const steps: Step[] = [];
  let open: Run | Clicks | undefined;
  const close = (): void => {
    if (open) steps.push('parts' in open ? runStep(open) : clickStep(open));
    open = undefined;
  };
  for (const [index, row] of track.rowsOf('down', 'key_down').entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const time = track.timeAt(row);
    const event = track.event(row);
    if (event.type === 'down') {
      if (open && 'event' in open && joinsClicks(open, time, event)) {
        open.last = time;
        open.count += 1;
      } else {
        close();
        open = { start: time, last: time, event, count: 1 };
      }
    } else if (event.type === 'key_down' && (event.masked === true || !SILENT.has(event.key))) {
      const chord = chordOf(event);
      if (!open || !('parts' in open) || !joinsRun(open, time, chord)) {
        close();
        open = { start: time, last: time, chord, parts: [], keys: 0, closed: false };
      }
      addKey(open, time, event);
    }
  }
  close();
  return steps;
}

function joinsClicks(clicks: Clicks, time: TraceTime, { x, y, button }: Button): boolean {
  const { event, last } = clicks;
  const near = Math.abs(x - event.x) <= CLICK_REACH && Math.abs(y - event.y) <= CLICK_REACH;
  return near && button === event.button && time - last < CLICK_PAUSE;
}

function joinsRun(run: Run, time: TraceTime, chord: string | undefined): boolean {
  return !run.closed && run.chord === chord && run.keys < MAX_KEYS && time - run.last < PAUSE;
}

function addKey(run: Run, time: TraceTime, event: Key): void {
  run.last = time;
  run.keys += 1;
  if (run.chord !== undefined) return;
  const typed = event.masked === true || isCharacter(event.key);
  const text = event.masked === true ? '•' : (SIGNS[event.key] ?? event.key);
  const last = run.parts.at(-1);
  if (typed && last?.typed === true) last.text += text;
  else if (!typed && last?.typed === false && last.text === text) last.count += 1;
  else run.parts.push({ typed, text, count: 1 });
  // A line is one thing: what follows is the next.
  if (event.masked !== true && event.key === 'Enter') run.closed = true;
}

/** `Ctrl+S`; undefined for a key that types or moves. */
function chordOf({ key, mods = [], masked }: Key): string | undefined {
  // AltGr types characters, also where the system tells it as Ctrl and Alt.
  if (masked === true || mods.includes('AltGraph')) return undefined;
  const names = [
    ...(mods.includes('Control') ? ['Ctrl'] : []),
    ...(mods.includes('Alt') ? ['Alt'] : []),
    ...(mods.includes('Meta') ? ['Meta'] : []),
  ];
  if (names.length === 0) return undefined;
  const shift = mods.includes('Shift') ? ['Shift'] : [];
  return [...names, ...shift, key === ' ' ? 'Space' : isCharacter(key) ? key.toUpperCase() : key].join('+');
}

/** True for a key value that is what was typed: one code point; names are longer. */
function isCharacter(key: string): boolean {
  return key.length === 1 || (key.length === 2 && (key.codePointAt(0) ?? 0) > 0xffff);
}

function runStep({ start, chord, parts, keys }: Run): Step {
  if (chord !== undefined) return step(start, 'shortcut', keys > 1 ? `${chord} ×${keys}` : chord, '');
  const typed = parts.some((part) => part.typed);
  const text = parts.map(({ text: sign, count }) => (count > 1 ? `${sign}×${count}` : sign)).join(' ');
  // Blanks at the ends are typed text too, but nobody could see them.
  return step(start, typed ? 'typed' : 'keys', text.trim() || 'blanks', plural(keys, 'key'));
}

function clickStep({ start, event: { button, x, y }, count }: Clicks): Step {
  return step(start, 'click', `${button} ${count > 1 ? `×${count} ` : ''}at ${x}, ${y}`, '');
}

function step(time: TraceTime, label: string, text: string, detail: string): Step {
  return { time, kind: 'input', label, text, detail, result: undefined };
}
