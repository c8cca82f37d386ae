/** Files of signing on this disk: the sign-off beside a batch, trust stores, keys, random numbers. */
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TraceError } from '../../base/errors.ts';
import { sha256Hex } from '../../base/hash.ts';
import { readEnvelope, writeEnvelope, type Envelope } from '../../review/sign/dsse.ts';
import { readPrivateKey, type KeyPair } from '../../review/sign/ed25519.ts';
import { SIGNOFF_NAME } from '../../review/sign/signoff-name.ts';
import { readKeys, type TrustStore } from '../../review/sign/trust.ts';
import { CommandError, type Output } from '../command.ts';
import { exists } from '../files.ts';
import { withLock } from '../lock.ts';
import { plainLine } from '../plain-output.ts';
import { writeWhole, type LocalBatch } from './batch-disk.ts';

/** Nothing could be said: what must be told from a sign-off that does not hold. */
export const UNREADABLE = 3;

/** Where the sign-off of a batch lies. */
export function signoffPath({ folder }: LocalBatch): string {
  return join(folder, SIGNOFF_NAME);
}

/** Rejects with `signoff-invalid`, and where there is none. */
export async function loadSignoff(path: string): Promise<Envelope> {
  return readEnvelope(await readFile(path, 'utf8'), path);
}

/**
 * Writes a sign-off beside a batch, made of what stands there at that moment: nobody else writes meanwhile. `earlier` is what
 * was read before. Rejects where that is not what is there any more: what is to be signed no longer follows from it.
 */
export async function writeSignoff(
  path: string,
  earlier: Envelope | undefined,
  make: (now: Envelope | undefined) => Promise<Envelope>,
): Promise<void> {
  await withLock(path, async () => {
    const now = (await exists(path)) ? await loadSignoff(path) : undefined;
    if (payloadOf(now) !== payloadOf(earlier))
      throw new CommandError(`${path} was changed by somebody else meanwhile: look at it, and sign again.`);
    await writeWhole(path, writeEnvelope(await make(now)));
  });
}

function payloadOf(envelope: Envelope | undefined): string | undefined {
  return envelope && sha256Hex(envelope.payload);
}

/** Rejects with `keys-invalid` and `key-invalid`. */
export async function loadKeys(path: string): Promise<TrustStore> {
  return readKeys(await jsonOf(path), path);
}

/** Parsed JSON of a trust store. Rejects with `keys-invalid`. */
export async function jsonOf(path: string): Promise<unknown> {
  try {
    return JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new TraceError('keys-invalid', { source: path, reason: 'it is no JSON' }, error);
  }
}

/** A private key; warns where others may read it. Rejects with `key-invalid`. */
export async function loadKey(path: string, output: Output): Promise<KeyPair> {
  return readPrivateKey(await readSecret(path, output), path);
}

/** What stands in a file that nobody else should read; warns where others may. */
export async function readSecret(path: string, output: Output): Promise<string> {
  const info = await stat(path);
  // Windows keeps no such rights, and what another program hands over on the spot has none.
  if (process.platform !== 'win32' && info.isFile() && (info.mode & 0o077) !== 0)
    output.warn(`Others on this machine may use ${path}: run chmod 600 on it.`);
  return readFile(path, 'utf8');
}

/** Writes what nobody else may read. Rejects where something is there already: a key is not to be lost. */
export async function writeSecret(path: string, text: string): Promise<void> {
  let file;
  try {
    file = await open(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new CommandError(`${path} is there already, and is not written over: choose another name.`);
  }
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

/** The random number in a file: 64 hexadecimal digits. */
export async function loadNonce(path: string): Promise<string> {
  const text = (await readFile(path, 'utf8')).trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new CommandError(
      `${path} holds no random number of 64 hexadecimal digits: make one with playhead batch sample --promise.`,
    );
  return text;
}

/** Shows which trace is being read, on a terminal; nothing in a log. */
export function traceProgress(stream: NodeJS.WriteStream = process.stderr): {
  readonly on: (name: string, index: number, of: number) => void;
  readonly end: () => void;
} {
  if (!stream.isTTY) return { on: () => undefined, end: () => undefined };
  return {
    on: (name, index, of) =>
      void stream.write(`\r\u001B[K${index + 1} of ${of}: ${plainLine(name.slice(0, 60))}`),
    end: () => void stream.write('\r\u001B[K'),
  };
}
