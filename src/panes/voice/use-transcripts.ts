import { useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { CueLog, type NamedCues } from './cue-log.ts';
import { nameOf, type VoiceData } from './voice-data.ts';

/** The transcripts, read. */
export interface Transcripts {
  readonly cues: CueLog;
  /** Those that cannot be shown; the trace's problems have them too. */
  readonly failed: readonly { readonly name: string; readonly error: TraceError }[];
}

/** Reads all transcripts; undefined until each is read or has failed. */
export function useTranscripts(layers: VoiceData['transcripts']): Transcripts | undefined {
  const [read, setRead] = useState<{
    readonly layers: VoiceData['transcripts'];
    readonly transcripts: Transcripts;
  }>();
  useEffect(() => {
    let current = true;
    void readAll(layers).then((transcripts) => {
      if (current) setRead({ layers, transcripts });
    });
    return () => {
      current = false;
    };
  }, [layers]);
  return read?.layers === layers ? read.transcripts : undefined;
}

async function readAll(layers: VoiceData['transcripts']): Promise<Transcripts> {
  const failed: { name: string; error: TraceError }[] = [];
  const found: NamedCues[] = [];
  const results = await Promise.allSettled(layers.map(({ content }) => content.get()));
  results.forEach((result, index) => {
    const layer = layers[index];
    if (!layer) return;
    const name = nameOf(layer);
    if (result.status === 'rejected') failed.push({ name, error: asTraceError(result.reason) });
    else found.push({ name: layers.length > 1 ? name : undefined, cues: result.value });
  });
  return { cues: new CueLog(found), failed };
}
