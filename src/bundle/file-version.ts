import { TraceError } from '../base/errors.ts';
import { withoutSecrets } from '../base/signed-address.ts';

/** Which version of a file a server sends: parts of two are never put together. Throws `source-changed`. */
export class FileVersion {
  readonly #url: URL;
  #size: number | undefined;
  #tag: string | undefined;
  #modified: string | undefined;

  constructor(url: URL) {
    this.#url = url;
  }

  /** Length in bytes, once the server has told. */
  get size(): number | undefined {
    return this.#size;
  }

  /** Another origin shows its ETag only where it says so; Last-Modified may always be read. */
  check({ headers }: Response): void {
    const tag = entityTag(headers.get('ETag'));
    const modified = headers.get('Last-Modified') ?? undefined;
    if (differ(this.#tag, tag) || differ(this.#modified, modified)) throw this.#changed('version');
    this.#tag ??= tag;
    this.#modified ??= modified;
  }

  checkSize(size: number): void {
    if (differ(this.#size, size)) throw this.#changed('size');
    this.#size = size;
  }

  #changed(what: 'size' | 'version'): TraceError {
    return new TraceError('source-changed', { url: withoutSecrets(this.#url.href), what });
  }
}

/** A server that packs a file on its way, as it does for plain requests, marks its tag: W/"a", "a-gzip", "a;br". */
function entityTag(header: string | null): string | undefined {
  return header?.replace(/^W\//, '').replace(/[-;](?:gzip|br|zstd|deflate)(?="$)/, '');
}

function differ<T>(known: T | undefined, told: T | undefined): boolean {
  return known !== undefined && told !== undefined && known !== told;
}
