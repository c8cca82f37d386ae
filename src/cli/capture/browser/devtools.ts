/** The DevTools protocol over a stream: JSON texts, each ended by a NUL. */
import type { Socket } from 'node:net';
import { field, isObject, parsedJson, textField } from '../../../base/json.ts';
import type { ProtocolMessage } from './records.ts';

/** Puts the pieces of a stream together; a message that is not whole yet waits for its rest. */
export class MessageReader {
  #parts: Buffer[] = [];

  /** The messages that end in `chunk`. */
  read(chunk: Buffer): readonly string[] {
    const found: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      this.#parts.push(chunk.subarray(from, end));
      found.push(Buffer.concat(this.#parts).toString());
      this.#parts = [];
      from = end + 1;
    }
    if (from < chunk.length) this.#parts.push(chunk.subarray(from));
    return found;
  }
}

export function asMessage(value: object): string {
  return `${JSON.stringify(value)}\0`;
}

/** An event of the protocol; `session`: of the target that it comes from, undefined for the browser itself. */
export interface ProtocolEvent extends ProtocolMessage {
  readonly session: string | undefined;
}

/** Speaks with a browser. */
export class DevTools {
  /** Settles once the connection has ended. */
  readonly ended: Promise<void>;
  readonly #socket: Socket;
  readonly #waiting = new Map<
    number,
    { readonly method: string; readonly done: (result: unknown) => void }
  >();
  #lastId: number;

  /** `firstId`: beyond those of whoever spoke with the browser before, whose answers may still come. */
  constructor(
    socket: Socket,
    firstId: number,
    take: (event: ProtocolEvent) => void,
    takeOther: (message: unknown) => void = () => undefined,
  ) {
    this.#socket = socket;
    this.#lastId = firstId;
    const reader = new MessageReader();
    socket.on('data', (chunk: Buffer) => {
      for (const text of reader.read(chunk)) {
        const message = parsedJson(text);
        const method = textField(message, 'method');
        const params = field(message, 'params') ?? {};
        if (method !== undefined && isObject(params))
          take({ method, params, session: textField(message, 'sessionId') });
        else if (!this.#answered(message)) takeOther(message);
      }
    });
    socket.on('error', () => socket.destroy()); // its end is what counts
    this.ended = new Promise((resolve) =>
      socket.once('close', () => {
        for (const { done } of this.#waiting.values()) done(undefined);
        resolve();
      }),
    );
  }

  /** The result; undefined where the connection ends, or the browser refuses, which stands in the log: a tab may be gone. */
  send(method: string, params: object = {}, session?: string): Promise<unknown> {
    const id = (this.#lastId += 1);
    this.#socket.write(
      asMessage({ id, method, params, ...(session !== undefined && { sessionId: session }) }),
    );
    return new Promise((done) => this.#waiting.set(id, { method, done }));
  }

  #answered(message: unknown): boolean {
    const id = field(message, 'id');
    const asked = typeof id === 'number' ? this.#waiting.get(id) : undefined;
    if (!asked || typeof id !== 'number') return false;
    this.#waiting.delete(id);
    const refused = textField(message, 'error', 'message');
    if (refused !== undefined) process.stderr.write(`${asked.method}: ${refused}\n`);
    asked.done(field(message, 'result'));
    return true;
  }
}
