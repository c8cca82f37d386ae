/** The built app on a machine that has no network: nothing is missing, and nothing tries to leave. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { PlayheadState } from '../../src/app/page-api.ts';
import { exportCommand } from '../../src/cli/export.ts';
import { findBrowser } from '../../tools/find-browser.mjs';
import { expect, test } from './playhead-page.ts';

/** Switches the loopback of a new network namespace on: it begins switched off. SIOCSIFFLAGS, IFF_UP | IFF_RUNNING. */
const LOOPBACK_UP =
  'perl -e \'my $on = pack("a16 s x22", "lo", 0x49); socket(S, 2, 2, 0) and ioctl(S, 0x8914, $on) or die "loopback: $!"\'';

interface Seen {
  readonly url: string;
  readonly complaints: readonly string[];
  readonly failed: readonly string[];
  readonly interfaces: readonly string[];
  readonly fonts: number;
  readonly state: PlayheadState;
}

/** Without a way to make a namespace the same is run here: what the browser tries is written down all the same. */
function isolation(): readonly string[] {
  const tries = [
    ['unshare', '--net'],
    ['unshare', '--net', '--map-root-user'],
  ];
  return tries.find(([command = '', ...args]) => spawnSync(command, [...args, 'true']).status === 0) ?? [];
}

/**
 * Addresses that were asked for, and names that were looked up, on account of a page: Chromium's own log has the page's
 * site in the key of each. What the browser does on its own account, for updates and the like, has no such key.
 */
function destinations(netLog: string): readonly string[] {
  const { constants, events } = JSON.parse(readFileSync(netLog, 'utf8')) as {
    readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
    readonly events: readonly {
      readonly type: number;
      readonly params?: Readonly<Record<string, unknown>>;
    }[];
  };
  const { URL_REQUEST_START_JOB: request, HOST_RESOLVER_MANAGER_REQUEST: lookUp } = constants.logEventTypes;
  return events.flatMap(({ type, params = {} }) => {
    if (type !== request && type !== lookUp) return [];
    const key = String(params['network_isolation_key'] ?? params['network_anonymization_key']);
    const place = params['url'] ?? params['host'];
    return typeof place === 'string' && !/^null\b/.test(key) ? [place] : [];
  });
}

interface Opened {
  /** Folder of the app. */
  readonly app: string;
  readonly query: string;
  /** The button that is pressed first. */
  readonly start: string;
}

/** Opens the app where there is no network, and looks at all panes. */
function expectNothingMissing({ app, query, start }: Opened): void {
  const netLog = test.info().outputPath('net-log.json');
  const args = ['test/e2e/without-network.mjs', app, findBrowser() ?? '', netLog, query, start];
  const script = `${LOOPBACK_UP}; exec node ${args.map((arg) => `'${arg}'`).join(' ')}`;
  const command = [...isolation(), 'sh', '-c', script];
  const out = execFileSync(command[0] ?? 'sh', command.slice(1), { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const seen = JSON.parse(out) as Seen;

  if (isolation().length > 0) expect(seen.interfaces, 'what the namespace has').toEqual(['lo']);
  expect(seen.complaints).toEqual([]);
  expect(seen.failed).toEqual([]);
  expect(seen.fonts, 'fonts that were loaded').toBeGreaterThan(0);
  expect(seen.state).toMatchObject({ time: 150, exact: true, problems: [] });
  expect(Object.keys(seen.state.panes)).toHaveLength(8);

  const all = destinations(netLog);
  expect(all.some((place) => place.startsWith(seen.url))).toBe(true);
  const { origin } = new URL(seen.url);
  const foreign = all.filter((place) => !place.startsWith('data:') && !place.startsWith(origin));
  expect(foreign, 'where the page tried to go').toEqual([]);
}

test('without a network nothing is missing, and nothing tries to leave', () => {
  expectNothingMissing({ app: 'dist/app', query: '?trace=samples/bug-fix/', start: '' });
});

test('neither does the folder that a client gets', async () => {
  const app = test.info().outputPath('viewer');
  const silent = { print: () => undefined, warn: () => undefined };
  await exportCommand.run(['public/samples/bug-fix', '-o', app], silent);
  expectNothingMissing({ app, query: '', start: 'Start' });
});
