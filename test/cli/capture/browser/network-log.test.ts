import { expect, it } from 'vitest';
import { networkLog, type TabMessage } from '../../../../src/cli/capture/browser/network-log.ts';
import { parseHar } from '../../../../src/trace/har.ts';

const WALL = 1_700_000_000;
const message = (tab: string, method: string, params: object): TabMessage => ({
  ...{ tab, method },
  params: { ...params },
});
const sent = (tab: string, id: string, loader: string, at: number, url: string, more: object = {}) =>
  message(tab, 'Network.requestWillBeSent', {
    ...{ requestId: id, loaderId: loader, frameId: tab, timestamp: at, wallTime: WALL + at },
    ...{ type: id === loader ? 'Document' : 'Fetch', initiator: { type: 'other' } },
    ...{ request: { url, method: 'GET', headers: {} }, ...more },
  });
const response = (status: number, headers: object = {}) => ({
  ...{ status, statusText: '', headers, mimeType: 'text/html', protocol: 'http/1.1' },
  ...{ connectionId: 1, encodedDataLength: 10, remoteIPAddress: '127.0.0.1' },
});
const answered = (tab: string, id: string, at: number, status = 200) =>
  message(tab, 'Network.responseReceived', { requestId: id, timestamp: at, response: response(status) });

function logOf(...messages: readonly TabMessage[]) {
  const made = networkLog(messages, { creator: { name: 'a', version: '1' }, withBodies: false });
  const { log } = JSON.parse(made.text) as {
    log: { pages: { id: string; title: string; pageTimings: object }[]; entries: { pageref?: string }[] };
  };
  return { ...log, read: parseHar(made.text, 'a.har').entries };
}

it('has each request once, whatever is loaded beside it, with the page that it belongs to', () => {
  const { pages, entries, read } = logOf(
    sent('x', 'L1', 'L1', 1, 'http://a/'),
    answered('x', 'L1', 1.1),
    sent('x', '7.1', 'L1', 1.2, 'http://a/slow'),
    message('x', 'Page.loadEventFired', { timestamp: 1.25 }),
    // Told before it; another tab has a request of the same name.
    message('y', 'Network.requestWillBeSentExtraInfo', { requestId: '7.1', headers: { Host: 'b' } }),
    sent('y', '7.1', 'L9', 1.3, 'http://b/lone'),
    sent('x', 'L2', 'L2', 1.4, 'http://a/next'),
    answered('x', 'L2', 1.5),
    answered('x', '7.1', 1.6, 404),
    answered('y', '7.1', 1.7),
  );
  expect(pages).toMatchObject([
    { id: 'page_1', title: 'http://a/', pageTimings: { onLoad: 250 } },
    { id: 'page_2', title: 'http://a/next', pageTimings: {} },
  ]);
  expect(entries.map(({ pageref }) => pageref)).toEqual(['page_1', 'page_1', undefined, 'page_2']);
  expect(read.map(({ url, status, startedAt }) => [url, status, startedAt - WALL * 1000])).toEqual([
    ['http://a/', 200, 1000],
    ['http://a/slow', 404, 1200],
    ['http://b/lone', 200, 1300],
    ['http://a/next', 200, 1400],
  ]);
});

it('tells of what failed, and of what has no answer yet', () => {
  const failed = { requestId: '1.2', timestamp: 1.5, errorText: 'net::ERR_NAME_NOT_RESOLVED' };
  const { read } = logOf(
    sent('x', '1.1', 'L', 1, 'http://a/hangs'),
    sent('x', '1.2', 'L', 1.25, 'http://nowhere/'),
    message('x', 'Network.loadingFailed', failed),
  );
  expect(read).toMatchObject([
    { url: 'http://a/hangs', status: undefined, failure: 'no response was recorded', duration: undefined },
    {
      url: 'http://nowhere/',
      status: undefined,
      failure: 'net::ERR_NAME_NOT_RESOLVED',
      duration: 250,
      bytes: undefined,
    },
  ]);
});

it('has those that a request was redirected from', () => {
  const redirectResponse = response(302, { Location: 'http://a/2' });
  const { read } = logOf(
    sent('x', 'L1', 'L1', 1, 'http://a/1'),
    sent('x', 'L1', 'L1', 1.1, 'http://a/2', { redirectResponse }),
  );
  expect(read.map(({ url, status, failure }) => [url, status, failure])).toEqual([
    ['http://a/1', 302, undefined],
    ['http://a/2', undefined, 'no response was recorded'],
  ]);
});
