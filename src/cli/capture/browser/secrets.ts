/** What is left out of the recording of a browser, before anything of it is written. */
import { field, isObject } from '../../../base/json.ts';
import type { SecretField } from './page-script.ts';
import type { BrowserRecord, ProtocolMessage } from './records.ts';

/** Stands where something was left out. */
export const LEFT_OUT = '***';
/** Headers with which somebody is let in; they and cookies are not recorded. */
const SECRET_HEADER = /cookie|auth|token|secret|password|credential|session|csrf|xsrf|api-?key/i;
/** Parameters of addresses that are secrets by their names. */
const SECRET_NAME =
  /password|passwd|passphrase|passcode|(?:^|[^a-z])pass$|pwd|secret|token|api[-_]?key|credential|signature|session|csrf|xsrf|^(?:auth|code|otp|pin|sid|sig|key)$/i;
/** A shorter text may stand anywhere without being the secret. */
const MIN_LENGTH = 4;
/** Of a character, which no address can hold. */
const LONE_HALF = /[\uD800-\uDFFF]/gu;
const MAX_KNOWN = 200;
const MAX_ADDRESS = 8_000;
/** The content of what an address holds itself is no address. */
const MAX_DATA_ADDRESS = 100;

/** What is kept of each message. */
const KEPT: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'Network.requestWillBeSent',
    [
      ...['requestId', 'loaderId', 'frameId', 'type', 'timestamp', 'wallTime', 'renderBlockingBehavior'],
      ...['request', 'initiator', 'redirectResponse'],
    ],
  ],
  ['Network.requestWillBeSentExtraInfo', ['requestId', 'headers']],
  ['Network.requestServedFromCache', ['requestId']],
  ['Network.responseReceived', ['requestId', 'loaderId', 'frameId', 'type', 'timestamp', 'response']],
  ['Network.responseReceivedExtraInfo', ['requestId', 'headers', 'statusCode']],
  ['Network.resourceChangedPriority', ['requestId', 'newPriority', 'timestamp']],
  ['Network.dataReceived', ['requestId', 'timestamp', 'dataLength', 'encodedDataLength']],
  ['Network.loadingFinished', ['requestId', 'timestamp', 'encodedDataLength']],
  ['Network.loadingFailed', ['requestId', 'timestamp', 'type', 'errorText', 'canceled']],
  ['Page.loadEventFired', ['timestamp']],
  ['Page.domContentEventFired', ['timestamp']],
  ['Page.frameAttached', ['frameId', 'parentFrameId']],
]);
const RESPONSE = [
  ...['url', 'status', 'statusText', 'headers', 'mimeType', 'charset', 'protocol', 'timing'],
  ...['connectionId', 'remoteIPAddress', 'encodedDataLength'],
  ...['fromDiskCache', 'fromServiceWorker', 'fromPrefetchCache', 'fromEarlyHints'],
];
/** Objects within messages, and what is kept of each. */
const INNER: ReadonlyMap<string, readonly string[]> = new Map([
  ['request', ['url', 'urlFragment', 'method', 'headers', 'initialPriority', 'isLinkPreload']],
  ['response', RESPONSE],
  ['redirectResponse', RESPONSE],
  ['initiator', ['type', 'url', 'lineNumber']],
]);

/** Knows what was typed into fields that hide it, in memory alone, and takes it out of all that is recorded. */
export class Secrets {
  /** Field → what stands in it. */
  readonly #typed = new Map<string, string>();
  readonly #names = new Set<string>();
  readonly #kept = new Set<string>();

