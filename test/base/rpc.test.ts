import { afterEach, describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { connect, handOver } from '../../src/base/rpc.ts';

class Server {
  aborted = 0;
  add(a: number, b: number): number {
    return a + b;
  }
  async slow(signal?: AbortSignal): Promise<string> {
    await new Promise<void>((resolve) => {
      signal?.addEventListener('abort', () => {
        this.aborted += 1;
        resolve();
      });
    });
    return 'late';
  }
  refuse(): never {
    throw new TraceError('unsupported-here', { what: 'It', reason: 'so' });
  }
  bytes(): Uint8Array<ArrayBuffer> {
    const made = new Uint8Array([1, 2, 3]);
    this.made = made;
    return handOver(made, [made.buffer]);
  }
  made: Uint8Array | undefined;
}

interface Page {
  read(start: number, end: number): Promise<string>;
}

let channel: MessageChannel | undefined;

afterEach(() => {
  channel?.port1.close();
  channel = undefined;
});

function both(page: object = {}) {
  channel = new MessageChannel();
  const server = new Server();
  const remotePage = connect<Page>(channel.port2, server);
  return { server, remotePage, remote: connect<Server>(channel.port1, page) };
}

describe('connect', () => {
  it('calls either side', async () => {
    const { remote, remotePage } = both({ read: (start: number, end: number) => `${start}-${end}` });
    expect(await remote.add(1, 2)).toBe(3);
    expect(await remotePage.read(4, 9)).toBe('4-9');
  });

  it('lets errors cross with their code and details', async () => {
    const { remote } = both();
    const error = await remote.refuse().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TraceError);
    expect(error).toMatchObject({ code: 'unsupported-here', details: { what: 'It', reason: 'so' } });
  });

  it('rejects an aborted call at once, and tells the other side', async () => {
    const { remote, server } = both();
    const abort = new AbortController();
    const call = remote.slow(abort.signal);
    await remote.add(0, 0);
    abort.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    await remote.add(0, 0);
    expect(server.aborted).toBe(1);
  });

  it('does not send a call that was aborted before', async () => {
    const { remote, server } = both();
    await expect(remote.slow(AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
    await remote.add(0, 0);
    expect(server.aborted).toBe(0);
  });

  it('moves what is handed over', async () => {
    const { remote, server } = both();
    expect([...(await remote.bytes())]).toEqual([1, 2, 3]);
    expect(server.made?.length).toBe(0);
  });

  it('says where a method is missing', async () => {
    const { remotePage } = both();
    await expect(remotePage.read(0, 1)).rejects.toMatchObject({ code: 'internal' });
  });
});
