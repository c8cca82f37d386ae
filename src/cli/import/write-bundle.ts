/** An imported bundle becomes a folder. */
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import type { ImportedBundle } from '../../importers/bundle-draft.ts';
import { manifestText } from '../../importers/import-unit.ts';
import { makeFolders } from '../files.ts';

/** Writes into `folder`, which is empty. */
export async function writeBundle(imported: ImportedBundle, folder: string): Promise<void> {
  for (const [path, content] of imported.files) {
    await makeFolders(folder, dirname(path).split('/'));
    const place = join(folder, path);
    if (content instanceof Uint8Array) await writeFile(place, content, { flag: 'wx' });
    else
      await pipeline(
        Readable.fromWeb((await content.artifact.stream()) as NodeStream<Uint8Array>),
        createWriteStream(place, { flags: 'wx' }),
      );
  }
  await writeFile(join(folder, MANIFEST_PATH), manifestText(imported), { flag: 'wx' });
}