  /** `tab`: of the fields; `isDone`: what stands in them is whole. */
  learn(tab: string, fields: readonly SecretField[], isDone: boolean): void {
    for (const { name, value } of fields) {
      if (name !== '') this.#names.add(name);
      if (value.length < MIN_LENGTH) continue;
      if (isDone) this.#kept.add(value);
      else this.#typed.set(`${tab} ${name}`, value);
    }
    for (const known of [this.#typed, this.#names, this.#kept])
      for (const oldest of known.keys()) if (known.size > MAX_KNOWN) known.delete(oldest);
  }

  /** A text without the secrets that are known. */
  text(text: string): string {
    const values = [...this.#kept, ...this.#typed.values()].sort((a, b) => b.length - a.length);
    return values.reduce(
      (left, value) =>
        spellingsOf(value).reduce((rest, spelling) => rest.replaceAll(spelling, LEFT_OUT), left),
      text,
    );
  }

  /** An address without who may enter there, and without the parameters that are secret by their names or values. */
  address(address: string): string {
    if (/^data:/i.test(address)) return address.slice(0, MAX_DATA_ADDRESS);
    const plain = address.slice(0, MAX_ADDRESS).replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, `$1`);
    const start = plain.search(/[?#]/);
    if (start < 0) return plain;
    const tail = plain
      .slice(start)
      .replace(/([?&#;])([^=&#;?]+)=[^&#;]*/g, (whole: string, mark: string, name: string) =>
        this.#isSecretName(name) ? `${mark}${name}=${LEFT_OUT}` : whole,
      );
    return plain.slice(0, start) + this.text(tail);
  }

  /** An address that stood there already: what is in it may have been typed unseen, and its parameters are left out, here and later. */
  foundAddress(address: string): string {
    const found = this.address(address);
    for (const [, value = ''] of address.replace(/^[^?#]*/, '').matchAll(/[?&#;][^=&#;?]+=([^&#;]*)/g)) {
      const decoded = percentDecoded(value.replaceAll('+', ' '));
      if (decoded.length >= MIN_LENGTH) this.#kept.add(decoded);
    }
    return found.replace(/([?&#;][^=&#;?]+=)[^&#;]*/g, `$1${LEFT_OUT}`);
  }

  #isSecretName(name: string): boolean {
    const decoded = percentDecoded(name);
    return SECRET_NAME.test(decoded) || this.#names.has(decoded);
  }

  /** A record as it may be written. */
  record(record: BrowserRecord): BrowserRecord {
    switch (record.type) {
      case 'navigated':
        return { ...record, url: this.address(record.url) };
      case 'console':
        return { ...record, text: this.text(record.text) };
      case 'report': {
        const { target, value, ...rest } = record.report;
        const name = target?.name === undefined ? {} : { name: this.text(target.name) };
        return {
          ...record,
          report: {
            ...rest,
            ...(target && { target: { ...target, ...name } }),
            ...(value !== undefined && { value: this.text(value) }),
          },
        };
      }
      case 'tab_opened':
      case 'tab_activated':
      case 'tab_closed':
        return record;
    }
  }

  /** What a network log needs of a message; neither bodies nor cookies, nor headers with which somebody is let in. */
  network({ method, params }: ProtocolMessage): ProtocolMessage {
    const kept = KEPT.get(method) ?? [];
    return { method, params: this.#picked(params, kept) };
  }

  #picked(value: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
    const picked = new Map<string, unknown>();
    for (const name of names) {
      const found = field(value, name);
      if (found === undefined) continue;
      const inner = INNER.get(name);
      if (inner) picked.set(name, this.#picked(found, inner));
      else if (name === 'headers') picked.set(name, this.#headers(found));
      else if (typeof found === 'string') picked.set(name, this.address(found));
      else picked.set(name, found);
    }
    return Object.fromEntries(picked);
  }

  #headers(headers: unknown): object {
    if (!isObject(headers)) return {};
    const plain = Object.entries(headers).filter(([name]) => !SECRET_HEADER.test(name));
    return Object.fromEntries(plain.map(([name, value]) => [name, this.address(String(value))]));
  }
}

/** A text as it is, and as it stands in addresses and forms. */
function spellingsOf(text: string): readonly string[] {
  const encoded = encodeURIComponent(text.replace(LONE_HALF, '\uFFFD'));
  return [...new Set([text, encoded, encoded.replaceAll('%20', '+'), formEncoded(text)])];
}

function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // which is what it says then
  }
}
