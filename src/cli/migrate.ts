/** `playhead migrate`: a bundle of an earlier schema, written as one of the newest. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VERSION } from '../base/version.ts';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import { isNewer, migrate, SCHEMA_VERSION } from '../schema/migrations/migrate.ts';
import type { Manifest, ProvenanceStep } from '../schema/generated/types.ts';
import { readManifestFile } from '../trace/manifest-file.ts';
import { openTrace } from '../trace/open-trace.ts';
import { badArguments, CommandError, OK, onlyArgument, parse, type Command } from './command.ts';
import { isFree, withNewFolder } from './files.ts';
import { openLocal } from './fs-bundle.ts';
import { problemLines } from './report.ts';
import { writeFiles } from './unpack.ts';
import { validateBundle } from './validate-bundle.ts';

const HELP = `Usage: playhead migrate BUNDLE -o DIR

Writes a bundle (a folder, or a .trace.zip file) of an earlier version of the schema as one of version ${SCHEMA_VERSION}. Its files stay
byte for byte, and so do its digest and its id, so that reviews and sign-offs hold for it; the manifest says in its chain what was done. No
viewer needs this: each opens the bundles of earlier versions as they are.

  -o, --output DIR   the folder of the new bundle, new or empty`;

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'write a bundle of an earlier schema as one of the newest',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, { output: { type: 'string', short: 'o' } });
    const path = onlyArgument(positionals, 'The bundle');
    const { output: target } = values;
    if (target === undefined) throw badArguments('-o DIR is missing: name the folder of the new bundle');
    if (!(await isFree(target)))
      throw new CommandError(`${target} is not empty: choose another folder with -o.`);
    const local = await openLocal(path);
    try {
      const { json } = await readManifestFile(local.source);
      const trace = await openTrace(local.source);
      const from = trace.manifest.schema.version;
      if (!isNewer(SCHEMA_VERSION, from)) {
        output.warn(`${path} is of version ${from} already, and nothing is written.`);
        return OK;
      }
      const manifest = migrated(json as Readonly<Record<string, unknown>>, path, new Date().toISOString());
      await withNewFolder(target, async (fresh) => {
        await writeFile(join(fresh, MANIFEST_PATH), `${JSON.stringify(manifest, null, 2)}\n`);
        await writeFiles(trace.bundle, [...trace.bundle.files.keys()], fresh);
        const { valid, problems } = await validateBundle(fresh);
        if (!valid)
          throw new CommandError(
            `${path} is not valid, and is not migrated: mend it first.\n${problemLines(problems).join('\n')}`,
          );
      });
      output.print(`${target}: version ${from} is now ${SCHEMA_VERSION}`);
      return OK;
    } finally {
      await local.close();
    }
  },
};

/** The manifest as the newest version says it. Throws as `migrate` does. */
function migrated(
  json: Readonly<Record<string, unknown>>,
  source: string,
  at: string,
): Readonly<Record<string, unknown>> {
  const upgraded = migrate(json, source);
  // It was opened before.
  const { schema, provenance } = upgraded as unknown as Manifest;
  const before = (json as unknown as Manifest).schema.version;
  const step: ProvenanceStep = {
    step: 'migrate',
    tool: 'playhead',
    tool_version: VERSION,
    at,
    inputs: [`schema ${before}`],
    outputs: [`schema ${SCHEMA_VERSION}`],
  };
  return {
    ...upgraded,
    schema: { ...schema, version: SCHEMA_VERSION },
    provenance: { ...provenance, chain: [...provenance.chain, step] },
  };
}
