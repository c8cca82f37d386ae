/** A sound or video becomes the one layer of a bundle, unchanged. */
import { TraceError } from '../../base/errors.ts';
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { oneClock } from '../bundle-draft.ts';
import { fileOf } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { mediaType } from './media-type.ts';

const MICROS_PER_SECOND = 1_000_000;
/** Endings that say as much as the usual one of a kind. */
const OTHER_ENDINGS = ['mp4', 'm4v', 'mov', 'webm', 'mkv', 'm4a', 'opus', 'ogg', 'oga'];

export const convert: Convert = async (unit, draft, signal, tools) => {
  const file = fileOf(unit);
  const either = mediaType(await file.head());
  if (!either) throw new TraceError('internal', { reason: `${file.path} is neither sound nor video` });
  const { seconds, video } = await tools.media(file, signal);
  const type = (video ? either.video : undefined) ?? either.audio;
  const method = `the ${video ? 'video' : 'sound'}’s own time; its beginning is the trace’s time 0`;
  draft.losses.time('measured', method);
  draft.until(seconds * MICROS_PER_SECOND);
  draft.mode = 'live';
  draft.original(file);
  draft.layer({
    id: video ? 'screen' : 'voice',
    kind: video ? 'screen_video' : 'speech_audio',
    format: { name: type.mediaType, version: null },
    clock: oneClock('media', 's', 'measured', method),
    file: {
      name: withEnding(cleanName(file.name), type.ending, [type.ending, ...OTHER_ENDINGS]),
      mediaType: type.mediaType,
      content: file,
    },
  });
};
