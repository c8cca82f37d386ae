/** A transcript becomes the one layer of a bundle, unchanged. */
import { TraceError } from '../../base/errors.ts';
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { oneClock } from '../bundle-draft.ts';
import { fileOf } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { captionFormat, cueTimes } from './caption-format.ts';

const MICROS_PER_SECOND = 1_000_000;

export const convert: Convert = async (unit, draft, signal) => {
  const file = fileOf(unit);
  const text = await file.text(signal);
  const isVtt = captionFormat(text) === 'webvtt';
  let end = -1;
  let backwards = 0;
  let latest = 0;
  for (const line of text.split('\n')) {
    if (!line.includes('-->')) continue;
    const times = cueTimes(line);
    if (!times) {
      draft.losses.add('unreadable', 'The times of a cue cannot be read: it is left out', line.trim());
      continue;
    }
    if (times.start < latest) backwards += 1;
    latest = Math.max(latest, times.start);
    end = Math.max(end, times.start, times.end);
  }
  if (end < 0)
    throw new TraceError('format-broken', {
      path: file.path,
      format: isVtt ? 'WebVTT' : 'SRT',
      reason: 'it has no cue whose times can be read',
    });
  if (backwards > 0)
    draft.losses.add(
      'changed',
      'A cue stands after one that begins later: they are shown by time',
      undefined,
      backwards,
    );
  if (/^X-TIMESTAMP-MAP=/m.test(text))
    draft.losses.add('dropped', 'The place of the cues in a broadcast (X-TIMESTAMP-MAP) is not used');
  const method = 'seconds since the recording that it belongs to began, which is the trace’s time 0';
  draft.losses.time('measured', method);
  draft.until(end * MICROS_PER_SECOND);
  draft.mode = 'live';
  draft.original(file);
  draft.layer({
    kind: 'transcript',
    format: { name: isVtt ? 'webvtt' : 'srt', version: null },
    clock: oneClock('media', 's', 'measured', method),
    file: {
      name: withEnding(cleanName(file.name), isVtt ? 'vtt' : 'srt'),
      mediaType: isVtt ? 'text/vtt' : 'application/x-subrip',
      content: file,
    },
  });
};
