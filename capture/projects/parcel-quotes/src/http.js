import { once } from 'node:events';
import { createServer } from 'node:http';
import { parentOf } from './telemetry/span.js';

const HOST = '127.0.0.1';

/** What is answered instead of 200. */
export class Failure extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Opens a server; `answer` gives the response's status and JSON. Port 0: any that is free. */
export async function listen(port, answer) {
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request, new URL(request.url, `http://${HOST}`));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(port, HOST);
  await once(server, 'listening');
  return {
    url: `http://${HOST}:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A server of one path: a span for each request, within that of whoever asks. `handle` takes the query as an object. */
export function serve(telemetry, port, path, handle) {
  return listen(port, (request, { pathname, searchParams }) => {
    if (pathname !== path) return { status: 404, body: { error: 'not found' } };
    const parent = parentOf(request.headers.traceparent);
    const options = { kind: 'server', parent, attributes: { 'http.route': path } };
    return telemetry.span(`GET ${path}`, options, async (span) => {
      const answer = await answerOf(() => handle(Object.fromEntries(searchParams)));
      span.set('http.response.status_code', answer.status);
      if (answer.status >= 500) span.fail(answer.body.error);
      return answer;
    });
  });
}

async function answerOf(handle) {
  try {
    return { status: 200, body: await handle() };
  } catch (error) {
    return { status: error.status ?? 500, body: { error: error.message } };
  }
}

/** Asks another service, in a span of its own. Rejects with a `Failure` where that does not answer with 200. */
export function call(telemetry, url, path, query) {
  return telemetry.span(`GET ${path}`, { kind: 'client' }, async (span) => {
    const headers = { traceparent: span.traceparent };
    const response = await fetch(`${url}${path}?${new URLSearchParams(query)}`, { headers });
    const body = await response.json();
    span.set('http.response.status_code', response.status);
    if (!response.ok) throw new Failure(502, `${path} ${response.status}: ${body.error}`);
    return body;
  });
}
