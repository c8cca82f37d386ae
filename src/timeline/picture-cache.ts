/** What the cache needs of a picture. */
export interface CachedPicture {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  close(): void;
}

const BYTES_PER_PIXEL = 4;

/** Pictures by name, up to a number of bytes: what was not used for longest goes first, and is closed. */
export class PictureCache<P extends CachedPicture> {
  readonly #limit: number;
  /** The least recently used first. */
  readonly #pictures = new Map<string, P>();
  #bytes = 0;

  /** `limit`: in bytes of pixels. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(name: string): boolean {
    return this.#pictures.has(name);
  }

  /** The picture, which is now the most recently used; it is open until something is put in. */
  get(name: string): P | undefined {
    const picture = this.#pictures.get(name);
    if (!picture) return undefined;
    this.#pictures.delete(name);
    this.#pictures.set(name, picture);
    return picture;
  }

  /** Keeps the picture, in place of one of the same name. The last one put in stays, whatever its size. */
  put(name: string, picture: P): void {
    this.#drop(name);
    this.#pictures.set(name, picture);
    this.#bytes += bytesOf(picture);
    for (const oldest of this.#pictures.keys()) {
      if (this.#bytes <= this.#limit || oldest === name) return;
      this.#drop(oldest);
    }
  }

  clear(): void {
    for (const name of [...this.#pictures.keys()]) this.#drop(name);
  }

  #drop(name: string): void {
    const picture = this.#pictures.get(name);
    if (!picture) return;
    this.#pictures.delete(name);
    this.#bytes -= bytesOf(picture);
    picture.close();
  }
}

function bytesOf({ width, height }: CachedPicture): number {
  return width * height * BYTES_PER_PIXEL;
}
