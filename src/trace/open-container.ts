/** Opens media containers with a library, and has it count nothing that their bytes cannot be. */
import {
  ADTS,
  CustomSource,
  FLAC,
  Input,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  UnsupportedInputFormatError,
  WAVE,
  WEBM,
  type CustomSourceOptions,
  type InputFormat,
} from 'mediabunny';
import { TraceError } from '../base/errors.ts';
import type { MediaFile } from './media-container.ts';
import { LONG_INDEX, MAX_INDEX, SampleCounts } from './sample-counts.ts';

/** All that the library reads but playlists, which are no files. */
const BOXES: readonly InputFormat[] = [MP4, QTFF];
const ELEMENTS: readonly InputFormat[] = [MATROSKA, WEBM];
const OTHERS: readonly InputFormat[] = [WAVE, OGG, FLAC, MP3, ADTS, MPEG_TS];

/** Bytes that the library is reading. */
interface Slice {
  readonly view: DataView;
  /** Where it reads on in the view, and where that is in the file. */
  readonly bufferPos: number;
  readonly filePos: number;
  /** Where the bytes that it may read end in the file. */
  readonly end: number;
}

/** What of the library's readers is not in its types, and has no hook: test/trace/open-container.test.ts holds it to that. */
interface Opening {
  _createDemuxer: (input: Input) => BoxReader & ElementReader;
}
interface BoxReader {
  traverseBox: (slice: Slice) => boolean;
}
interface ElementReader {
  readonly currentSegment: { readonly cuePoints: ArrayLike<unknown> } | null;
  traverseElement: (slice: Slice, stopIds?: readonly number[]) => boolean;
}

/**
 * To be disposed of. Whatever is asked of it rejects with `format-broken`, named as `format`, for a file whose tables would
 * take too long; else with the library's own errors.
 */
export function openContainer(
  { path, size, read }: MediaFile,
  format: string,
  options?: Pick<CustomSourceOptions, 'maxCacheSize' | 'prefetchProfile'>,
): Input {
  const source = new CustomSource({
    getSize: () => size,
    read: (start, end) => read(start, end),
    ...options,
  });
  const check = (reason: string | undefined): void => {
    if (reason !== undefined) throw new TraceError('format-broken', { path, format, reason });
  };
  const formats = [
    ...BOXES.map((one) => watched(one, (reader) => watchBoxes(reader, size, check))),
    ...ELEMENTS.map((one) => watched(one, (reader) => watchElements(reader, check))),
    ...OTHERS,
  ];
  return new Input({ formats, source });
}

/** Whether what was asked of it was rejected because no such container is known. */
export function isUnknownContainer(error: unknown): boolean {
  return error instanceof UnsupportedInputFormatError;
}

/** The format, with a look at each reader that it makes. */
function watched(format: InputFormat, watch: (reader: BoxReader & ElementReader) => void): InputFormat {
  const opening = Object.create(format) as InputFormat & Opening;
  const create = opening._createDemuxer;
  opening._createDemuxer = (input) => {
    const reader = create.call(format, input);
    watch(reader);
    return reader;
  };
  return opening;
}

/** Looks at each box before the library does. */
function watchBoxes(reader: BoxReader, size: number, check: (reason: string | undefined) => void): void {
  const counts = new SampleCounts(size);
  const traverse = reader.traverseBox;
  reader.traverseBox = (slice) => {
    const { view, bufferPos } = slice;
    const length = Math.min(slice.end - slice.filePos, view.byteLength - bufferPos);
    if (length >= 8) {
      const head = view.getUint32(bufferPos) === 1 ? 16 : 8;
      const type = String.fromCodePoint(...[4, 5, 6, 7].map((at) => view.getUint8(bufferPos + at)));
      const skipped = Math.min(head, length);
      const start = view.byteOffset + bufferPos + skipped;
      check(counts.add(type, new DataView(view.buffer, start, length - skipped)));
    }
    return traverse.call(reader, slice);
  };
}

/** Stops where an index gets too long: the library takes equal times out of it one by one. */
function watchElements(reader: ElementReader, check: (reason: string | undefined) => void): void {
  const traverse = reader.traverseElement;
  reader.traverseElement = (slice, stopIds) => {
    const found = traverse.call(reader, slice, stopIds);
    if ((reader.currentSegment?.cuePoints.length ?? 0) > MAX_INDEX) check(LONG_INDEX);
    return found;
  };
}
