/**
 * `npm run bench -- search`: finding words in a million messages and 20 MB of terminal output. Playhead's own service, with
 * the lines that its builders make, and MiniSearch with the same lines, in the same thread of Node: one after the other, since
 * what the one leaves behind in memory would slow down the other.
 */
import { parseArgs } from 'node:util';
import MiniSearch from 'minisearch';
import { seededRandom } from '../capture/record/random.ts';
import { PatternRunner } from '../src/search/pattern-runner.ts';
import { PatternService } from '../src/search/pattern-service.ts';
import { NO_QUERY, type Query } from '../src/search/query.ts';
import type { SearchLine } from '../src/search/search-line.ts';
import { SearchService } from '../src/search/search-service.ts';
import { terminalLines } from '../src/search/terminal-lines.ts';
import { CastBuilder, type Cast } from '../src/trace/cast.ts';
import { median, report, type Figure } from './figures.ts';
import { describeMachine } from './machine.ts';

const HELP = `Usage: npm run bench -- search [options]

  --runs N    rounds, of which the median counts (default: 9)
  --quick     a tenth of the lines, and three rounds
  --keep      write the table into docs/PERFORMANCE.md`;

const MESSAGES = 1_000_000;
const TERMINAL_BYTES = 20_000_000;
const SEED = 20_260_401;
const RARE = 'quokka';

/** One thing that is looked for. `peer`: how MiniSearch is asked for it; undefined where it cannot be. */
interface Question {
  readonly what: string;
  readonly query: Query;
  readonly peer: string | undefined;
}

const QUESTIONS: readonly Question[] = [
  { what: 'a rare word', query: { ...NO_QUERY, text: RARE }, peer: RARE },
  { what: 'a common word', query: { ...NO_QUERY, text: 'error' }, peer: 'error' },
  { what: 'two words', query: { ...NO_QUERY, text: 'error in' }, peer: 'error in' },
  { what: 'a word that is not there', query: { ...NO_QUERY, text: 'zyzzyva' }, peer: 'zyzzyva' },
  {
    what: 'a pattern',
    query: { ...NO_QUERY, text: 'err(or)? in [a-c]\\w+', pattern: true },
    peer: undefined,
  },
];

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const runs = values.runs === undefined ? (values.quick ? 3 : 9) : Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1.');
  const share = values.quick ? 0.1 : 1;

  const machine = describeMachine('none');
  const cast = makeOutput(TERMINAL_BYTES * share);
  let heard: (() => void) | undefined;
  const service = openService(() => heard?.());
  const { followed, built, counts } = await fill(service, cast, MESSAGES * share);

  const asked: Asked[] = [];
  for (const question of QUESTIONS)
    asked.push(await ask({ service, hear: (first) => (heard = first) }, question, runs));
  const lines = [...makeMessages(MESSAGES * share), ...(await linesOf(cast))];
  const indexed = await timed(() => index(lines));
  const theirs = QUESTIONS.map(({ peer }) =>
    peer === undefined ? undefined : askPeer(indexed.value, peer, runs),
  );

  const figures: Figure[] = [
    {
      what: 'ready to be searched',
      unit: 'ms',
      ours: built,
      peer: { name: 'MiniSearch', value: indexed.ms },
    },
    { what: 'terminal output followed on its screen', unit: 'ms', ours: followed },
    ...asked.flatMap((one, at) => figuresOf(one, theirs[at], share)),
  ];

  const notes = [
    `${counts.messages.toLocaleString('en')} messages and ${counts.terminal.toLocaleString('en')} lines of terminal output, in one thread of Node; median of ${runs}.`,
  ];
  await report({ name: 'search', machine, notes, figures }, values.keep);
}

/** Puts all lines there, and lets go of them as the app's worker does. Milliseconds that it took. */
async function fill(
  service: SearchService,
  cast: Cast,
  count: number,
): Promise<{
  readonly followed: number;
  readonly built: number;
  readonly counts: { readonly messages: number; readonly terminal: number };
}> {
  const messages = makeMessages(count);
  const { ms: followed, value: terminal } = await timed(() => linesOf(cast));
  const { ms: built } = await timed(() => {
    service.put('terminal', terminal);
    service.put('messages', messages);
  });
  return { followed, built, counts: { messages: messages.length, terminal: terminal.length } };
}

async function linesOf(cast: Cast): Promise<readonly SearchLine[]> {
  const times = cast.columns.seconds.map((seconds) => seconds * 1_000_000);
  const lines: SearchLine[] = [];
  await terminalLines(cast, times, (line) => lines.push(line));
  return lines;
}

interface Asked {
  /** With how many hits there were. */
  readonly name: string;
  /** Milliseconds, medians. */
  readonly first: number;
  readonly all: number;
}

