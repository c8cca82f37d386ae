import { asTraceError, TraceError } from '../base/errors.ts';
import { orAborted } from '../base/shared.ts';
import { keyFragment, keysIn, keyText } from '../bundle/bundle-key.ts';
import type { ByteSource } from '../bundle/byte-source.ts';
import { canDecrypt } from '../bundle/chunked-encryption.ts';
import { decrypted, readEncrypted, type EncryptedFile } from '../bundle/encrypted-bytes.ts';
import type { AskKey } from './key-question.ts';
import { givenKeys, keepKey, keepOpened } from './link-key.ts';

/** An encrypted file on its way to be opened. */
interface Locked extends EncryptedFile {
  /** The whole of it, where it has one. */
  readonly address: string | undefined;
}

/**
 * What was encrypted, by a key that this page was given, or else one that it asks for; `address`: all of that which it is
 * opened from. Rejects with `crypto-missing`, with `bundle-key-missing`, `bundle-key-invalid` or `bundle-key-wrong` where
 * nobody gives the right one, and as `decrypted`.
 */
export async function unlock(
  source: ByteSource,
  signal: AbortSignal,
  ask?: AskKey,
  address?: string,
): Promise<ByteSource> {
  if (!canDecrypt()) throw new TraceError('crypto-missing', {});
  const file: Locked = { ...(await readEncrypted(source, signal)), address };
  let fault: TraceError | undefined;
  for (const text of givenKeys()) {
    const tried = await attempt(file, text, signal);
    if (!(tried instanceof TraceError)) return tried;
    fault ??= tried;
  }
  fault ??= new TraceError('bundle-key-missing', { source: source.label });
  if (!ask) throw fault;
  return asked(file, fault, ask, signal);
}

/** Asks until a key opens it; rejects with what was wrong with the last one where that is given up. */
async function asked(file: Locked, first: TraceError, ask: AskKey, signal: AbortSignal): Promise<ByteSource> {
  let fault = first;
  const opened = new Promise<ByteSource>((resolve, reject) => {
    ask({
      fault,
      attempt: async (text) => {
        try {
          const tried = await attempt(file, text, signal);
          if (tried instanceof TraceError) return (fault = tried);
          resolve(tried);
        } catch (error) {
          reject(asTraceError(error));
        }
        return undefined;
      },
      giveUp: () => reject(fault),
    });
  });
  try {
    return await orAborted(opened, signal);
  } finally {
    ask(undefined);
  }
}

/** What was encrypted, by whichever key in the text opens it, or what is wrong with the last of them. */
async function attempt(file: Locked, text: string, signal: AbortSignal): Promise<ByteSource | TraceError> {
  let fault: TraceError = new TraceError('bundle-key-invalid', {});
  for (const key of keysIn(text))
    try {
      const bytes = await decrypted(file, key, { signal });
      // Another one that was given with it opened nothing.
      keepKey(keyText(key));
      if (file.address !== undefined) keepOpened(file.address, keyFragment(key));
      return bytes;
    } catch (error) {
      if (!(error instanceof TraceError) || error.code !== 'bundle-key-wrong') throw error;
      fault = error as TraceError;
    }
  return fault;
}
