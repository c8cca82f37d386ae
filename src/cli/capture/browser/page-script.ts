/** What runs inside the pages of a recorded browser, and what it tells. */

/** What the page tells the recorder. `ageMs`: how long ago it happened. */
export interface PageReport {
  readonly kind: 'click' | 'input' | 'change' | 'submit' | 'scroll';
  readonly ageMs: number;
  readonly target?: { selector: string; tag: string; role?: string; name?: string; input_type?: string };
  readonly value?: string;
  readonly masked?: boolean;
  readonly x?: number;
  readonly y?: number;
}

/** A field whose content is nobody's business. It is told so that the recorder can leave it out, and is never written. */
export interface SecretField {
  readonly name: string;
  readonly value: string;
}

/** As it arrives: of an interaction, or that the tab came to the front, or of its title. */
export type PageMessage =
  | (PageReport & { readonly secrets?: readonly SecretField[] })
  | { readonly kind: 'shown' }
  | { readonly kind: 'titled'; readonly title: string };

/** esbuild's name-keeping helper, which the functions carry with them into the page. */
const PRELUDE = 'const __name = (value) => value;';

/** The text of a function that refers to nothing outside itself, as a script that runs it and gives its result. */
export function pageScript(run: (binding: string) => unknown, binding = ''): string {
  return `(() => { ${PRELUDE} return (${run.toString()})(${JSON.stringify(binding)}); })();`;
}

/**
 * Runs inside every page, before its own scripts. Must not refer to anything outside itself. `binding`: name of the global
 * function that takes reports, as JSON.
 */
export function reportPageEvents(binding: string): void {
  const maxText = 10_000;
  const maxSelector = 1_000;
  /** Fields that were ever seen to hide what is typed: a page may show it later. */
  const hidden = new WeakSet<Element>();
  const isSecret = (element: Element): element is HTMLInputElement => {
    if (!(element instanceof HTMLInputElement)) return false;
    const purpose = element.getAttribute('autocomplete') ?? '';
    if (element.type === 'password' || /password|one-time-code|\bcc-(?:number|csc)\b/.test(purpose))
      hidden.add(element);
    return hidden.has(element);
  };
  const selectorOf = (element: Element): string => {
    if (element.id) return `#${element.id}`;
    const name = element.getAttribute('name');
    if (name) return `${element.localName}[name="${name}"]`;
    const parent = element.parentElement;
    if (!parent) return element.localName;
    const same = [...parent.children].filter((child) => child.localName === element.localName);
    const nth = same.length > 1 ? `:nth-of-type(${same.indexOf(element) + 1})` : '';
    return `${selectorOf(parent)} > ${element.localName}${nth}`;
  };
  const send = (event: Event, report: object): void => {
    const tell = Reflect.get(window, binding) as ((json: string) => void) | undefined;
    tell?.(JSON.stringify({ ...report, ageMs: performance.now() - event.timeStamp }));
  };
  const describe = (element: Element): NonNullable<PageReport['target']> => {
    const role = element.getAttribute('role');
    const label = element.getAttribute('aria-label') ?? element.textContent;
    const name = label.replace(/\s+/g, ' ').trim().slice(0, 80);
    const type = element instanceof HTMLInputElement ? element.type : undefined;
    return {
      selector: selectorOf(element).slice(0, maxSelector),
      tag: element.localName,
      ...(role ? { role } : {}),
      ...(name ? { name } : {}),
      ...(type ? { input_type: type } : {}),
    };
  };
  const secretsAt = (element: Element): readonly SecretField[] => {
    const fields =
      element instanceof HTMLFormElement
        ? [...document.querySelectorAll('input')].filter(({ form }) => form === element)
        : [element];
    return fields.filter(isSecret).map(({ name, value }) => ({ name, value: value.slice(0, maxText) }));
  };
  for (const kind of ['click', 'input', 'change', 'submit'] as const) {
    document.addEventListener(
      kind,
      (event) => {
        const element = event.target;
        if (!(element instanceof Element) || !event.isTrusted) return;
        const masked = isSecret(element);
        const hasValue = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
        const secrets = kind === 'click' ? [] : secretsAt(element);
        send(event, {
          kind,
          target: describe(element),
          ...(masked ? { masked } : {}),
          ...(hasValue && !masked && kind !== 'click' ? { value: element.value.slice(0, maxText) } : {}),
          ...(event instanceof MouseEvent ? { x: event.clientX, y: event.clientY } : {}),
          ...(secrets.length > 0 ? { secrets } : {}),
        });
      },
      { capture: true },
    );
  }
  // So that a field is known before a page shows what is in it.
  document.addEventListener(
    'focusin',
    ({ target }) => {
      if (target instanceof Element) isSecret(target);
    },
    { capture: true },
  );
  let last = 0;
  let trailing = 0;
  document.addEventListener('scroll', (event) => {
    const report = (): void => {
      last = performance.now();
      send(event, { kind: 'scroll', x: scrollX, y: scrollY });
    };
    clearTimeout(trailing);
    if (performance.now() - last > 100) report();
    else trailing = window.setTimeout(report, 120);
  });
}

/** Runs inside every page of a browser with several tabs: tells when the tab is in front, and its title. Must not refer to anything outside itself. */
export function reportTab(binding: string): void {
  if (window.top !== window) return;
  const send = (message: object): void => {
    const tell = Reflect.get(window, binding) as ((json: string) => void) | undefined;
    tell?.(JSON.stringify({ ...message, ageMs: 0 }));
  };
  const tellShown = (): void => {
    if (document.visibilityState === 'visible') send({ kind: 'shown' });
  };
  document.addEventListener('visibilitychange', tellShown);
  window.addEventListener('focus', tellShown);
  // A page that loads anew in a window behind another is not brought to the front by it.
  if (document.hasFocus() || history.length <= 1) tellShown();
  let told = '';
  const tellTitle = (): void => {
    const title = document.title.slice(0, 1_000);
    if (title !== told) send({ kind: 'titled', title });
    told = title;
  };
  const watchTitle = (): void => {
    tellTitle();
    const observer = new MutationObserver(tellTitle);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', watchTitle);
  else watchTitle();
}
