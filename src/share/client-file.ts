/** The file that says what a client is shown: see `public/schema/client.v1.json`. Pure. */
import { TraceError } from '../base/errors.ts';
import { fromSeconds, type TraceTime } from '../base/time.ts';
import { checkRecord } from '../schema/check.ts';
import * as validators from '../schema/generated/client-validators.js';
import type { ClientFile, Layer, Manifest } from '../schema/generated/types.ts';
import { orderSteps } from '../trace/order-only.ts';
import { PANE_NAMES } from './pane-names.ts';

/** What it is called beside the viewer. */
export const CLIENT_NAME = 'client.json';
/** Characters, at most, of a file that is read: 200 stops of the longest texts. */
export const MAX_CLIENT_LENGTH = 4_000_000;

/** The text of such a file. Keys that are not known are passed over. Throws `client-invalid`; `source` is what to call it. */
export function parseClient(text: string, source: string): ClientFile {
  const refuse = (reason: string, cause?: unknown): TraceError =>
    new TraceError('client-invalid', { source, reason }, cause);
  if (text.length > MAX_CLIENT_LENGTH) throw refuse(`it is longer than ${MAX_CLIENT_LENGTH} characters`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refuse('it is no JSON', error);
  }
  const [first] = checkRecord(validators.client, json).violations;
  if (first) throw refuse(`${first.pointer || 'the whole'} ${first.reason}`);
  // Checked just above.
  return json as ClientFile;
}

/** The text of the file. Throws `client-invalid` where nobody could read it. */
export function writeClient(client: ClientFile): string {
  const text = `${JSON.stringify(client, undefined, 2)}\n`;
  parseClient(text, CLIENT_NAME);
  return text;
}

/** Throws `client-invalid` where it names panes, layers or moments that there are not. */
export function checkClient(
  { panes = [], layers = [], tour = [] }: ClientFile,
  manifest: {
    readonly layers: readonly Pick<Layer, 'id'>[];
    readonly clock: Pick<Manifest['clock'], 'duration'>;
  },
  source: string,
): void {
  const refuse = (reason: string): TraceError => new TraceError('client-invalid', { source, reason });
  const named = [...panes, ...tour.flatMap((stop) => stop.panes ?? [])];
  for (const pane of named)
    if (!PANE_NAMES.includes(pane))
      throw refuse(`there is no pane ${pane}; the panes are ${PANE_NAMES.join(', ')}`);
  const known = manifest.layers.map(({ id }) => id);
  for (const layer of layers)
    if (!known.includes(layer))
      throw refuse(`the trace has no layer ${layer}; its layers are ${known.join(', ')}`);
  const duration = manifest.clock.duration / 1_000_000;
  tour.forEach(({ time, title }, index) => {
    if (time > duration)
      throw refuse(
        `stop ${index + 1}, ${JSON.stringify(title)}, is at ${time} s, and the trace ends at ${duration} s`,
      );
  });
  if (panes.length > 0)
    for (const pane of tour.flatMap((stop) => stop.panes ?? []))
      if (!panes.includes(pane)) throw refuse(`a stop shows the pane ${pane}, which is not among its panes`);
}

/** The file that goes with a trace: with its number of steps where that has no times, whatever was said of it before. */
export function withSteps(
  { steps: _said, ...client }: ClientFile,
  manifest: Pick<Manifest, 'clock' | 'layers'>,
): ClientFile {
  const steps = orderSteps(manifest);
  return { ...client, ...(steps !== undefined && { steps }) };
}

/** A text as it can be a title: one line, not too long; '' where nothing is left of it. */
export function plainLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

/** When a stop is. */
export function stopTime({ time }: { readonly time: number }): TraceTime {
  return fromSeconds(time);
}
