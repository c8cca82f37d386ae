/** What reads files that may be large: on the thread that opens the trace, or elsewhere. */
import { readHere, type FileReader } from './file-reader.ts';
import { HERE, type VideoReader } from './shipped-frames.ts';
import { readCastHere, type TerminalReader } from './terminal-player.ts';

export interface TraceReaders {
  /** Of the containers of videos. */
  readonly videos: VideoReader;
  readonly terminals: TerminalReader;
  /** Of records and reports. */
  readonly files: FileReader;
}

/** In Node; a browser would not answer meanwhile. */
export const ON_THIS_THREAD: TraceReaders = { videos: HERE, terminals: readCastHere, files: readHere };
