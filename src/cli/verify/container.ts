/** The commands of a bundle in a container of docker or podman, whose image is known by its digest. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import { CommandError } from '../command.ts';
import { cleanPath } from './clean-path.ts';
import type { RunPlace, Sandbox } from './sandbox.ts';

const ENGINES = ['docker', 'podman'] as const;
type Engine = (typeof ENGINES)[number];
const ASK_MS = 60_000;
const run = promisify(execFile);

/** Where the trees lie in the container. */
const INSIDE = '/playhead';

/** The first engine that has the image: none is pulled. Rejects with a CommandError where there is none. */
export async function containerSandbox(image: string, signal: AbortSignal): Promise<Sandbox> {
  if (image.startsWith('-'))
    throw new CommandError(`${JSON.stringify(image)} is no name of an image: check --image.`);
  for (const engine of ENGINES) {
    const digest = await digestOf(engine, image, signal);
    if (digest !== undefined) return sandboxOf(engine, digest);
  }
  throw new CommandError(
    `Neither docker nor podman runs here and has the image ${image}: start one, and pull it first (docker pull ${image}).`,
  );
}

/** The digest of an image's configuration; undefined where the engine has no such image, or is not there. */
async function digestOf(engine: Engine, image: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const asked = ['image', 'inspect', '--format', '{{.Id}}', image];
    const { stdout } = await run(engine, asked, { timeout: ASK_MS, signal, env: engineEnvironment() });
    const [digest] = /[0-9a-f]{64}/.exec(stdout) ?? [];
    return digest === undefined ? undefined : `sha256:${digest}`;
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

function sandboxOf(engine: Engine, digest: string): Sandbox {
  return {
    isolation: { kind: 'container', namespaces: [] },
    network: 'none',
    imageDigest: digest,
    wrap(command, place) {
      const name = `playhead-verify-${randomUUID()}`;
      return {
        // By its digest: a name could mean another image at the next run.
        argv: [engine, 'run', ...optionsOf(engine, name, place), digest, '/bin/sh', '-c', command],
        env: engineEnvironment(),
        // The engine's own process is killed at the time limit; the container is none of its children.
        endOthers: () => endContainer(engine, name),
      };
    },
  };
}

function optionsOf(engine: Engine, name: string, { root, cwd }: RunPlace): readonly string[] {
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const inside = relative(root, cwd);
  return [
    // podman without root gives files to another user of the container otherwise, who could not write to the trees.
    // Root may not ask for it.
    ...(engine === 'podman' && process.getuid?.() !== 0 ? ['--userns=keep-id'] : []),
    ...['--rm', '--init', '--name', name, '--pull', 'never'],
    ...[
      '--network',
      'none',
      '--cap-drop',
      'ALL',
      '--security-opt',
      'no-new-privileges',
      '--pids-limit',
      '2048',
    ],
    ...[
      '--user',
      user,
      '--volume',
      `${root}:${INSIDE}/trees`,
      '--tmpfs',
      '/tmp:exec',
      '--tmpfs',
      '/home:exec,mode=1777',
    ],
    ...['--env', 'HOME=/home', '--env', 'LANG=C.UTF-8', '--env', 'TZ=UTC', '--env', 'CI=1'],
    ...['--workdir', [`${INSIDE}/trees`, ...(inside === '' ? [] : [inside])].join('/')],
  ];
}

/** What the engine's own program needs to find its server: nothing of it reaches the container. */
function engineEnvironment(): Readonly<Record<string, string>> {
  const names = ['HOME', 'XDG_RUNTIME_DIR', 'DOCKER_HOST', 'DOCKER_CONTEXT', 'CONTAINER_HOST'];
  const set = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  // It stands in the hostile tree.
  return { ...Object.fromEntries(set), PATH: cleanPath(process.env['PATH']) } as Readonly<
    Record<string, string>
  >;
}

async function endContainer(engine: Engine, name: string): Promise<void> {
  try {
    await run(engine, ['rm', '--force', name], { timeout: ASK_MS, env: engineEnvironment() });
  } catch (error) {
    // It has ended and is gone already, as it should be.
    if (/no such container|no container with/i.test((error as { stderr?: string }).stderr ?? '')) return;
    throw new CommandError(`The container ${name} may still run: end it with ${engine} rm --force ${name}.`, {
      cause: error,
    });
  }
}