/** First and all results of one question, of a service that answers source by source, the small one first. */
async function ask(
  { service, hear }: { readonly service: SearchService; readonly hear: (first: () => void) => void },
  { what, query }: Question,
  runs: number,
): Promise<Asked> {
  const first: number[] = [];
  const all: number[] = [];
  const { signal } = new AbortController();
  let hits = 0;
  for (let round = 0; round < runs; round++) {
    const start = performance.now();
    let soonest = Infinity;
    hear(() => (soonest = Math.min(soonest, performance.now() - start)));
    const { times } = await service.find('terminal', query, round, signal);
    // Where a source is through soon, its first hits are not told of apart.
    first.push(Math.min(soonest, performance.now() - start));
    const more = await service.find('messages', query, round, signal);
    all.push(performance.now() - start);
    hits = times.length + more.times.length;
  }
  return { name: `${what} (${hits.toLocaleString('en')} hits)`, first: median(first), all: median(all) };
}

/** Milliseconds until all results, the median. */
function askPeer(peer: MiniSearch, words: string, runs: number): number {
  const taken = Array.from({ length: runs }, () => {
    const start = performance.now();
    peer.search(words, { combineWith: 'AND' });
    return performance.now() - start;
  });
  return median(taken);
}

function figuresOf({ name, first, all }: Asked, peer: number | undefined, share: number): readonly Figure[] {
  const goals = (limit: number, value: number): Pick<Figure, 'goal' | 'reached'> =>
    share < 1 ? {} : { goal: `< ${limit} ms`, reached: value < limit };
  return [
    { what: `${name}: first results`, unit: 'ms', ours: first, ...goals(20, first) },
    {
      what: `${name}: all results`,
      unit: 'ms',
      ours: all,
      ...(peer !== undefined && { peer: { name: 'MiniSearch', value: peer } }),
      ...goals(150, all),
    },
  ];
}

function openService(onFirst: () => void): SearchService {
  const patterns = new PatternService();
  return new SearchService(
    {
      read: () => Promise.reject(new Error('nothing is to be read')),
      progress: () => undefined,
      found: () => undefined,
      first: onFirst,
      part: () => undefined,
    },
    new PatternRunner(() => ({
      ready: () => Promise.resolve(),
      match: (block, query, every) => Promise.resolve(patterns.match(block, query, every)),
      terminate: () => undefined,
    })),
    1 << 30,
  );
}

function index(lines: readonly SearchLine[]): MiniSearch {
  const mini = new MiniSearch({ fields: ['text'] });
  mini.addAll(lines.map(({ text }, id) => ({ id, text })));
  return mini;
}

const COMMON =
  'error in the at of to test file index module parse render token cache build watch line value type call'.split(
    ' ',
  );

/** Words as they are in logs: a few everywhere, many of them seldom. */
function wordMaker(random: () => number): () => string {
  const letters = 'etaoinshrdlucmfwygpbvk';
  const seldom = Array.from({ length: 20_000 }, () =>
    Array.from(
      { length: 4 + Math.floor(random() * 7) },
      () => letters[Math.floor(random() ** 1.5 * 22)] ?? 'e',
    ).join(''),
  );
  return () => {
    if (random() < 0.45) return COMMON[Math.floor(random() ** 1.6 * COMMON.length)] ?? 'error';
    return seldom[Math.floor(random() ** 3 * seldom.length)] ?? 'error';
  };
}

function makeMessages(count: number): readonly SearchLine[] {
  const random = seededRandom(SEED);
  const word = wordMaker(random);
  return Array.from({ length: count }, (_, at) => {
    const words = Array.from({ length: 4 + Math.floor(random() * 4) }, word);
    if (at % 100_003 === 70_001) words.push(RARE);
    return { time: at * 7_200, text: words.join(' ') };
  });
}

/** Logs for the most part, with bars that fill up and screens that are drawn anew. */
function makeOutput(bytes: number): Cast {
  const random = seededRandom(SEED + 1);
  const word = wordMaker(random);
  const words = (count: number): string => Array.from({ length: count }, word).join(' ');
  const builder = new CastBuilder();
  let seconds = 0;
  for (let length = 0; length < bytes;) {
    seconds += 0.02 + random() * 0.3;
    const kind = random();
    const data =
      kind < 0.7
        ? Array.from({ length: 8 }, () => `\u001b[32m${words(2)}\u001b[0m ${words(9)}\r\n`).join('')
        : kind < 0.85
          ? `\r\u001b[KLoading ${Math.floor(random() * 100)}% ${words(3)}`
          : `\u001b[H${Array.from({ length: 39 }, () => `\u001b[K${words(6)}`).join('\r\n')}`;
    builder.add(seconds, 'output', data);
    length += data.length;
  }
  return builder.build({ version: 2, cols: 120, rows: 40 }, []);
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}
