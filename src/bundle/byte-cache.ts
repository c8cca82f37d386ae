/** Bytes of a page. No larger: for one picture of the timeline a few thousand bytes are read in the midst of a file. */
export const PAGE_BYTES = 64 * 1024;

/** Bytes of one open bundle that are kept. */
export const CACHE_BYTES = 12 * 1024 * 1024;

/** Pages of files in memory, up to a limit; those that were used longest ago go first. */
export class ByteCache {
  readonly #limit: number;
  /** By source and number; the one that was used last stands last. */
  readonly #pages = new Map<string, Uint8Array>();
  #bytes = 0;
  #sources = 0;

  /** `limit`: bytes that are kept. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Bytes that are kept now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The part of the cache for one more file. */
  store(): PageStore {
    this.#sources += 1;
    const name = this.#sources;
    return {
      has: (page) => this.#pages.has(`${name}/${page}`),
      get: (page) => this.#get(`${name}/${page}`),
      put: (page, bytes) => this.#put(`${name}/${page}`, bytes),
    };
  }

  #get(key: string): Uint8Array | undefined {
    const bytes = this.#pages.get(key);
    if (!bytes) return undefined;
    this.#pages.delete(key);
    this.#pages.set(key, bytes);
    return bytes;
  }

  #put(key: string, bytes: Uint8Array): void {
    this.#bytes += bytes.length - (this.#pages.get(key)?.length ?? 0);
    this.#pages.delete(key);
    this.#pages.set(key, bytes);
    for (const [oldest, { length }] of this.#pages) {
      if (this.#bytes <= this.#limit || oldest === key) return;
      this.#pages.delete(oldest);
      this.#bytes -= length;
    }
  }
}

/** The pages of one file by number. */
export interface PageStore {
  has(page: number): boolean;
  /** Counts as a use. */
  get(page: number): Uint8Array | undefined;
  put(page: number, bytes: Uint8Array): void;
}
