import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import type { ForeignFile, ForeignUnit } from '../../importers/foreign.ts';
import { isMappingText } from '../../importers/mapped/mapping-file.ts';
import type { MappingText } from '../mappings/mapping-text.ts';

/** Bytes of a file that may be a mapping, at most. */
const MAX_BYTES = 16_000_000;

/** The mapping files of a unit, told by their content, and the unit without them. What lies in a bundle stays there. */
export async function partMappings(
  whole: ForeignUnit,
): Promise<{ readonly rest: ForeignUnit; readonly mappings: readonly MappingText[] }> {
  const bundles = [...whole.files.keys()]
    .filter((path) => path === MANIFEST_PATH || path.endsWith(`/${MANIFEST_PATH}`))
    .map((path) => path.slice(0, -MANIFEST_PATH.length));
  const files = new Map(whole.files);
  const mappings: MappingText[] = [];
  for (const [path, file] of whole.files) {
    if (bundles.some((folder) => path.startsWith(folder))) continue;
    const text = await mappingIn(file);
    if (text === undefined) continue;
    mappings.push({ name: file.name, text });
    files.delete(path);
  }
  return { rest: { ...whole, files }, mappings };
}

/** Its text; undefined where it is none. */
async function mappingIn(file: ForeignFile): Promise<string | undefined> {
  if (file.size > MAX_BYTES || !/^\uFEFF?\s*\{/.test(await file.headText())) return undefined;
  const text = await file.text();
  return isMappingText(text) ? text : undefined;
}
