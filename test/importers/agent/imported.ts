/** Bundles that the importers of agents make, as tests look at them. */
import { importUnit } from '../../../src/importers/import-unit.ts';
import type { ImportedBundle } from '../../../src/importers/bundle-draft.ts';
import type { AtifDocument } from '../../../src/importers/agent/atif.ts';
import type { Layer, LossReport, Manifest } from '../../../src/schema/generated/types.ts';
import { foreignUnit, recognizedOne } from '../foreign-files.ts';
import { IMPORT_TOOLS } from '../../../src/trace/import-tools.ts';

export interface Imported {
  readonly bundle: ImportedBundle;
  readonly manifest: Manifest;
  readonly losses: LossReport;
  layers(kind: Layer['kind']): readonly Layer[];
  /** Text of a file of the bundle. */
  text(path: string | undefined): string;
  /** Of the layers of agent steps, in order. */
  readonly agents: readonly AtifDocument[];
  /** Records of the first layer of a kind. */
  records(kind: Layer['kind']): readonly Readonly<Record<string, unknown>>[];
}

/** The one trace that files are recognized as. Rejects as importing does. */
export async function imported(
  files: Readonly<Record<string, string | Uint8Array>>,
  label = 'dropped',
): Promise<Imported> {
  return lookedAt(await importUnit(await recognizedOne(foreignUnit(label, files)), IMPORT_TOOLS));
}

export function lookedAt(bundle: ImportedBundle): Imported {
  const { manifest, files } = bundle;
  const layers = (kind: Layer['kind']): readonly Layer[] =>
    manifest.layers.filter((layer) => layer.kind === kind);
  const text = (path: string | undefined): string => {
    const content = files.get(path ?? '');
    return content instanceof Uint8Array ? new TextDecoder().decode(content) : '';
  };
  return {
    bundle,
    manifest,
    losses: JSON.parse(text('provenance/loss_report.json')) as LossReport,
    layers,
    text,
    get agents() {
      return layers('agent_steps').map(({ paths }) => JSON.parse(text(paths?.[0]) || '{}') as AtifDocument);
    },
    records: (kind) =>
      text(layers(kind)[0]?.paths?.[0])
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
  };
}

export function jsonl(...lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** What was told of a sort of loss. */
export function counts({ losses }: Imported, kind: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    losses.entries.filter((entry) => entry.kind === kind).map(({ what, count }) => [what, count]),
  );
}
