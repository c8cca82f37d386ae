/** `playhead decrypt`: what `playhead encrypt` made → the .trace.zip that it was made of. */
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { streamed } from '../bundle/byte-stream.ts';
import { decrypted, readEncrypted } from '../bundle/encrypted-bytes.ts';
import { ENCRYPTED_END } from '../bundle/encrypted-name.ts';
import { badArguments, CommandError, OK, onlyArgument, parse, type Command } from './command.ts';
import { loadKey } from './encrypt.ts';
import { withNewFile } from './files.ts';
import { fileBytes } from './fs-bundle.ts';

const HELP = `Usage: playhead decrypt FILE --key-file KEY [options]

Makes the .trace.zip again of which an encrypted bundle was made. Every byte is checked; where one is not what was
encrypted, no file is left.

  --key-file KEY      a file that holds the key, or the link that ends with it; /dev/stdin reads it from standard input
  -o, --output FILE   the file (default: FILE with .trace.zip in place of .trace.enc)
  --force             replace FILE

The key is no option of the command line, where other users of the machine could see it.`;

export const decryptCommand: Command = {
  name: 'decrypt',
  summary: 'make a .trace.zip of an encrypted bundle',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      output: { type: 'string', short: 'o' },
      'key-file': { type: 'string' },
      force: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The encrypted bundle');
    const keyFile = values['key-file'];
    if (keyFile === undefined) throw badArguments('--key-file is missing');
    const target = values.output ?? resolve(path).replace(/(?:\.trace)?\.enc$/, '.trace.zip');
    if (target === resolve(path))
      throw new CommandError(`${path} does not end with ${ENCRYPTED_END}: name the new file with -o.`);
    const key = await loadKey(keyFile, output);
    const file = await fileBytes(path);
    try {
      const plain = await decrypted(await readEncrypted(file), key);
      const size = await plain.size();
      await withNewFile(target, values.force, (partial) =>
        pipeline(streamed(plain, 0, size), createWriteStream(partial, { flags: 'wx' })),
      );
    } finally {
      await file.close();
    }
    output.print(target);
    return OK;
  },
};
