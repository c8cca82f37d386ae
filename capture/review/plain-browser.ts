import type { Element } from 'happy-dom';
import type { Desk } from '../scenario.ts';

type BrowserUse = Desk['browser'];

interface Page {
  readonly url: string;
  readonly document: Pick<Element, 'querySelector'>;
}

/**
 * Reads the pages of the review service and sends their forms, without a window: a rehearsal finds by it whether each link, line
 * and field is there. Every address is one of that service.
 */
export class PlainBrowser implements BrowserUse {
  readonly #origin: string;
  #page: Page | undefined;
  /** The field that was typed into last. */
  #field: Element | undefined;

  constructor(origin: string) {
    this.#origin = origin;
  }

  visit(address: string): Promise<void> {
    const { pathname, search } = new URL(`http://${address}`);
    return this.#open(`${pathname}${search}`);
  }

  /** A link, or a button with its form. */
  follow(selector: string): Promise<void> {
    const element = this.#find(selector);
    const href = element.getAttribute('href');
    return href === null ? this.#send(element, element) : this.#open(href);
  }

  fill(selector: string, text: string): Promise<void> {
    this.#field = this.#find(selector);
    this.#field.setAttribute('value', text);
    return Promise.resolve();
  }

  submit(): Promise<void> {
    if (!this.#field) return Promise.reject(new Error('Nothing was typed that could be sent'));
    return this.#send(this.#field, undefined);
  }

  scroll(): Promise<void> {
    return Promise.resolve();
  }

  pointAt(selector: string): Promise<void> {
    this.#find(selector);
    return Promise.resolve();
  }

  #find(selector: string): Element {
    const found = this.#page?.document.querySelector(selector);
    if (!found) throw new Error(`${selector} is not on ${this.#page?.url ?? 'any page'}`);
    return found;
  }

  async #send(from: Element, button: Element | undefined): Promise<void> {
    const form = from.closest('form');
    if (!form) throw new Error('What was clicked leads nowhere');
    const fields = [...form.querySelectorAll('input'), ...(button ? [button] : [])];
    const values = fields.flatMap((field) => {
      const name = field.getAttribute('name');
      return name === null ? [] : [[name, field.getAttribute('value') ?? '']];
    });
    await this.#open(form.getAttribute('action') ?? '/', new URLSearchParams(values));
  }

  async #open(path: string, form?: URLSearchParams): Promise<void> {
    const response = await fetch(
      new URL(path, this.#origin),
      form === undefined ? {} : { method: 'POST', body: form },
    );
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    const { Window } = await import('happy-dom');
    const { document } = new Window();
    document.write(text);
    this.#page = { url: response.url, document: document.documentElement };
    this.#field = undefined;
  }
}
