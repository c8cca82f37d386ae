/** Files on this disk by which the review of a batch is conducted: sign-offs of earlier batches, and the list of known defects. */
import { sha256Hex } from '../../base/hash.ts';
import { TraceError } from '../../base/errors.ts';
import { earlierOf } from '../../review/conduct/earlier.ts';
import { readGold } from '../../review/conduct/honeypots.ts';
import { statementOf } from '../../review/sign/statement.ts';
import type { TrustStore } from '../../review/sign/trust.ts';
import { verifySignatures } from '../../review/sign/verify-signatures.ts';
import type { GoldFile, SignedEarlier } from '../../schema/generated/types.ts';
import { readFile } from 'node:fs/promises';
import { CommandError } from '../command.ts';
import { loadSignoff } from './sign-disk.ts';

/** Options of the commands that plan and sign, and how they are told of. */
export const CONDUCT_OPTIONS = {
  earlier: { type: 'string', multiple: true, default: [] as string[] },
  gold: { type: 'string' },
} as const;

export const CONDUCT_HELP = `  --earlier FILE    the sign-off of an earlier batch, as often as there are some: who captured there is not new, and what was judged
                    twice there counts for how reviewers agree
  --gold FILE       traces with known defects that were mixed in, see schema/gold.v1.json: they are no part of the batch`;

/**
 * What sign-offs of earlier batches say; undefined: none are given. `keys`: by which they have to be signed; undefined: they
 * are taken as they are; `batchId`: of the batch that they come before. Rejects with `signoff-invalid` and `earlier-invalid`,
 * and a CommandError where a signature does not hold.
 */
export async function loadEarlier(
  paths: readonly string[],
  keys: TrustStore | undefined,
  batchId: string,
): Promise<SignedEarlier | undefined> {
  if (paths.length === 0) return undefined;
  const signoffs = [];
  for (const path of paths) {
    const envelope = await loadSignoff(path);
    const signoff = statementOf(envelope, path);
    const [fault] = keys ? (await verifySignatures(envelope, signoff, keys, 0)).faults : [];
    if (fault) throw new CommandError(`${path} does not count: ${fault.message}`);
    signoffs.push({ source: path, sha256: sha256Hex(envelope.payload), signoff });
  }
  return earlierOf(signoffs, batchId);
}

/** The list of traces with known defects; undefined: none is given. Rejects with `gold-invalid`. */
export async function loadGold(path: string | undefined): Promise<GoldFile | undefined> {
  if (path === undefined) return undefined;
  const text = await readFile(path, 'utf8');
  try {
    return readGold(JSON.parse(text.replace(/^\uFEFF/, '')), path);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new TraceError('gold-invalid', { source: path, reason: 'it is no JSON' }, error);
  }
}
