/** Corrections of layers' times as files: out of the page, and into it. */
import { TraceError } from '../base/errors.ts';
import {
  MAX_FILE_LENGTH,
  readCorrections,
  writeCorrections,
  type ReadCorrections,
} from '../trace/corrections-file.ts';
import type { Trace } from '../trace/trace.ts';
import { correctionsName } from './corrections-name.ts';
import { saveText } from './save-text.ts';

/** Gives the person what is in force as a file. */
export function exportCorrections({ manifest, corrections, label }: Trace): string {
  const text = writeCorrections(manifest.bundle_id, corrections, new Date());
  const name = correctionsName(label);
  saveText(name, text, 'application/json');
  return name;
}

/** Rejects with `corrections-invalid`, and with `corrections-foreign` unless `foreign`. */
export async function importCorrections(
  file: File,
  manifest: Trace['manifest'],
  foreign = false,
): Promise<ReadCorrections> {
  // As many bytes as the longest file can have characters, before any is read.
  if (file.size > MAX_FILE_LENGTH * 4)
    throw new TraceError('corrections-invalid', { source: file.name, reason: 'it is too large' });
  return readCorrections(await file.text(), file.name, manifest, { foreign });
}
