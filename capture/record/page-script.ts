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

export interface PageState {
  readonly html: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly scrollX: number;
  readonly scrollY: number;
}

declare global {
  interface Window {
    playheadReport?: (json: string) => void;
  }
}

/** Runs inside every page, before its own scripts. Must not refer to anything outside itself. */
export function reportPageEvents(): void {
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
  const send = (event: Event, report: Omit<PageReport, 'ageMs'>): void => {
    window.playheadReport?.(JSON.stringify({ ...report, ageMs: performance.now() - event.timeStamp }));
  };
  const describe = (element: Element): NonNullable<PageReport['target']> => {
    const role = element.getAttribute('role');
    const label = element.getAttribute('aria-label') ?? element.textContent;
    const name = label.replace(/\s+/g, ' ').trim().slice(0, 80);
    const type = element instanceof HTMLInputElement ? element.type : undefined;
    return {
      selector: selectorOf(element),
      tag: element.localName,
      ...(role ? { role } : {}),
      ...(name ? { name } : {}),
      ...(type ? { input_type: type } : {}),
    };
  };
  for (const kind of ['click', 'input', 'change', 'submit'] as const) {
    document.addEventListener(
      kind,
      (event) => {
        const element = event.target;
        if (!(element instanceof Element) || !event.isTrusted) return;
        const masked = element instanceof HTMLInputElement && element.type === 'password';
        const hasValue = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
        send(event, {
          kind,
          target: describe(element),
          ...(masked ? { masked } : {}),
          ...(hasValue && !masked && kind !== 'click' ? { value: element.value } : {}),
          ...(event instanceof MouseEvent ? { x: event.clientX, y: event.clientY } : {}),
        });
      },
      { capture: true },
    );
  }
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

/** The page as one self-contained document: style sheets inlined, scripts gone, form values as they stand. */
export function takePageState(): PageState {
  const copy = document.documentElement.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error('no document');
  const sheets = [...document.styleSheets].map((sheet) =>
    [...sheet.cssRules].map((rule) => rule.cssText).join('\n'),
  );
  for (const gone of copy.querySelectorAll('script, link[rel="stylesheet"], link[rel="icon"]')) gone.remove();
  const style = document.createElement('style');
  style.textContent = sheets.join('\n');
  copy.querySelector('head')?.append(style);
  const live = document.querySelectorAll('input');
  copy.querySelectorAll('input').forEach((input, index) => {
    const original = live[index];
    if (original && original.type !== 'password') input.setAttribute('value', original.value);
  });
  return {
    html: `<!doctype html>\n${copy.outerHTML}\n`,
    title: document.title,
    width: innerWidth,
    height: innerHeight,
    scrollX,
    scrollY,
  };
}
