/** The small C programs that record: compiled on this machine once, or carried along. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exists } from '../files.ts';
import { PACKAGE_ROOT } from '../version.ts';

const LIBRARIES = {
  'record-input': ['-lX11', '-lXtst'],
  'record-terminal': ['-lutil'],
} as const;

type NativeProgram = keyof typeof LIBRARIES;

/** Where the program is, or why there is none, as the rest of a sentence. */
export type Native = { readonly program: string } | { readonly missing: string };

/** Finds a program in $PLAYHEAD_NATIVE, or compiles it into the user's cache unless it is there from the same source. */
export async function nativeProgram(
  name: NativeProgram,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Native> {
  const carried = env['PLAYHEAD_NATIVE'];
  if (carried !== undefined && carried !== '') {
    const program = join(carried, name);
    return (await exists(program)) ? { program } : { missing: `${program} does not exist` };
  }
  const source = join(PACKAGE_ROOT, 'capture', 'native', `${name}.c`);
  const digest = createHash('sha256')
    .update(await readFile(source))
    .digest('hex')
    .slice(0, 12);
  const folder = cacheFolder(env);
  const program = join(folder, `${name}-${process.arch}-${digest}`);
  if (await exists(program)) return { program };
  await mkdir(folder, { recursive: true });
  const partial = `${program}.${process.pid}`;
  try {
    await promisify(execFile)('gcc', ['-O2', '-o', partial, source, ...LIBRARIES[name]]);
  } catch (error) {
    const { code, stderr = '' } = error as { code?: string | number; stderr?: string };
    if (code === 'ENOENT') return { missing: 'gcc is not installed, which compiles its recorder' };
    const [, header] = /fatal error: (\S+): No such file/.exec(stderr) ?? [];
    return { missing: header === undefined ? 'its recorder does not compile' : `${header} is not installed` };
  }
  await rename(partial, program);
  return { program };
}

function cacheFolder({ XDG_CACHE_HOME: base }: Readonly<Record<string, string | undefined>>): string {
  return join(base === undefined || base === '' ? join(homedir(), '.cache') : base, 'playhead', 'native');
}
