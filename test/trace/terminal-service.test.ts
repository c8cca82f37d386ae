/** The worker's side over a real channel: what crosses is what the player in this thread gives. */
import { afterEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/base/hash.ts';
import { connect, type Remote, type RpcPort } from '../../src/base/rpc.ts';
import { parseCast } from '../../src/trace/cast.ts';
import { CastPlayer } from '../../src/trace/terminal-player.ts';
import { TerminalService } from '../../src/trace/terminal-service.ts';

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

function serve(): Remote<TerminalService> {
  const channel = new MessageChannel();
  channels.push(channel);
  connect(channel.port1 as RpcPort, new TerminalService());
  return connect<TerminalService>(channel.port2);
}

async function read(service: Remote<TerminalService>, number: number, bytes = BYTES) {
  await service.begin(number, 'a.cast');
  for (let start = 0; start < bytes.length; start += 100)
    await service.push(number, bytes.slice(start, start + 100));
  const columns = await service.end(number);
  return { digest: await service.digest(number), columns };
}

describe('the service', () => {
  it('reads in pieces, and tells what the file turned out to be', async () => {
    const { digest, columns } = await read(serve(), 1);
    expect(digest).toEqual({ bytes: BYTES.length, sha256: sha256Hex(BYTES) });
    expect(columns).toEqual(parseCast(BYTES, 'a.cast').columns);
  });

  it('plays as a player in this thread does', async () => {
    const service = serve();
    await read(service, 1);
    await read(service, 2, new TextEncoder().encode('{"version":2,"width":9,"height":2}\n[0,"o","other"]\n'));
    const here = new CastPlayer(parseCast(BYTES, 'a.cast'));
    const { signal } = new AbortController();
    for (const count of [43, 12, 0, 41]) {
      expect(await service.screenAt(1, count, signal)).toEqual(await here.screenAt(count));
      expect(await service.scrolledAt(1, count, signal)).toEqual(await here.scrolledAt(count));
    }
    expect(await service.texts(1, 40, 43)).toEqual(['30x5', 'chapter', '\x1b[31mend']);
    expect(await service.screenAt(2, 1, signal)).toMatchObject({ cols: 9, rows: 2 });
  });

  it('tells of a file that is broken only at its end, and compares it all the same', async () => {
    const service = serve();
    await service.begin(1, 'a.cast');
    await service.push(1, new TextEncoder().encode('{"version":9}\n[0,"o","x"]\n'));
    expect(await service.isBlank(1)).toBe(false);
    await expect(service.end(1)).rejects.toMatchObject({ code: 'format-unsupported' });
    expect((await service.digest(1)).bytes).toBe(26);
  });

  it('knows no other recording', async () => {
    await expect(serve().texts(7, 0, 1)).rejects.toMatchObject({ code: 'internal' });
  });
});
