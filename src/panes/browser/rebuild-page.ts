/**
 * A recorded page as a document that can do nothing. The policy inside the document and the frame's sandbox are what
 * forbids; this allow-list is the second line, and makes what is left look as it did.
 */
import createPurify, { type Config } from 'dompurify';
import { assert } from '../../base/errors.ts';
import { typePoliciesOf } from '../../base/trusted-types.ts';
import { POLICY_META } from './page-policy.ts';

/**
 * What links looked like before their address was taken from them, where no rule of the page says otherwise; and no bar
 * beside the page, which shows where it was and cannot be scrolled.
 */
const BASE_STYLE =
  '<style>:where(a,area):where([data-href]){color:-webkit-link;text-decoration:underline;cursor:pointer}' +
  ':root{scrollbar-width:none!important}</style>';

/** By it DOMPurify parses what it is to clean. Made here, since each of its instances would make one of the same name. */
const PARSING = (typePoliciesOf(window)?.createPolicy('dompurify', {
  createHTML: (text) => text,
  createScriptURL: () => null,
}) ?? null) as NonNullable<Config['TRUSTED_TYPES_POLICY']> | null;

const CONFIG: Config & { readonly RETURN_DOM: true } = {
  TRUSTED_TYPES_POLICY: PARSING,
  WHOLE_DOCUMENT: true,
  RETURN_DOM: true,
  USE_PROFILES: { html: true, svg: true, svgFilters: true, mathMl: true },
  // Names matter to style sheets, and there is no script that a name could deceive.
  SANITIZE_DOM: false,
  CUSTOM_ELEMENT_HANDLING: { tagNameCheck: /^[a-z][a-z0-9._]*-[a-z0-9._-]*$/ },
  FORBID_TAGS: [
    'script',
    'link',
    'base',
    'meta',
    'iframe',
    'frame',
    'frameset',
    'object',
    'embed',
    'portal',
    'template',
    'track',
  ],
  FORBID_ATTR: [
    'action',
    'formaction',
    'method',
    'target',
    'ping',
    'attributionsrc',
    'download',
    'srcset',
    'sizes',
    'autofocus',
    'autoplay',
    'background',
    'contenteditable',
    'accesskey',
    'popover',
    'popovertarget',
  ],
};

/** Attributes that name something to load. */
const SOURCES = ['src', 'href', 'xlink:href', 'poster'];
/** Elements that the keyboard would stop at. */
const FOCUSABLE = 'a, area, button, input, select, textarea, summary, audio, video, [tabindex]';

/** The document for a sandboxed frame's `srcdoc`. `html`: hostile. */
export function rebuildPage(html: string): string {
  // Its own instance, so that its hooks are nobody else's.
  const purify = createPurify(window);
  purify.addHook('beforeSanitizeAttributes', keepLinkAsText);
  purify.addHook('afterSanitizeAttributes', dropRemoteSources);
  const root = purify.sanitize(html, CONFIG);
  assert(root instanceof HTMLElement, 'the rebuilt page has no root');
  for (const element of root.querySelectorAll(FOCUSABLE)) element.setAttribute('tabindex', '-1');
  for (const secret of root.querySelectorAll('input[type=password i][value]'))
    secret.setAttribute('value', '•••');
  for (const style of root.querySelectorAll('style')) style.textContent = linksByAttribute(style.textContent);
  return POLICY_META + BASE_STYLE + root.outerHTML;
}

/** A link's address stays to be read, as `data-href`; without `href` it is no link. */
function keepLinkAsText(element: Element): void {
  if (!['a', 'area'].includes(element.localName)) return;
  for (const name of ['href', 'xlink:href']) {
    const address = element.getAttribute(name);
    if (address === null) continue;
    element.removeAttribute(name);
    if (!/^[\s\p{Cc}]*(?:javascript|vbscript|data):/iu.test(address))
      element.setAttribute('data-href', address);
  }
}

/** Only what lies in the document itself, or in its `data:` addresses, is there to be shown. */
function dropRemoteSources(element: Element): void {
  for (const name of SOURCES) {
    const address = element.getAttribute(name);
    if (address !== null && !/^(?:data:|#)/i.test(address)) element.removeAttribute(name);
  }
}

/** `:link` matches nothing without `href`. */
function linksByAttribute(css: string): string {
  return css.replace(/:(?:any-)?link\b/gi, '[data-href]');
}
