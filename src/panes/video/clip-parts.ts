/**
 * A file that is written in pieces, some of them over earlier ones. The pieces are Blobs, which the browser may keep on
 * disk: the file is nowhere whole in memory.
 */
export class ClipParts {
  #parts: Blob[] = [];
  #size = 0;

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  /** A piece may lie over what is there, or right behind it; what is skipped is filled with zeros. */
  write(position: number, bytes: Uint8Array<ArrayBuffer>): void {
    if (position > this.#size) this.#add(new Uint8Array(position - this.#size));
    if (position === this.#size) {
      this.#add(bytes);
      return;
    }
    const whole = new Blob(this.#parts);
    const end = position + bytes.byteLength;
    this.#parts = [whole.slice(0, position), new Blob([bytes]), whole.slice(end)];
    this.#size = Math.max(this.#size, end);
  }

  finish(mediaType: string): Blob {
    return new Blob(this.#parts, { type: mediaType });
  }

  #add(bytes: Uint8Array<ArrayBuffer>): void {
    this.#parts.push(new Blob([bytes]));
    this.#size += bytes.byteLength;
  }
}
