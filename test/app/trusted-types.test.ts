import { expect, it } from 'vitest';
import { trustOwnTexts } from '../../src/app/trusted-types.ts';
import { POLICY_META } from '../../src/panes/browser/page-policy.ts';

interface Rules {
  readonly createHTML: (text: string, type: string, place: string) => string | null;
  readonly createScriptURL: (text: string) => string | null;
}

function rulesOf(page: string): Rules {
  const made: Rules[] = [];
  trustOwnTexts({ trustedTypes: { createPolicy: (_: string, rules: Rules) => made.push(rules) } }, page);
  const [rules] = made;
  if (!rules) throw new Error('no policy');
  return rules;
}

const { createHTML, createScriptURL } = rulesOf('https://viewer.example/playhead/?trace=a#t=1');
const BASE = 'https://viewer.example/playhead/';

it.each([
  `${BASE}assets/files.worker-Ab_c-1.js`,
  `${BASE}assets/editor.worker-D1.js`,
  `${BASE}service-worker.js`,
])('takes %s for a worker', (url) => expect(createScriptURL(url)).toBe(url));

it.each([
  'https://elsewhere.example/playhead/assets/files.worker-Ab.js',
  'https://viewer.example/assets/files.worker-Ab.js',
  `${BASE}samples/files.worker-Ab.js`,
  `${BASE}assets/../samples/assets/files.worker-Ab.js`,
  `${BASE}assets/index-Ab.js`,
  `${BASE}assets/files.worker-Ab.js?x`,
  `${BASE}assets/files.worker-Ab.js#x`,
  `${BASE}assets/a/files.worker-Ab.js`,
  `${BASE}a/service-worker.js`,
  'blob:https://viewer.example/1b4e28ba',
  'data:text/javascript,1',
  'javascript:1',
])('refuses %s', (url) => expect(createScriptURL(url)).toBeNull());

it('takes nothing for markup but what frames a waveform', () => {
  const frame = `
    <style>
      :host .canvases > div { position: relative; }
    </style>
    <div class="scroll" part="scroll"><div class="wrapper" part="wrapper"></div></div>
  `;
  const asked = (text: string): string | null => createHTML(text, 'TrustedHTML', 'ShadowRoot innerHTML');
  for (const text of ['', frame]) expect(asked(text)).toBe(text);
  for (const text of [
    '<img src=x onerror=alert(1)>',
    '<div class="a" part="b" onclick="x">',
    '<div class="a" part="b"><svg/onload=x>',
    '<style nonce="x">',
    '<',
    '<DIV>',
  ])
    expect(asked(text), text).toBeNull();
});

it('takes a recorded page for its frame, where it forbids itself everything first', () => {
  const page = `${POLICY_META}<p onclick="x">`;
  const asked = (text: string, place: string): string | null => createHTML(text, 'TrustedHTML', place);
  expect(asked(page, 'HTMLIFrameElement srcdoc')).toBe(page);
  for (const other of ['', 'x', `<p>${page}`]) expect(asked(other, 'HTMLIFrameElement srcdoc')).toBeNull();
  expect(asked(page, 'Element innerHTML')).toBeNull();
});

it('leaves browsers that do not ask alone', () => {
  expect(() => trustOwnTexts({}, BASE)).not.toThrow();
});
