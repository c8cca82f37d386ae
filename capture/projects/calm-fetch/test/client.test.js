import assert from 'node:assert/strict';
import test from 'node:test';
import { Client } from '../src/index.js';

const answering = (status, value) =>
  new Client('http://shop.test', {
    fetch: async () => new Response(JSON.stringify(value), { status }),
  });

test('gives the answer, parsed', async () => {
  const client = answering(200, { id: 17 });
  assert.deepEqual(await client.request('GET', '/orders/17'), { id: 17 });
});

test('throws what is not 2xx, with its status', async () => {
  const client = answering(404, {});
  await assert.rejects(client.request('GET', '/orders/18'), { status: 404 });
});
