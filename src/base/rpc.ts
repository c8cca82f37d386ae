/**
 * Calls between a page and its worker. Each side offers an object of methods and gets the other's as a proxy, so that
 * the type of the boundary is the type of the implementation:
 *
 *   // x.worker.ts                                     // x.client.ts
 *   connect<Page>(globalThis, new Server());           const server = connect<Server>(new Worker(…), { read });
 *                                                      await server.frame(12, signal);
 *
 * An AbortSignal may be the last argument of a call: its abort crosses the boundary, and the call rejects with its reason
 * at once. Errors cross as TraceErrors with their code and details. `handOver` moves buffers and frames instead of copying.
 */
import { asTraceError, TraceError, type ErrorCode, type ErrorDetails } from './errors.ts';

/** A worker, or a worker's own global. */
export interface RpcPort {
  postMessage(message: unknown, options: { readonly transfer: Transferable[] }): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  /** Ports other than workers wait for this. */
  start?(): void;
}

/** The methods of `T` as the other side sees them: all of them answer later. */
export type Remote<T> = {
  readonly [K in keyof T as T[K] extends (...args: never[]) => unknown ? K : never]: T[K] extends (
    ...args: infer A
  ) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly code: ErrorCode; readonly details: unknown };

/** Stands where a signal stood: the other side makes one of its own. */
const SIGNAL = 'rpc:signal';

const handedOver = new WeakMap<object, Transferable[]>();

/** `value`, an object, with what of it is moved to the other side instead of copied. For arguments and results. */
export function handOver<T extends object>(value: T, transfer: Transferable[]): T {
  handedOver.set(value, transfer);
  return value;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Offers `local` to the other side of `port`, and returns the other side. */
export function connect<T>(port: RpcPort, local: object = {}): Remote<T> {
  const waiting = new Map<number, Waiting>();
  const running = new Map<number, AbortController>();
  let count = 0;

  const send = (message: Message, transfer: Transferable[] = []): void =>
    port.postMessage(message, { transfer });

  const answer = async (id: number, method: string, args: readonly unknown[]): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const own: unknown = Reflect.get(local, method);
      if (typeof own !== 'function') throw new TraceError('internal', { reason: `no method ${method}` });
      const given = args.map((arg) => (arg === SIGNAL ? controller.signal : arg));
      const value: unknown = await Reflect.apply(own, local, given);
      send({ kind: 'result', id, value }, transferOf([value]));
    } catch (error) {
      const { code, details } = asTraceError(error);
      send({ kind: 'error', id, code, details });
    } finally {
      running.delete(id);
    }
  };

  const call = (method: string, args: readonly unknown[]): Promise<unknown> => {
    const signal = args.find((arg) => arg instanceof AbortSignal);
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const id = (count += 1);
    return new Promise<unknown>((resolve, reject) => {
      const onAbort = (): void => {
        send({ kind: 'abort', id });
        waiting.delete(id);
        reject(signal?.reason as Error);
      };
      const done = (): void => signal?.removeEventListener('abort', onAbort);
      waiting.set(id, {
        resolve: (value) => {
          done();
          resolve(value);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      const plain = args.map((arg) => (arg instanceof AbortSignal ? SIGNAL : arg));
      try {
        send({ kind: 'call', id, method, args: plain }, transferOf(args));
      } catch (error) {
        // What cannot be sent: nobody will answer.
        waiting.delete(id);
        done();
        reject(asTraceError(error));
      }
    });
  };

  port.addEventListener('message', ({ data }) => {
    const message = data as Message;
    if (message.kind === 'call') void answer(message.id, message.method, message.args);
    else if (message.kind === 'abort') running.get(message.id)?.abort();
    else {
      const caller = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'error')
        caller?.reject(new TraceError(message.code, message.details as ErrorDetails[ErrorCode]));
      else if (caller) caller.resolve(message.value);
      else release(message.value);
    }
  });
  port.start?.();

  return new Proxy({} as Remote<T>, {
    get: (_, method) =>
      // A proxy that is awaited must not look like a promise.
      typeof method === 'string' && method !== 'then'
        ? (...args: unknown[]) => call(method, args)
        : undefined,
  });
}

function transferOf(values: readonly unknown[]): Transferable[] {
  return values.flatMap((value) =>
    typeof value === 'object' && value !== null ? (handedOver.get(value) ?? []) : [],
  );
}

/** A frame or bitmap that came after its caller had gone holds memory until it is closed. */
function release(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of [value, ...Object.values(value as Record<string, unknown>)])
    if (typeof part === 'object' && part !== null && 'close' in part && typeof part.close === 'function')
      Reflect.apply(part.close, part, []);
}
