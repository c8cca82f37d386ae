/** What keeps the commands of a bundle from the rest of the machine, as far as this one can, and what is said of it. */
import type { VerificationIsolation } from '../../schema/generated/types.ts';
import { CommandError } from '../command.ts';
import { cleanPath } from './clean-path.ts';
import { containerSandbox } from './container.ts';
import { execute } from './execute.ts';

export const ISOLATIONS = ['auto', 'namespaces', 'process'] as const;
export type IsolationWish = (typeof ISOLATIONS)[number];

/** The folders of one run: its trees lie in `root`, and nothing else does. */
export interface RunPlace {
  readonly root: string;
  /** Where the command runs, below root. */
  readonly cwd: string;
  readonly home: string;
  readonly temp: string;
}

export interface Sandbox {
  readonly isolation: VerificationIsolation;
  readonly network: 'none' | 'open';
  readonly imageDigest: string | null;
  /** What to start for a shell command, with all of its environment. */
  wrap(command: string, place: RunPlace): Wrapped;
}

export interface Wrapped {
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly endOthers?: () => Promise<void>;
}

export interface SandboxWish {
  readonly isolation: IsolationWish;
  /** A container's image; undefined: no container. */
  readonly image: string | undefined;
}

/** The namespaces that are tried, the most first: not every kernel, and hardly any container, gives all of them. */
const LADDER: readonly (readonly [names: readonly string[], argv: readonly string[]])[] = [
  [
    ['user', 'network', 'pid', 'mount'],
    ['unshare', '-r', '-n', '-p', '-f', '--kill-child', '--mount-proc'],
  ],
  [
    ['user', 'network', 'pid'],
    ['unshare', '-r', '-n', '-p', '-f', '--kill-child'],
  ],
  [
    ['user', 'network'],
    ['unshare', '-r', '-n'],
  ],
];
/** Tests talk to servers on localhost, which a new network has switched off. */
const SWITCH_ON = 'ip link set lo up';
/** The shell stays, to be the first process. */
const WITH_LOOPBACK = ['/bin/sh', '-c', `${SWITCH_ON} 2>/dev/null; "$@"; exit $?`, 'sh'];
const PROBE_MS = 10_000;

/** The best there is of what is wished for. Rejects with a CommandError where that is nothing. */
export async function sandboxFor({ isolation, image }: SandboxWish, signal: AbortSignal): Promise<Sandbox> {
  if (process.platform === 'win32')
    throw new CommandError('Commands are run again on Linux and macOS only: use WSL on Windows.');
  if (image !== undefined) return containerSandbox(image, signal);
  if (isolation !== 'process')
    for (const [namespaces, argv] of LADDER)
      if (await works(argv, ['true'], signal))
        return namespaceSandbox(namespaces, argv, await works(argv, ['/bin/sh', '-c', SWITCH_ON], signal));
  if (isolation === 'namespaces')
    throw new CommandError(
      'This system gives no namespaces (unshare): run it with --isolation process, or in a container with --image.',
    );
  return {
    isolation: { kind: 'process', namespaces: [] },
    network: 'open',
    imageDigest: null,
    wrap: (command, place) => ({ argv: ['/bin/sh', '-c', command], env: cleanEnvironment(place) }),
  };
}

function namespaceSandbox(
  namespaces: readonly string[],
  argv: readonly string[],
  loopback: boolean,
): Sandbox {
  const [program = 'unshare', ...args] = argv;
  return {
    isolation: { kind: 'namespaces', namespaces, ...(!loopback && { loopback }) },
    network: 'none',
    imageDigest: null,
    wrap: (command, place) => ({
      argv: [program, ...args, '--', ...WITH_LOOPBACK, '/bin/sh', '-c', command],
      env: cleanEnvironment(place),
    }),
  };
}

/** Whether the system really does it, and the command within: to ask for its version tells nothing. */
async function works(
  argv: readonly string[],
  command: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  const [program = 'unshare', ...args] = argv;
  try {
    const { exit } = await execute({
      argv: [program, ...args, '--', ...command],
      cwd: '/',
      env: { PATH: cleanPath(process.env['PATH']) },
      timeoutMs: PROBE_MS,
      logBytes: 1024,
      signal,
    });
    return exit === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Nothing of the caller's but where programs lie: no secret, no setting, no language. */
export function cleanEnvironment({
  home,
  temp,
}: Pick<RunPlace, 'home' | 'temp'>): Readonly<Record<string, string>> {
  return {
    PATH: cleanPath(process.env['PATH']),
    HOME: home,
    TMPDIR: temp,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    CI: '1',
    // npm asks the network for a newer npm otherwise.
    npm_config_update_notifier: 'false',
  };
}
