/** A terminal recording: commands as they are typed, and what they print. */
import type { Dice as Chance } from './dice.ts';
import { Dice } from './dice.ts';
import { editorScene, logScene, progressScene, wideScene } from './terminal-scenes.ts';

export interface CastOptions {
  readonly seed: number;
  /** Millions of bytes of the file, about. */
  readonly megabytes: number;
  readonly hours: number;
  readonly cols?: number;
  readonly rows?: number;
}

/** A piece of output, and how long it takes compared with the others of its command. */
export interface Printed {
  readonly text: string;
  readonly wait: number;
}

/** What a command prints: `bytes` of it, about, as a file would hold them. */
export type Scene = (dice: Chance, bytes: number, cols: number, rows: number) => Generator<Printed>;

interface Kind {
  readonly commands: readonly string[];
  readonly scene: Scene;
  /** Of all that is printed. */
  readonly share: number;
}

const KINDS: readonly Kind[] = [
  {
    share: 0.42,
    scene: logScene,
    commands: [
      'npm test',
      'npm run lint',
      'npm run build',
      'node tools/replay.mjs',
      'tail -n 400 service.log',
    ],
  },
  { share: 0.42, scene: editorScene, commands: ['vim src/ledger.ts', 'vim src/queue.ts', 'vim README.md'] },
  {
    share: 0.15,
    scene: progressScene,
    commands: ['npm ci', 'docker build .', 'git clone --progress mirror'],
  },
  { share: 0.01, scene: wideScene, commands: ['git log --format=%an%s', 'cat docs/ja.md'] },
];

const COMMANDS_AN_HOUR = 120;

/** The lines of an asciicast v2 file, without their ends. Shell marks (OSC 133) tell where commands begin and end. */
export function* castLines({
  seed,
  megabytes,
  hours,
  cols = 120,
  rows = 40,
}: CastOptions): Generator<string> {
  const dice = new Dice(seed, 'terminal');
  const total = megabytes * 1e6;
  const seconds = hours * 3_600;
  yield JSON.stringify({
    version: 2,
    width: cols,
    height: rows,
    timestamp: 1_795_402_116,
    env: { SHELL: '/bin/bash', TERM: 'xterm-256color' },
  });
  const count = Math.max(2, Math.min(Math.round(hours * COMMANDS_AN_HOUR), Math.floor(total / 600)));
  const left = new Map(KINDS.map((kind) => [kind, kind.share * total]));
  for (let n = 0; n < count; n += 1) {
    // The one that lags most behind its share.
    const kind = KINDS.reduce((most, one) => ((left.get(one) ?? 0) > (left.get(most) ?? 0) ? one : most));
    const bytes = Math.max(80, total / count - 500);
    left.set(kind, (left.get(kind) ?? 0) - total / count);
    yield* commandLines(dice, kind, bytes, {
      start: (seconds * (n + 0.1)) / count,
      room: (seconds / count) * 0.85,
      ...{ cols, rows },
    });
  }
}

interface Place {
  /** Seconds. */
  readonly start: number;
  readonly room: number;
  readonly cols: number;
  readonly rows: number;
}

function* commandLines(
  dice: Dice,
  { commands, scene }: Kind,
  bytes: number,
  { start, room, cols, rows }: Place,
): Generator<string> {
  const command = dice.pick(commands);
  let at = start;
  const event = (text: string, wait: number): string => {
    at += wait;
    return `[${at.toFixed(6)},"o",${JSON.stringify(text)}]`;
  };
  yield event('\x1b]133;A\x07\x1b[1;32mdev@box\x1b[0m:\x1b[34m~/ledger\x1b[0m$ \x1b]133;B\x07', 0);
  for (const letter of command)
    yield event(letter, Math.min(0.12, (room * 0.2) / command.length) * dice.between(0.6, 1.4));
  yield event('\r\n\x1b[?2004l\x1b]133;C\x07', 0.05);
  const printed = [...scene(dice, bytes, cols, rows)];
  const pace = (start + room * 0.9 - at) / printed.reduce((sum, { wait }) => sum + wait, 1);
  for (const { text, wait } of printed) yield event(text, wait * pace);
  yield event(`\x1b]133;D;${dice.chance(0.25) ? 1 : 0}\x07`, 0.01);
}
