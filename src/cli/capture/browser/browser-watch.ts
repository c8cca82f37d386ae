/** Watches a browser by the DevTools protocol, and writes down what happens in its tabs. */
import type { Socket } from 'node:net';
import { field, listField, textField } from '../../../base/json.ts';
import { monotonicUs } from '../clock.ts';
import type { FoundTab, LineFile } from './browser-lines.ts';
import { DevTools, type ProtocolEvent } from './devtools.ts';
import { pageScript, reportPageEvents, reportTab } from './page-script.ts';
import { consoleTime, NETWORK_METHODS, pageMessage, recordOf } from './records.ts';
import { Secrets } from './secrets.ts';

/** A session with a tab, or with a frame of another site within it. */
interface Target {
  readonly session: string;
  readonly tab: string;
  readonly isTab: boolean;
  /** Since when it is watched, in milliseconds since 1970. */
  readonly since: number;
  /** Once nothing of it is missed any more. */
  readonly settled: Promise<unknown>;
}

const NETWORK: ReadonlySet<string> = new Set(NETWORK_METHODS);
const BLANK = 'about:blank';
const attach = (type: string): object => ({
  ...{ autoAttach: true, waitForDebuggerOnStart: true, flatten: true },
  filter: [{ type }, { exclude: true }],
});

export class BrowserWatch {
  readonly #tools: DevTools;
  readonly #file: LineFile;
  readonly #secrets = new Secrets();
  /** By their sessions. */
  readonly #targets = new Map<string, Target>();
  /** Open tabs, and the address at which each is. In memory alone: it may hold secrets. */
  readonly #tabs = new Map<string, string>();
  /** Tab → where it is to go. */
  readonly #wanted = new Map<string, string>();
  readonly #script: { readonly source: string; readonly tabSource: string };
  /** Of its own, in which no page and no earlier watch has anything. */
  readonly #world = `playhead${monotonicUs()}`;
  #isReady: Promise<unknown> = Promise.resolve();

  /** `firstId`: see DevTools. */
  constructor(socket: Socket, firstId: number, file: LineFile) {
    this.#file = file;
    const source = pageScript(reportPageEvents, this.#world);
    this.#script = { source, tabSource: `${source}\n${pageScript(reportTab, this.#world)}` };
    this.#tools = new DevTools(
      socket,
      firstId,
      (event) => this.#take(event),
      (message) => {
        const url = textField(message, 'open');
        if (url !== undefined) this.#isReady = this.#isReady.then(() => this.#open(url));
      },
    );
  }

  /** Resolves once the browser is closed. */
  async run(): Promise<void> {
    const tools = this.#tools;
    this.#isReady = this.#begin();
    await tools.ended;
    this.#file.add({ t: monotonicUs(), type: 'gone' });
  }

