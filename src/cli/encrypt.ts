/** `playhead encrypt`: a bundle → one file that any server can carry, and only its key opens. */
import { createReadStream, createWriteStream } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { keyFragment, keysIn, newKey } from '../bundle/bundle-key.ts';
import type { Bytes } from '../bundle/chunked-encryption.ts';
import { encrypted } from '../bundle/encrypt.ts';
import { ENCRYPTED_END, isEncrypted } from '../bundle/encrypted-name.ts';
import { TraceError } from '../base/errors.ts';
import { readSecret, writeSecret } from './batch/sign-disk.ts';
import { CommandError, OK, onlyArgument, parse, type Command, type Output } from './command.ts';
import { exists, withNewFile } from './files.ts';
import { openLocal, type LocalBundle } from './fs-bundle.ts';
import { checkFolder, packInto } from './pack.ts';

const HELP = `Usage: playhead encrypt BUNDLE [options]

Encrypts a bundle (a .trace.zip file, or a folder, which is packed first) into one file that any server can carry. Who
has only the file can neither read it nor change it unseen. The page opens it by a link that ends with the key, which
no server is told:

  https://HOST/?trace=ADDRESS-OF-THE-FILE#key=…

Prints the file, and that end of the link. It is printed once, and kept nowhere else: without it nobody opens the file.

  -o, --output FILE   the file (default: BUNDLE.trace.enc); a name that ends with .enc is how it is known to be encrypted
  --key-file KEY      take the key from the file KEY, or make one and keep it there, for you alone; it is not printed then
  --force             replace FILE, and encrypt a folder even if it is not valid

docs/ENCRYPTION.md says what it protects from, and from what not.`;

export const encryptCommand: Command = {
  name: 'encrypt',
  summary: 'encrypt a bundle into a file that only its link opens',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      output: { type: 'string', short: 'o' },
      'key-file': { type: 'string' },
      force: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The bundle');
    const bundle = await openLocal(path);
    await bundle.close();
    if (bundle.kind === 'directory') await checkFolder(path, values.force, output);
    const stem = basename(resolve(path)).replace(/(?:\.trace)?\.zip$/i, '');
    const file = values.output ?? join(dirname(resolve(path)), `${stem}.trace.enc`);
    // A key that is printed for a link that can open nothing would be lost.
    if (!isEncrypted(file))
      throw new CommandError(
        `${file} has to end with ${ENCRYPTED_END}: by that it is known to be encrypted.`,
      );
    const keyFile = values['key-file'];
    const key = keyFile === undefined ? newKey() : await keyIn(keyFile, output);
    await withNewFile(file, values.force, (partial) =>
      pipeline(encrypted(plainBytes(bundle), key), createWriteStream(partial, { flags: 'wx' })),
    );
    output.print(file);
    if (keyFile === undefined) output.print(`#${keyFragment(key)}`);
    return OK;
  },
};

/** The key in a file; where there is none, a new one, which is kept there. Rejects with `bundle-key-invalid`. */
async function keyIn(path: string, output: Output): Promise<Bytes> {
  if (await exists(path)) return loadKey(path, output);
  const key = newKey();
  await writeSecret(path, `${keyFragment(key)}\n`);
  return key;
}

/** The key in a file that holds it, or a link with it. Rejects with `bundle-key-invalid`, and for several with a CommandError. */
export async function loadKey(path: string, output: Output): Promise<Bytes> {
  const [key, ...others] = keysIn(await readSecret(path, output));
  if (!key) throw new TraceError('bundle-key-invalid', {});
  if (others.length > 0)
    throw new CommandError(`${path} holds ${others.length + 1} keys: leave the one that is meant.`);
  return key;
}

/** The bytes of the zip: as it is, or as the folder is packed. */
function plainBytes({ kind, path }: LocalBundle): AsyncIterable<Uint8Array> {
  if (kind === 'zip') return createReadStream(path) as AsyncIterable<Uint8Array>;
  let fail: (error: unknown) => void = () => undefined;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => {
      fail = (error) => controller.error(error);
    },
  });
  // Whoever writes a zip does not end its stream where it fails, and the reader would wait for ever.
  packInto(path, () => writable).catch(fail);
  return readable;
}
