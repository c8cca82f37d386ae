export interface PageState {
  readonly html: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly scrollX: number;
  readonly scrollY: number;
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
