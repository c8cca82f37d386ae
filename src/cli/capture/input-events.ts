import { median } from './clock.ts';
import { codeOf, keyOf } from './key-names.ts';

const MOVE_GAP_MS = 16;
const SERVER_TICK_US = 1000;
const SERVER_WRAP_US = 2 ** 32 * 1000;
const MODIFIERS = [
  [1, 'Shift'],
  [4, 'Control'],
  [8, 'Alt'],
  [64, 'Meta'],
] as const;
const BUTTONS: Readonly<Record<number, string>> = {
  1: 'left',
  2: 'middle',
  3: 'right',
  8: 'back',
  9: 'forward',
};
const WHEEL: Readonly<Record<number, readonly [dx: number, dy: number]>> = {
  4: [0, -1],
  5: [0, 1],
  6: [-1, 0],
  7: [1, 0],
};
const PRESS = { 2: 'key_down', 3: 'key_up', 4: 'down', 5: 'up' } as const;

export interface InputReport {
  /** Records of the input_events layer; t on CLOCK_MONOTONIC in microseconds. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** Events before thinning. */
  readonly seen: number;
  /** Between an event's time by the server and its arrival at the recorder. */
  readonly typicalLagUs: number;
  readonly worstLagUs: number;
  /** Bound of the server clock's error: it never runs ahead, and the quickest event arrived after so long. */
  readonly clockErrorUs: number;
}

/**
 * Turns what native/record-input.c printed into records. The server's clock is CLOCK_MONOTONIC in whole milliseconds, of
 * which it tells the lowest 32 bits; the arrival says which of the others were meant. A line that was cut is passed over.
 */
export function readInput(text: string): InputReport {
  const records: Record<string, unknown>[] = [];
  const lags: number[] = [];
  let lastMoveMs = -Infinity;
  for (const line of text.split('\n').slice(0, -1)) {
    const [serverMs, arrivalUs, kind, detail, x, y, state, keysym, name = ''] = fields(line);
    if (serverMs === undefined || arrivalUs === undefined || detail === undefined || keysym === undefined)
      continue;
    const t = Number(arrivalUs) - lagOf(Number(serverMs), Number(arrivalUs));
    lags.push(Number(arrivalUs) - t);
    const event = describe(Number(kind), Number(detail), Number(state), Number(keysym), name);
    if (!event) continue;
    if (event['type'] === 'move') {
      if (Number(serverMs) - lastMoveMs < MOVE_GAP_MS) continue;
      lastMoveMs = Number(serverMs);
    }
    const place = 'key' in event ? {} : { x: Number(x), y: Number(y) };
    records.push({ t, ...event, ...place });
  }
  const quickest = lags.reduce((a, b) => Math.min(a, b), Infinity);
  return {
    ...{ records, seen: lags.length, typicalLagUs: median(lags) },
    worstLagUs: lags.reduce((a, b) => Math.max(a, b), 0),
    clockErrorUs: SERVER_TICK_US + Math.abs(quickest),
  };
}

/** How long before its arrival an event happened, in microseconds; a little below 0 where the server's clock rounds up. */
function lagOf(serverMs: number, arrivalUs: number): number {
  const lag = (arrivalUs - serverMs * 1000) % SERVER_WRAP_US;
  const positive = lag < 0 ? lag + SERVER_WRAP_US : lag;
  return positive > SERVER_WRAP_US / 2 ? positive - SERVER_WRAP_US : positive;
}

function describe(
  kind: number,
  detail: number,
  state: number,
  keysym: number,
  name: string,
): Record<string, unknown> | undefined {
  if (kind === 6) return { type: 'move' };
  const held = MODIFIERS.filter(([mask]) => state & mask).map(([, modifier]) => modifier);
  const mods = held.length > 0 ? { mods: held } : {};
  if (kind === 2 || kind === 3) {
    const code = codeOf(detail);
    return { type: PRESS[kind], key: keyOf(keysym, name), ...(code ? { code } : {}), ...mods };
  }
  if (kind !== 4 && kind !== 5) return undefined;
  const wheel = WHEEL[detail];
  if (wheel)
    return kind === 4 ? { type: 'scroll', dx: wheel[0], dy: wheel[1], unit: 'notch', ...mods } : undefined;
  return { type: PRESS[kind], button: BUTTONS[detail] ?? 'left', ...mods };
}

function fields(line: string): (string | undefined)[] {
  return line === '' ? [] : line.split(' ');
}
