import type { HitRow } from '../search/hit-row.ts';

/** Rows that are fetched at once. */
const PAGE = 60;
/** Pages that are kept: what was looked at last. */
const KEPT = 200;

/** What the rows of a list say, fetched by pages as they are looked at. */
export class RowCache {
  readonly #fetch: (source: string, from: number, to: number) => Promise<readonly HitRow[] | undefined>;
  readonly #onRows: () => void;
  /** By source and number; empty while it is fetched. */
  readonly #pages = new Map<string, readonly HitRow[]>();
  #generation = 0;

  /** `fetch` resolves to the rows [from, to) of a source; undefined: of a search that is over. */
  constructor(
    fetch: (source: string, from: number, to: number) => Promise<readonly HitRow[] | undefined>,
    onRows: () => void,
  ) {
    this.#fetch = fetch;
    this.#onRows = onRows;
  }

  /** undefined while it is fetched. */
  get(source: string, index: number): HitRow | undefined {
    const number = Math.floor(index / PAGE);
    const key = `${source} ${number}`;
    const page = this.#pages.get(key);
    if (page) return page[index % PAGE];
    this.#keep(key, []);
    const generation = this.#generation;
    this.#fetch(source, number * PAGE, (number + 1) * PAGE).then(
      (rows) => {
        if (!rows || generation !== this.#generation) return;
        this.#keep(key, rows);
        this.#onRows();
      },
      // The worker has ended; whoever searches hears of that.
      () => this.#pages.delete(key),
    );
    return undefined;
  }

  /** The first rows of a source, which came without being asked for: what else was kept of it is of fewer hits. */
  put(source: string, rows: readonly HitRow[]): void {
    for (const key of this.#pages.keys()) if (key.startsWith(`${source} `)) this.#pages.delete(key);
    this.#keep(`${source} 0`, rows.slice(0, PAGE));
  }

  clear(): void {
    this.#generation += 1;
    this.#pages.clear();
  }

  #keep(key: string, rows: readonly HitRow[]): void {
    this.#pages.delete(key);
    this.#pages.set(key, rows);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > KEPT && oldest !== undefined) this.#pages.delete(oldest);
  }
}
