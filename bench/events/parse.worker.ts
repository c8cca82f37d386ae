/** The parsing alone, of bytes that are there already: ours, and JSON.parse for each line, one after the other. */
import { connect } from '../../src/base/rpc.ts';
import { buffersOf } from '../../src/trace/input-columns.ts';
import { InputReader } from '../../src/trace/read-input.ts';

/** Bytes at once, as the page sends them. */
const PIECE = 256 * 1_024;

export interface ParseTimes {
  /** Milliseconds. */
  readonly columns: number;
  readonly objects: number;
  /** Lines that became an object, and those that became a row. */
  readonly lines: number;
  readonly rows: number;
}

export class Parser {
  #bytes = new Uint8Array();

  async load(address: string): Promise<number> {
    this.#bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    return this.#bytes.length;
  }

  round(): ParseTimes {
    const started = performance.now();
    const rows = this.#columns().native.length;
    const between = performance.now();
    const lines = this.#objects().length;
    return { columns: between - started, objects: performance.now() - between, lines, rows };
  }

  /** Milliseconds for the columns to arrive where they were sent, and for the objects; and their bytes. */
  async transfer(): Promise<{ columns: number; objects: number; bytes: number }> {
    const columns = this.#columns();
    const buffers = buffersOf(columns);
    const bytes = buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const objects = this.#objects();
    return {
      columns: await sent(columns, buffers as ArrayBuffer[]),
      objects: await sent(objects, []),
      bytes,
    };
  }

  #columns() {
    const reader = new InputReader('events.jsonl', false);
    for (let start = 0; start < this.#bytes.length; start += PIECE)
      reader.push(this.#bytes.subarray(start, start + PIECE));
    return reader.end().columns;
  }

  #objects(): readonly unknown[] {
    const text = new TextDecoder().decode(this.#bytes);
    const objects: unknown[] = [];
    for (let start = 0; start < text.length;) {
      const end = text.indexOf('\n', start);
      objects.push(JSON.parse(text.slice(start, end)));
      start = end + 1;
    }
    return objects;
  }
}

/** Through a channel within this thread: packing and unpacking, which are all of it, are the same. */
async function sent(value: unknown, transfer: ArrayBuffer[]): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  const started = performance.now();
  const arrived = new Promise<unknown>((resolve) => {
    port2.onmessage = (event) => resolve(event.data);
  });
  port1.postMessage(value, transfer);
  await arrived;
  const took = performance.now() - started;
  port1.close();
  return took;
}

connect(globalThis, new Parser());
