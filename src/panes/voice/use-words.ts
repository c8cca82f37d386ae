import { useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { CueLog } from './cue-log.ts';
import { spokenLines } from './spoken-lines.ts';
import { HOLDER, nameOf, type VoiceData } from './voice-data.ts';
import { joinLines, writtenLines } from './written-lines.ts';

interface FailedLayer {
  readonly id: string;
  /** What to call it; others may be called the same. */
  readonly name: string;
  readonly error: TraceError;
}

/** All that was said and written, read. */
export interface Words {
  readonly cues: CueLog;
  /** What cannot be shown; the trace's problems have it too. */
  readonly failed: readonly FailedLayer[];
}

/**
 * Reads all transcripts and notes, holding the clock meanwhile; undefined until each is read or has failed. When their
 * times are corrected, what was read before stays until they are read anew.
 */
export function useWords(data: VoiceData, clock: Clock): Words | undefined {
  const [read, setRead] = useState<{ readonly data: VoiceData; readonly words: Words }>();
  useEffect(() => {
    let current = true;
    void readAll(data).then((words) => {
      if (current) setRead({ data, words });
    });
    return () => {
      current = false;
    };
  }, [data]);
  const reading = read?.data !== data;
  useEffect(() => (reading ? clock.hold(HOLDER) : undefined), [reading, clock]);
  return read?.words;
}

async function readAll({ transcripts, notes, names }: VoiceData): Promise<Words> {
  const failed: FailedLayer[] = [];
  const contents = <T>(layers: readonly TraceLayer<T>[]) =>
    Promise.all(
      layers.map(async (layer) => {
        try {
          return [{ layer, content: await layer.content.get() }];
        } catch (error) {
          failed.push({ id: layer.layer.id, name: nameOf(layer), error: asTraceError(error) });
          return [];
        }
      }),
    );
  const [said, written] = await Promise.all([contents(transcripts), contents(notes)]);
  const spoken = said
    .flat()
    .flatMap(({ layer, content }) =>
      spokenLines(content.items, transcripts.length > 1 ? nameOf(layer) : undefined),
    );
  const noted = written.flat().flatMap(({ content }) => writtenLines(content.items, names));
  return { cues: new CueLog(joinLines(spoken, noted)), failed };
}
