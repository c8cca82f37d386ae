/** Events of a DOM recording that ask a server, if anything lets them: what HTML alone cannot say. */
import { change, element, mutation, page, textNode } from './dom-data.ts';
import type { DomVector } from './hostile-page/main.tsx';

/** `E`: the server that counts. */
export function domVectors(E: string): readonly DomVector[] {
  const url = (name: string): string => `${E}/dom/${name}`;
  const p = element('p', {}, [textNode('x')]);
  const style = element('style', {}, [textNode('p{color:red}')]);
  const image = element('img');
  const canvas = element('canvas');
  const lists: readonly (readonly object[])[] = [
    // Styles, wherever they come from.
    page(0, [
      element('style', { _cssText: `@import "${url('cssText')}"; p{background:url(${url('cssUrl')})}` }),
      p,
    ]),
    page(0, [element('link', { rel: 'stylesheet', _cssText: `p{background:URL( '${url('link')}' )}` }), p]),
    page(0, [element('link', { rel: 'stylesheet', href: url('linkHref') }), p]),
    page(0, [element('p', { style: `background:u\\72l(${url('attribute')})` })]),
    [
      ...page(0, [style, p]),
      change(0, 8, { id: style.id, adds: [{ rule: `p{background:url(${url('rule')})}`, index: 0 }] }),
    ],
    [
      ...page(0, [style, p]),
      change(0, 8, { id: style.id, adds: [{ rule: `@import url(${url('importRule')});`, index: 0 }] }),
    ],
    [
      ...page(0, [style, p]),
      change(0, 8, { id: style.id, replaceSync: `p{background:url(${url('replace')})}` }),
    ],
    [
      ...page(0, [style, p]),
      change(0, 13, {
        id: style.id,
        index: [0],
        set: { property: 'background', value: `url(${url('set')})` },
      }),
    ],
    [
      ...page(0, [style, p]),
      mutation(0, {
        texts: [
          {
            id: style['childNodes'] instanceof Array ? (style['childNodes'] as { id: number }[])[0]?.id : 0,
            value: `p{background:url(${url('text')})}`,
          },
        ],
      }),
    ],
    [
      ...page(0, [style, p]),
      mutation(0, {
        attributes: [{ id: style.id, attributes: { _cssText: `p{background:url(${url('cssTextLater')})}` } }],
      }),
    ],
    [
      ...page(0, [p]),
      mutation(0, {
        attributes: [
          { id: p.id, attributes: { style: { background: [`url(${url('styleObject')})`, 'important'] } } },
        ],
      }),
    ],
    [
      ...page(0, [p]),
      change(0, 15, {
        id: 1,
        styleIds: [1],
        styles: [{ styleId: 1, rules: [{ rule: `p{background:url(${url('adopted')})}`, index: 0 }] }],
      }),
    ],
    [...page(0, [p]), change(0, 10, { family: 'F', fontSource: `url(${url('font')})`, buffer: false })],
    // Images that rrweb makes outside of the document.
    page(0, [element('canvas', { rr_dataURL: url('canvas') })]),
    page(0, [element('img', { rr_dataURL: url('image') })]),
    page(0, [element('img', { rr_dataURL: url('srcset'), srcset: `${url('srcset')} 2x` })]),
    [
      ...page(0, [canvas]),
      mutation(0, { attributes: [{ id: canvas.id, attributes: { rr_dataURL: url('canvasLater') } }] }),
    ],
    // Attributes, in whatever spelling.
    page(0, [element('IMG', { SRC: url('upper'), ONERROR: 'alert(1)' })]),
    page(0, [element('img', { rr_src: url('rrSrc'), 'data-src': url('dataSrc'), src: `\t${url('tab')}` })]),
    [
      ...page(0, [image]),
      mutation(0, { attributes: [{ id: image.id, attributes: { src: url('later'), onerror: 'alert(1)' } }] }),
    ],
    [
      ...page(0, [image]),
      mutation(0, { attributes: [{ id: image.id, attributes: { src: 'x', onload: 'alert(1)' } }] }),
    ],
    page(0, [element('video', { src: url('video'), poster: url('poster'), rr_mediaState: 'played' })]),
    page(0, [element('audio', { src: url('audio'), autoplay: true, rr_mediaState: 'played' })]),
    page(0, [
      element(
        'svg',
        {},
        [element('image', { href: url('svgImage'), 'xlink:href': url('svgImage2') }, [], { isSVG: true })],
        { isSVG: true },
      ),
    ]),
    page(0, [
      element('svg', {}, [element('use', { href: `${url('use')}#a` }, [], { isSVG: true })], { isSVG: true }),
    ]),
    page(0, [
      element(
        'svg',
        {},
        [
          element(
            'rect',
            { width: '9', height: '9', fill: `url(${url('fill')}#a)`, filter: `url(${url('filter')}#a)` },
            [],
            { isSVG: true },
          ),
        ],
        { isSVG: true },
      ),
    ]),
    page(0, [
      element('svg', {}, [element('script', {}, [textNode('alert(1)')], { isSVG: true })], { isSVG: true }),
    ]),
    // Elements, in whatever spelling, and as custom ones.
    page(0, [element('SCRIPT', {}, [textNode('alert(1)')])]),
    page(0, [element('script', { src: url('script') })]),
    page(0, [element('iframe', { src: url('iframe'), srcdoc: '<script>alert(1)</script>' })]),
    page(0, [
      element(
        'x-y',
        { onclick: 'alert(1)', style: `background:url(${url('custom')});display:block` },
        [textNode('x')],
        { isCustom: true },
      ),
    ]),
    page(0, [element('object', { data: url('object') }), element('embed', { src: url('embed') })]),
    page(0, [element('base', { href: `${E}/dom/base/` }), element('img', { src: 'relative' })]),
    // What custom events and plugins say is nobody's business.
    [...page(0, [p]), { type: 5, data: { tag: 'x', payload: `<img src=${url('customEvent')}>` } }],
    [
      ...page(0, [p]),
      { type: 6, data: { plugin: 'rrweb/console@1', payload: { level: 'error', payload: ['x'] } } },
    ],
    [
      ...page(0, [canvas]),
      change(0, 9, {
        id: canvas.id,
        type: 0,
        property: 'drawImage',
        args: [{ rr_type: 'HTMLImageElement', src: url('drawImage') }, 0, 0],
      }),
    ],
    // A shadow tree, and a document within.
    page(0, [
      element(
        'section',
        {},
        [
          element('img', { src: url('shadow') }, [], { isShadow: true }),
          element('style', {}, [textNode(`section{background:url(${url('shadowStyle')})}`)], {
            isShadow: true,
          }),
        ],
        { isShadowHost: true },
      ),
    ]),
    [
      ...page(0, [element('iframe', {}, [])]),
      mutation(0, {
        adds: [
          {
            parentId: 4,
            nextId: null,
            node: {
              type: 0,
              id: 9000,
              childNodes: [
                element('html', {}, [element('body', {}, [element('img', { src: url('inner') })])]),
              ],
            },
          },
        ],
      }),
    ],
  ];
  return lists.map((events) => ({ events }));
}
