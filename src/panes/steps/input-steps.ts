/** Keys and clicks → steps: keys that follow each other are one step. Pure. */
import { plural } from '../../base/error-words.ts';
import type { TraceTime } from '../../base/time.ts';
import { SLICE } from '../../base/slices.ts';
import type { InputSays } from '../../trace/input-columns.ts';
import type { InputTrack } from '../../trace/input-track.ts';
import type { Step } from './step.ts';
import type { StepWork } from './step-work.ts';

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

/** What is going on: keys, or clicks in one place. */
interface Open {
  /** Row of its first event. */
  readonly first: number;
  last: TraceTime;
  /** A shortcut: it stays alone, but for itself again. */
  readonly chord: string | undefined;
  readonly clicks: boolean;
  count: number;
  /** Nothing may join it any more. */
  closed: boolean;
}

/** What a key is for a step; the same for all events that say the same. */
interface Press {
  readonly silent: boolean;
  readonly chord: string | undefined;
}

/**
 * Clicks, and what was typed: a step ends with Enter, a click, a shortcut or a pause. Moves and scrolling are no steps.
 * There may be very many: only where each begins is kept.
 */
export function* inputSteps(track: InputTrack): StepWork {
  const rows = track.rowsOf('down', 'key_down');
  const presses = new Map<InputSays, Press>();
  /** Indices in `rows`. */
  const starts: number[] = [];
  let open: Open | undefined;
  for (const [index, row] of rows.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const says = track.saysAt(row);
    const clicks = says.type === 'down';
    const press = presses.get(says) ?? pressOf(says);
    presses.set(says, press);
    if (!clicks && press.silent) continue;
    const time = track.timeAt(row);
    if (!open || !(clicks ? joinsClicks(open, track, row) : joinsKeys(open, time, press.chord))) {
      starts.push(index);
      open = { first: row, last: time, chord: press.chord, clicks, count: 0, closed: false };
    }
    open.last = time;
    open.count += 1;
    // A line is one thing: what follows is the next.
    open.closed = press.chord === undefined && says.masked !== true && says.key === 'Enter';
  }
  const times = Float64Array.from(starts, (index) => track.timeAt(rows[index] ?? 0));
  return {
    kind: 'input',
    times,
    make: (step) => makeStep(track, rows.subarray(starts[step], starts[step + 1])),
  };
}

/** The step of the events in `rows`, of which the first is no silent key. */
function makeStep(track: InputTrack, rows: Uint32Array): Step {
  const first = rows[0] ?? 0;
  const time = track.timeAt(first);
  const { type, button } = track.saysAt(first);
  if (type === 'down') {
    const count = rows.reduce((sum, row) => sum + (track.typeAt(row) === 'down' ? 1 : 0), 0);
    const many = count > 1 ? `×${count} ` : '';
    return step(time, 'click', `${button} ${many}at ${track.xAt(first)}, ${track.yAt(first)}`, '');
  }
  const keys = Array.from(rows, (row) => track.saysAt(row)).filter((says) => !pressOf(says).silent);
  const { chord } = pressOf(track.saysAt(first));
  if (chord !== undefined)
    return step(time, 'shortcut', keys.length > 1 ? `${chord} ×${keys.length}` : chord, '');
  const parts: Part[] = [];
  for (const key of keys) addKey(parts, key);
  const typed = parts.some((part) => part.typed);
  const text = parts.map(({ text: sign, count }) => (count > 1 ? `${sign}×${count}` : sign)).join(' ');
  // Blanks at the ends are typed text too, but nobody could see them.
  return step(time, typed ? 'typed' : 'keys', text.trim() || 'blanks', plural(keys.length, 'key'));
}

function joinsClicks({ first, last, clicks }: Open, track: InputTrack, row: number): boolean {
  if (!clicks || track.timeAt(row) - last >= CLICK_PAUSE) return false;
  const near =
    Math.abs(track.xAt(row) - track.xAt(first)) <= CLICK_REACH &&
    Math.abs(track.yAt(row) - track.yAt(first)) <= CLICK_REACH;
  return near && track.saysAt(row).button === track.saysAt(first).button;
}

function joinsKeys(open: Open, time: TraceTime, chord: string | undefined): boolean {
  if (open.clicks || open.closed) return false;
  return open.chord === chord && open.count < MAX_KEYS && time - open.last < PAUSE;
}

/** Characters, or a key that is none, and how often in a row. */
interface Part {
  readonly typed: boolean;
  text: string;
  count: number;
}

function addKey(parts: Part[], { key = '', masked }: InputSays): void {
  const typed = masked === true || isCharacter(key);
  const text = masked === true ? '•' : (SIGNS[key] ?? key);
  const last = parts.at(-1);
  if (typed && last?.typed === true) last.text += text;
  else if (!typed && last?.typed === false && last.text === text) last.count += 1;
  else parts.push({ typed, text, count: 1 });
}

function pressOf(says: InputSays): Press {
  return { silent: says.masked !== true && SILENT.has(says.key ?? ''), chord: chordOf(says) };
}

/** `Ctrl+S`; undefined for a key that types or moves, and for a button. */
function chordOf({ key, mods = [], masked }: InputSays): string | undefined {
  // AltGr types characters, also where the system tells it as Ctrl and Alt.
  if (key === undefined || masked === true || mods.includes('AltGraph')) return undefined;
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

function step(time: TraceTime, label: string, text: string, detail: string): Step {
  return { time, kind: 'input', label, text, detail, result: undefined };
}
