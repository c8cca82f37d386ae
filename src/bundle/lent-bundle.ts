/** A bundle for another thread: the one that has it lends its bytes, the other reads them as if it had it. */
import { chunksOf } from '../base/chunks-of.ts';
import { TraceError } from '../base/errors.ts';
import { handOver, type Remote } from '../base/rpc.ts';
import { blobUrl, collect, type Artifact, type BundleSource } from './bundle-source.ts';
import { startedStream } from './byte-stream.ts';
import { nextPiece } from './piece-relay.ts';
import { unpacked, type Packing } from './unpack.ts';

/** What the thread that has the bundle offers. Bytes that it gives are the other thread's. */
export interface LentBundle {
  /** Length of a file in bytes; undefined where only reading would tell. Rejects where there is none. */
  sizeOf(path: string, signal?: AbortSignal): Promise<number | undefined>;
  /** The bytes [start, end) of a file. */
  readPart(path: string, start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** Begins to read a file in order, as it is packed. */
  begin(path: string, signal?: AbortSignal): Promise<Reading>;
  /** The next bytes of a reading; undefined after the last. */
  next(reading: number): Promise<Uint8Array | undefined>;
  /** Ends a reading, at its end or before. */
  end(reading: number): void;
}

export interface Reading {
  readonly number: number;
  /** How its bytes are packed; undefined: they are the file's own. */
  readonly packing: Packing | undefined;
}

/** `signal` ends what is being read. */
export function lendBundle(bundle: Pick<BundleSource, 'open'>, signal: AbortSignal): LentBundle {
  const readings = new Map<number, AsyncIterator<Uint8Array>>();
  let count = 0;
  const both = (own?: AbortSignal): AbortSignal => (own ? AbortSignal.any([own, signal]) : signal);
  return {
    sizeOf: async (path, own) => (await bundle.open(path, both(own))).size,
    async readPart(path, start, end, own) {
      const artifact = await bundle.open(path, both(own));
      const bytes = (await artifact.read(start, end, both(own))).slice();
      return handOver(bytes, [bytes.buffer]);
    },
    async begin(path, own) {
      const artifact = await bundle.open(path, both(own));
      // The signal of this call is over with it: a reading is ended by `end`.
      own?.throwIfAborted();
      // Whoever borrows it unpacks it: that is their thread's work.
      const packed = await artifact.packed?.(signal);
      const stream = packed?.stream ?? (await artifact.stream(signal));
      const number = (count += 1);
      readings.set(number, chunksOf(stream));
      return { number, packing: packed?.packing };
    },
    next(reading) {
      const pieces = readings.get(reading);
      return pieces ? nextPiece(pieces) : Promise.reject(new TraceError('aborted', {}));
    },
    end(reading) {
      void readings
        .get(reading)
        ?.return?.()
        .catch(() => undefined);
      readings.delete(reading);
    },
  };
}

/** The bundle on the thread that borrows it. */
export function borrowedBundle(label: string, lent: Remote<LentBundle>): BundleSource {
  return {
    label,
    open: async (path, signal) => artifactOf(path, await lent.sizeOf(path, signal), lent),
  };
}

function artifactOf(path: string, size: number | undefined, lent: Remote<LentBundle>): Artifact {
  const bytes = (signal?: AbortSignal): Promise<Uint8Array> => collect(pieces(path, lent, signal));
  return {
    path,
    size,
    bytes,
    stream: (signal) => startedStream(pieces(path, lent, signal)),
    read: (start, end, signal) => lent.readPart(path, start, end, signal),
    direct: false,
    url: async (type, signal) => blobUrl(new Blob([(await bytes(signal)) as BlobPart], { type })),
  };
}

/** The bytes of a file, unpacked here. Rejects as `unpacked`. */
async function* pieces(
  path: string,
  lent: Remote<LentBundle>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const { number, packing } = await lent.begin(path, signal);
  const given = givenPieces(number, lent, signal);
  yield* packing ? unpacked(given, packing) : given;
}

async function* givenPieces(
  reading: number,
  lent: Remote<LentBundle>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  try {
    for (;;) {
      signal?.throwIfAborted();
      const piece = await lent.next(reading);
      if (!piece) return;
      yield piece;
    }
  } finally {
    void lent.end(reading).catch(() => undefined);
  }
}
