import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.ts';

const SOURCES = join(import.meta.dirname, '../native');
const LIBRARIES = {
  strip: ['-I/usr/include/freetype2', '-lX11', '-lXft'],
  'record-input': ['-lX11', '-lXtst'],
  hand: ['-lX11', '-lXtst'],
  play: ['-lpulse-simple', '-lpulse'],
} as const;

export type NativeProgram = keyof typeof LIBRARIES;

/** Compiles the kit's C programs (once, unless the source is newer) and gives their paths. */
export async function buildNative(folder: string): Promise<Record<NativeProgram, string>> {
  mkdirSync(folder, { recursive: true });
  const built = async (name: NativeProgram): Promise<string> => {
    const source = join(SOURCES, `${name}.c`);
    const program = join(folder, name);
    if (!existsSync(program) || statSync(program).mtimeMs < statSync(source).mtimeMs) {
      await run('gcc', ['-O2', '-Wall', '-Wextra', '-o', program, source, ...LIBRARIES[name]]);
    }
    return program;
  };
  return {
    strip: await built('strip'),
    'record-input': await built('record-input'),
    hand: await built('hand'),
    play: await built('play'),
  };
}
