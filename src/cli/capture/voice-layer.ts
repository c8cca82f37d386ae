/** The recordings of the microphone become one sound, each at its place in the trace, with silence where there is none. */
import { open, rm } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { COMPANION_TYPE } from '../companions.ts';
import { soundOutline } from '../sound-outline.ts';
import type { BundleFiles } from './bundle-files.ts';
import type { CaptureTimes, Span } from './capture-times.ts';
import { packetTimes, PLAIN_MP4, runFfmpeg } from './ffmpeg.ts';
import { VOICE_RATE } from './recorders.ts';
import type { MadeMedium } from './video-layer.ts';

const PATH = 'layers/voice/voice.m4a';
const WHOLE = 'voice.s16le';
const PART = 'voice-part.s16le';
const PCM = ['-f', 's16le', '-ar', String(VOICE_RATE), '-ac', '1'];
const ENCODE = ['-c:a', 'aac', '-b:a', '64k', ...PLAIN_MP4];
const BYTES_PER_SAMPLE = 2;
/** Of a sound system, between air and recorder. */
const UNCERTAINTY = 100_000;

/** `raw`: folder of the recordings; `end`: of the trace. */
export async function makeVoice(
  times: CaptureTimes,
  raw: string,
  end: number,
  files: BundleFiles,
): Promise<MadeMedium> {
  const spans: Span[] = [];
  const make = (args: readonly string[]): Promise<string> => runFfmpeg('ffmpeg', args, raw, 'The sound');
  const whole = await open(join(raw, WHOLE), 'w');
  try {
    // The file is sparse: what nobody writes is silence.
    await whole.truncate(samplesIn(end) * BYTES_PER_SAMPLE);
    for (const { file } of times.runsOf('voice')) {
      const name = file.replace(/^raw\//, '');
      const [first] = await packetTimes(raw, name);
      if (first === undefined) continue;
      await make(['-y', '-i', name, ...PCM, PART]);
      const start = Math.max(times.ofWall(first), spans.at(-1)?.end ?? 0);
      const from = samplesIn(start) * BYTES_PER_SAMPLE;
      let at = from;
      for await (const chunk of createReadStream(join(raw, PART)) as AsyncIterable<Buffer>) {
        await whole.write(chunk, 0, chunk.length, at);
        at += chunk.length;
      }
      spans.push({ start, end: start + Math.round(((at - from) / BYTES_PER_SAMPLE / VOICE_RATE) * 1e6) });
    }
  } finally {
    await whole.close();
  }
  if (spans.length > 0) await make(['-y', ...PCM, '-i', WHOLE, ...ENCODE, await files.place(PATH)]);
  for (const name of [WHOLE, PART]) await rm(join(raw, name), { force: true });
  if (spans.length === 0) return { layer: undefined, spans };
  await files.add(PATH, 'audio/mp4');
  const outline = await soundOutline(await files.place(PATH));
  const peaks = outline.made && (await files.write('layers/voice/voice.dat', outline.bytes, COMPANION_TYPE));
  const method = 'each recording stands where its first packet was heard, by the wall clock';
  return {
    spans,
    layer: {
      ...{ id: 'voice', kind: 'speech_audio', status: 'present', paths: [PATH], actor: 'person' },
      ...(peaks !== false && { peaks }),
      format: { name: 'audio/mp4', version: null },
      ...{ t_start: spans[0]?.start ?? 0, t_end: spans.at(-1)?.end ?? 0 },
      clock: {
        ...{ domain: 'media', native_unit: 's', sync_quality: 'estimated' },
        map: [{ native: 0, trace_us: 0, uncertainty_us: UNCERTAINTY, method }],
      },
    },
  };
}

function samplesIn(micros: number): number {
  return Math.round((micros / 1e6) * VOICE_RATE);
}
