/** Mappings that are kept under a name, in the user's own folder. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { MappingFile } from '../../schema/generated/types.ts';
import { MAPPING_NAME } from '../../importers/mapped/mapping-file.ts';
import { parseMapping } from '../../importers/mapped/parse-mapping.ts';
import { CommandError } from '../command.ts';
import { exists } from '../files.ts';
import { isMissing } from '../fs-bundle.ts';

/** Where they are: by the XDG rules, or those of Windows. */
export function mappingFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const { APPDATA: roaming, XDG_CONFIG_HOME: config } = env;
  const base = process.platform === 'win32' ? roaming : config;
  return join(base === undefined || base === '' ? join(homedir(), '.config') : base, 'playhead', 'mappings');
}

/** A mapping by the name it was saved under, or by its file. Rejects with `mapping-invalid` and a CommandError. */
export async function loadMapping(nameOrFile: string): Promise<MappingFile> {
  if (MAPPING_NAME.test(nameOrFile) && !(await isFile(nameOrFile))) {
    const saved = join(mappingFolder(), `${nameOrFile}.json`);
    if (await exists(saved)) return parseMapping(await readFile(saved, 'utf8'), nameOrFile);
    const names = await savedNames();
    const there = names.length > 0 ? `There are: ${names.join(', ')}.` : 'None is saved.';
    throw new CommandError(
      `${nameOrFile} is neither a file nor the name of a saved mapping. ${there} Save one with playhead map save.`,
    );
  }
  return parseMapping(await readFile(nameOrFile, 'utf8'), nameOrFile);
}

/** A folder that is called as a mapping is does not stand in its way. */
async function isFile(path: string): Promise<boolean> {
  return (await exists(path)) && (await stat(path)).isFile();
}

/** Keeps the mapping in `file` under `name`; one of that name is replaced only with `force`. Gives its place. */
export async function saveMapping(name: string, file: string, force: boolean): Promise<string> {
  if (!MAPPING_NAME.test(name))
    throw new CommandError(
      `${JSON.stringify(name)} is no name: use small letters, digits and dashes, a letter first.`,
    );
  const text = await readFile(file, 'utf8');
  parseMapping(text, file);
  const place = join(mappingFolder(), `${name}.json`);
  if (!force && (await exists(place)))
    throw new CommandError(
      `A mapping ${name} is saved already: choose another name, or replace it with --force.`,
    );
  await mkdir(mappingFolder(), { recursive: true });
  await writeFile(place, text);
  return place;
}

/** By name. */
export async function savedNames(): Promise<readonly string[]> {
  try {
    const names = await readdir(mappingFolder());
    return names
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
