/** What is known of where commands were run. */
import canonicalize from 'canonicalize';
import { sha256Hex } from '../../base/hash.ts';
import type { VerificationAdded, VerificationEnvironment } from '../../schema/generated/types.ts';
import { execute } from './execute.ts';
import type { RunPlace, Sandbox } from './sandbox.ts';

const TOOLS = ['node', 'npm', 'python3', 'git'] as const;
const PROBE = TOOLS.map(
  (tool) => `printf '%s\\t%s\\n' ${tool} "$(${tool} --version 2>/dev/null | head -n 1)"`,
).join('; ');
const PROBE_MS = 60_000;
const PROBE_BYTES = 64 * 1024;
const MAX_VERSION = 200;

/** Asks the programs of the sandbox itself for their versions. */
export async function describeEnvironment(
  sandbox: Sandbox,
  place: RunPlace,
  added: readonly VerificationAdded[],
  signal: AbortSignal,
): Promise<VerificationEnvironment> {
  const { log } = await execute({
    ...sandbox.wrap(PROBE, place),
    cwd: place.cwd,
    timeoutMs: PROBE_MS,
    logBytes: PROBE_BYTES,
    signal,
  });
  const found = log
    .toString('utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .flatMap(([tool = '', version = '']) =>
      TOOLS.some((known) => known === tool) && version !== '' ? [[tool, version.slice(0, MAX_VERSION)]] : [],
    );
  return withDigest({
    platform: `${process.platform} ${process.arch}`,
    tools: Object.fromEntries(found) as Readonly<Record<string, string>>,
    image_digest: sandbox.imageDigest,
    network: sandbox.network,
    isolation: sandbox.isolation,
    added,
  });
}

/** With the digest over the rest: two runs of one environment have the same. */
export function withDigest(environment: Omit<VerificationEnvironment, 'digest'>): VerificationEnvironment {
  return {
    ...environment,
    digest: sha256Hex(new TextEncoder().encode(canonicalize(environment))),
  } as VerificationEnvironment;
}
