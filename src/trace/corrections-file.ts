/** The file in which corrections of layers' times stand beside a bundle: see `public/schema/corrections.v1.json`. */
import { TraceError, asTraceError, type Problem } from '../base/errors.ts';
import type { TraceTime } from '../base/time.ts';
import { checkRecord } from '../schema/check.ts';
import type { CorrectedLayer, CorrectionsFile, Layer, Manifest } from '../schema/generated/types.ts';
import * as validators from '../schema/generated/validators.js';
import { checkPoints, isCorrected, type Corrections, type LayerCorrection } from './corrections.ts';

/** Characters: a thousand layers with a few points each. */
export const MAX_FILE_LENGTH = 1_000_000;

/** What of a manifest corrections are checked against. */
export type Corrected = Pick<Manifest, 'bundle_id' | 'layers'>;

export interface ReadCorrections {
  readonly corrections: Corrections;
  /** One for each correction that is left out. */
  readonly problems: readonly Problem[];
}

/** `created`: now, for the record. */
export function writeCorrections(bundleId: string, corrections: Corrections, created: Date): string {
  const file: CorrectionsFile = {
    schema: { name: 'playhead-corrections', version: 1 },
    bundle_id: bundleId,
    created: created.toISOString(),
    layers: [...corrections].map(([id, { points, shift }]) => ({
      id,
      ...(shift !== 0 && { shift_us: shift }),
      ...(points.length > 0 && {
        points: points.map(({ native, trace, uncertainty, method }) => ({
          native,
          trace_us: trace,
          ...(uncertainty !== undefined && { uncertainty_us: uncertainty }),
          ...(method !== undefined && { method }),
        })),
      }),
    })),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/**
 * Reads a file of corrections; `source` is what to call it. Throws `corrections-invalid`, and `corrections-foreign` for
 * one of another bundle unless `foreign` allows it. A correction that cannot be in force is a problem, and left out.
 */
export function readCorrections(
  text: string,
  source: string,
  { bundle_id: open, layers }: Corrected,
  { foreign = false }: { readonly foreign?: boolean } = {},
): ReadCorrections {
  const file = checkedFile(text, source);
  if (file.bundle_id !== open && !foreign)
    throw new TraceError('corrections-foreign', { source, made: file.bundle_id, open });
  const known = new Map(layers.map((layer) => [layer.id, layer]));
  const corrections = new Map<string, LayerCorrection>();
  const problems: Problem[] = [];
  for (const record of file.layers) {
    const reason = corrections.has(record.id) ? 'it is named twice' : refusal(record, known.get(record.id));
    if (reason !== undefined)
      problems.push({
        severity: 'warning',
        code: 'correction-dropped',
        details: { source, layer: record.id, reason },
      });
    else if (isCorrected(correctionOf(record))) corrections.set(record.id, correctionOf(record));
  }
  return { corrections, problems };
}

function checkedFile(text: string, source: string): CorrectionsFile {
  const invalid = (reason: string): TraceError => new TraceError('corrections-invalid', { source, reason });
  if (text.length > MAX_FILE_LENGTH) throw invalid(`it is longer than ${MAX_FILE_LENGTH} characters`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('it is no JSON');
  }
  const { violations, unknown } = checkRecord(validators.corrections, value);
  const [first] = violations;
  if (first) throw invalid(`${first.pointer || 'the whole'} ${first.reason}`);
  // A field that is not understood could change what the others mean: times are not guessed.
  const [field] = unknown;
  if (field !== undefined) throw invalid(`${field} is not known to this version`);
  return value as CorrectionsFile;
}

/** Why a correction cannot be in force; undefined where it can. */
function refusal(record: CorrectedLayer, layer: Layer | undefined): string | undefined {
  if (!layer) return 'the bundle has no such layer';
  if (layer.clock.domain === 'order_only') return 'the layer has no times';
  try {
    checkPoints(layer.clock, correctionOf(record).points);
    return undefined;
  } catch (error) {
    const { code, details } = asTraceError(error);
    return code === 'correction-refused' && 'reason' in details
      ? details.reason
      : 'its points cannot be used';
  }
}

function correctionOf({ shift_us = 0, points = [] }: CorrectedLayer): LayerCorrection {
  return {
    shift: shift_us,
    points: points.map(({ native, trace_us, uncertainty_us, method }) => ({
      native,
      trace: trace_us as TraceTime,
      uncertainty: uncertainty_us,
      method,
    })),
  };
}
