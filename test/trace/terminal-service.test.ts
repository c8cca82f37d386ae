/** The worker's side over a real channel: what crosses is what the player in this thread gives. */
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/base/hash.ts';
import { connect, type Remote } from '../../src/base/rpc.ts';
import { parseCast } from '../../src/trace/cast.ts';
import { CastPlayer } from '../../src/trace/terminal-player.ts';
import { TerminalService, type TerminalPage } from '../../src/trace/terminal-service.ts';
import { piecesOf } from '../fixtures/pieces.ts';

const TEXT =
  '{"version":2,"width":20,"height":4}\n' +
  Array.from({ length: 40 }, (_, line) => `[${line},"o","line ${line}\\r\\n"]`).join('\n') +
  '\n[40,"r","30x5"]\n[41,"m","chapter"]\n[42,"o","\\u001b[31mend"]\n';
const BYTES = new TextEncoder().encode(TEXT);

const channels: MessageChannel[] = [];
afterEach(() =>
  channels.splice(0).forEach(({ port1, port2 }) => {
    port1.close();
    port2.close();
  }),
);

/** The worker's side, and the bytes that it asks for, by the number of their recording. */
function serve(files: readonly Uint8Array[] = []): Remote<TerminalService> {
  const channel = new MessageChannel();
  channels.push(channel);
  const coming = files.map((bytes) => piecesOf(bytes, 100));
  const page: TerminalPage = {
    next: async (number) => {
      const step = await coming[number]?.next();
      return step?.done === false ? step.value.slice() : undefined;
    },
  };
  const remote: Remote<TerminalPage> = connect<TerminalPage>(
    channel.port1,
    new TerminalService({ next: (number) => remote.next(number) }),
  );
  return connect<TerminalService>(channel.port2, page);
}

const { signal } = new AbortController();

describe('the service', () => {
  it('reads in pieces, and tells what the file turned out to be', async () => {
    const service = serve([BYTES]);
    expect(await service.read(0, 'a.cast', undefined, signal)).toBe(true);
    expect(await service.end(0)).toEqual(parseCast(BYTES, 'a.cast').columns);
    expect(await service.digest(0)).toEqual({ bytes: BYTES.length, sha256: sha256Hex(BYTES) });
  });

  it('unpacks what comes packed, and compares it', async () => {
    const packing = {
      ...{ label: 'a.trace.zip', name: 'a.cast', isStored: false },
      ...{ size: BYTES.length, crc: crc32(BYTES) },
    };
    const service = serve([deflateRawSync(BYTES), deflateRawSync(BYTES)]);
    await service.read(0, 'a.cast', packing, signal);
    expect(await service.end(0)).toEqual(parseCast(BYTES, 'a.cast').columns);
    expect(await service.digest(0)).toEqual({ bytes: BYTES.length, sha256: sha256Hex(BYTES) });
    await expect(service.read(1, 'a.cast', { ...packing, crc: 1 }, signal)).rejects.toMatchObject({
      code: 'zip-invalid',
    });
  });

  it('plays as a player in this thread does', async () => {
    const other = new TextEncoder().encode('{"version":2,"width":9,"height":2}\n[0,"o","other"]\n');
    const service = serve([BYTES, other]);
    for (const number of [0, 1]) {
      await service.read(number, 'a.cast', undefined, signal);
      await service.end(number);
    }
    const here = new CastPlayer(parseCast(BYTES, 'a.cast'));
    for (const count of [43, 12, 0, 41]) {
      expect(await service.screenAt(0, count, signal)).toEqual(await here.screenAt(count));
      expect(await service.scrolledAt(0, count, signal)).toEqual(await here.scrolledAt(count));
    }
    expect(await service.texts(0, 40, 43)).toEqual(['30x5', 'chapter', '\x1b[31mend']);
    expect(await service.screenAt(1, 1, signal)).toMatchObject({ cols: 9, rows: 2 });
  });

  it('tells of a file that is broken only at its end, and compares it all the same', async () => {
    const service = serve([new TextEncoder().encode('{"version":9}\n[0,"o","x"]\n')]);
    expect(await service.read(0, 'a.cast', undefined, signal)).toBe(true);
    await expect(service.end(0)).rejects.toMatchObject({ code: 'format-unsupported' });
    expect((await service.digest(0)).bytes).toBe(26);
  });

  it('says so where there are nothing but blanks', async () => {
    expect(await serve([new TextEncoder().encode(' \n\n')]).read(0, 'a.cast', undefined, signal)).toBe(false);
  });

  it('knows no other recording', async () => {
    await expect(serve().texts(7, 0, 1)).rejects.toMatchObject({ code: 'internal' });
  });
});