  async #begin(): Promise<void> {
    const tools = this.#tools;
    await tools.send('Target.setDiscoverTargets', { discover: true });
    const found = listField(await tools.send('Target.getTargets'), 'targetInfos').filter(isTab);
    this.#file.add({ t: monotonicUs(), type: 'tabs', tabs: found.map((info) => this.#found(info)) });
    await tools.send('Target.setAutoAttach', attach('page'));
  }

  #found(info: unknown): FoundTab {
    const tab = textField(info, 'targetId') ?? '';
    const url = textField(info, 'url') ?? BLANK;
    this.#tabs.set(tab, url);
    return { tab, url: this.#secrets.foundAddress(url) };
  }

  /** In a tab that shows nothing yet, or in one more: what it loads is seen from its beginning. */
  async #open(url: string): Promise<void> {
    const tools = this.#tools;
    const [idle] = [...this.#tabs].filter(([tab, at]) => at === BLANK && !this.#wanted.has(tab));
    const tab = idle?.[0] ?? textField(await tools.send('Target.createTarget', { url: BLANK }), 'targetId');
    if (tab === undefined) return;
    this.#wanted.set(tab, url);
    // It may be watched already, or is soon.
    const target = [...this.#targets.values()].find((one) => one.isTab && one.tab === tab);
    if (target) await target.settled.then(() => this.#go(target));
  }

  #take(event: ProtocolEvent): void {
    const { method, params, session } = event;
    switch (method) {
      case 'Target.attachedToTarget':
        this.#attached(params, session);
        return;
      case 'Target.detachedFromTarget':
        this.#targets.delete(textField(params, 'sessionId') ?? '');
        return;
      case 'Target.targetDestroyed': {
        const tab = textField(params, 'targetId') ?? '';
        if (this.#tabs.delete(tab)) this.#file.add({ t: monotonicUs(), type: 'tab_closed', tab });
        return;
      }
      default: {
        const target = session === undefined ? undefined : this.#targets.get(session);
        if (target) this.#happened(event, target);
      }
    }
  }

  #attached(params: ProtocolEvent['params'], parent: string | undefined): void {
    const session = textField(params, 'sessionId');
    const info = field(params, 'targetInfo');
    if (session === undefined) return;
    const within = parent === undefined ? undefined : this.#targets.get(parent);
    if (!within && !isTab(info)) {
      void this.#tools.send('Runtime.runIfWaitingForDebugger', {}, session);
      return;
    }
    const tab = within?.tab ?? textField(info, 'targetId') ?? '';
    if (!this.#tabs.has(tab)) {
      this.#tabs.set(tab, BLANK);
      this.#file.add({ t: monotonicUs(), type: 'tab_opened', tab });
    }
    const settled = this.#settle(session, !within);
    const target = { session, tab, isTab: !within, since: Date.now(), settled };
    this.#targets.set(session, target);
    if (!within) void settled.then(() => this.#go(target));
  }

  /** Begins to watch, and then lets go what waits for it. */
  #settle(session: string, isMain: boolean): Promise<unknown> {
    const send = (method: string, params: object = {}): Promise<unknown> =>
      this.#tools.send(method, params, session);
    const { source, tabSource } = this.#script;
    const name = { name: this.#world, executionContextName: this.#world };
    const script = { source: isMain ? tabSource : source, worldName: this.#world, runImmediately: true };
    // All at once: what waits for the first answer may wait for the last command.
    return Promise.all([
      ...['Network.enable', 'Page.enable', 'Runtime.enable'].map((method) => send(method)),
      send('Runtime.addBinding', name),
      send('Page.addScriptToEvaluateOnNewDocument', script),
      send('Target.setAutoAttach', attach('iframe')),
      send('Runtime.runIfWaitingForDebugger'),
    ]);
  }

  /** To where the tab is wanted; else says where it is. */
  async #go({ session, tab }: Target): Promise<void> {
    const tools = this.#tools;
    const url = this.#wanted.get(tab);
    this.#wanted.delete(tab);
    if (url !== undefined) {
      void tools.send('Page.bringToFront', {}, session);
      void tools.send('Page.navigate', { url }, session);
      return;
    }
    // A tab may have gone somewhere before it was watched.
    const frame = field(await tools.send('Page.getFrameTree', {}, session), 'frameTree', 'frame');
    const at = `${textField(frame, 'url') ?? BLANK}${textField(frame, 'urlFragment') ?? ''}`;
    if (at !== BLANK && at !== this.#tabs.get(tab)) this.#navigated(monotonicUs(), tab, at);
  }

  #navigated(t: number, tab: string, url: string, isSame?: true): void {
    this.#tabs.set(tab, url);
    const same = isSame === undefined ? {} : { same_document: isSame };
    this.#file.add({ t, type: 'navigated', tab, url: this.#secrets.address(url), ...same });
  }

  #happened(event: ProtocolEvent, { tab, isTab: isMain, since }: Target): void {
    const t = monotonicUs();
    const { method, params } = event;
    if (NETWORK.has(method)) {
      if (isMain || method.startsWith('Network.'))
        this.#file.add({ t, type: 'network', tab, ...this.#secrets.network(event) });
      return;
    }
    const message = method === 'Runtime.bindingCalled' ? pageMessage(params) : undefined;
    if (message?.kind === 'shown') this.#file.add({ t, type: 'tab_activated', tab });
    else if (message?.kind === 'titled')
      this.#file.add({ t, type: 'title', tab, title: this.#secrets.text(message.title) });
    else if (message?.secrets) this.#secrets.learn(tab, message.secrets, message.kind !== 'input');
    // What was said before is said again to whoever begins to listen.
    if ((consoleTime(event) ?? since) < since) return;
    // The main frame of a tab is called as the tab is.
    const record = recordOf(event, tab, t, tab);
    if (record?.type !== 'navigated') {
      if (record) this.#file.add(this.#secrets.record(record));
    } else if (isMain) this.#navigated(t, tab, record.url, record.same_document);
  }
}

/** Whether a target is a tab, and none of the tools for developers. */
function isTab(info: unknown): boolean {
  return textField(info, 'type') === 'page' && !(textField(info, 'url') ?? '').startsWith('devtools:');
}
