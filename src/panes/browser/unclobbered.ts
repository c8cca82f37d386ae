/**
 * Nodes of a recorded page by the browser's own properties: a form's are those of its fields, as soon as a field bears
 * the name. Instances are of the frame's classes, so that none of this asks for one of ours.
 */

const READ_PARENT = getter(Node.prototype, 'parentNode');
const READ_TYPE = getter(Node.prototype, 'nodeType');
const READ_HOST = getter(ShadowRoot.prototype, 'host');
const READ_CONNECTED = getter(Node.prototype, 'isConnected');

export function isElement(node: Node): node is Element {
  return READ_TYPE(node) === Node.ELEMENT_NODE;
}

/** The shadow tree that a node stands in; undefined where it is none. */
export function shadowOf(node: Node): ShadowRoot | undefined {
  const root = Node.prototype.getRootNode.call(node);
  return READ_TYPE(root) === Node.DOCUMENT_FRAGMENT_NODE && 'host' in root ? (root as ShadowRoot) : undefined;
}

export function isConnected(node: Node): boolean {
  return READ_CONNECTED(node) === true;
}

/** The parent; for the root of a shadow tree the element that it hangs on. */
export function parentOf(node: Node): Node | null {
  const parent = READ_PARENT(node) as Node | null;
  const isShadow = parent === null && READ_TYPE(node) === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node;
  return isShadow ? (READ_HOST(node) as Element) : parent;
}

export function classOf(element: Element): string | null {
  return Element.prototype.getAttribute.call(element, 'class');
}

/** null: none at all. */
export function setClass(element: Element, value: string | null): void {
  if (value === null) Element.prototype.removeAttribute.call(element, 'class');
  else Element.prototype.setAttribute.call(element, 'class', value);
}

const SCROLL = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTo')?.value as
  ((options: ScrollToOptions) => void) | undefined;

/** At once, whatever the page says of gliding. */
export function scrollTo(
  element: Element,
  { left, top }: { readonly left: number; readonly top: number },
): void {
  SCROLL?.call(element, { left, top, behavior: 'instant' });
}

function getter(prototype: object, name: string): (node: Node) => unknown {
  const property = Object.getOwnPropertyDescriptor(prototype, name);
  return (node) => property?.get?.call(node) as unknown;
}
