import { describe, expect, it } from 'vitest';
import { cleanCss } from '../../../src/panes/browser/clean-css.ts';

const NOTHING = 'url("data:,")';

describe('style sheets of a recording', () => {
  it.each([
    ['p{background:url(https://a.example/x)}', `p{background:${NOTHING}}`],
    ['p{background:URL( "//a.example/x" )}', 'p{background:URL( "data:," )}'],
    ['p{background:url("https://a.example', 'p{background:url("data:,"'],
    ["p{background:url('x.png')}", `p{background:${NOTHING}}`],
    ['p{background:\\75\\72\\6c(https://a.example)}', `p{background:${NOTHING}}`],
    ['p{background:u\\72 l(https://a.example)}', `p{background:${NOTHING}}`],
    ['p{background:\\u\\rl(https://a.example)}', `p{background:${NOTHING}}`],
    ['p{background:url()}', `p{background:${NOTHING}}`],
    ['@import "https://a.example/x.css";p{}', 'p{}'],
    ['@IMPORT url(https://a.example/x.css) layer(a);p{}', 'p{}'],
    ['@\\69mport "https://a.example";p{}', 'p{}'],
    ["p{background:image-set('https://a.example' 1x)}", 'p{background:image-set("data:," 1x)}'],
  ])('asks for nothing: %s', (css, clean) => {
    expect(cleanCss(css)).toBe(clean);
  });

  it.each([
    'p{background:url(data:image/png;base64,AAAA)}',
    'p{background:url("data:image/svg+xml,<svg viewBox=\'0 0 1 1\'/>")}',
    'path{fill:url(#a)}',
    '.a\\:b,.\\31 2{content:"\\f101"}',
    'p::before{content:"\\\\g"}',
    '@media (min-width: 3px){a{color:red}}',
  ])('leaves what is there: %s', (css) => {
    expect(cleanCss(css)).toBe(css);
  });

  it('puts marks in the place of what a picture does not have', () => {
    expect(cleanCss('a:hover>b,a:link,a:any-link{}')).toBe('a.\\:hover>b,a[data-href],a[data-href]{}');
    expect(cleanCss('@media (max-device-width:9px){}')).toBe('@media (max-width:9px){}');
  });

  it('reads a long sheet fast, however it is built', () => {
    const start = performance.now();
    for (const part of ['url(', '@import ', '\\6', 'image-set("', 'url("', ':hover', 'a{color:red}'])
      cleanCss(part.repeat(200_000 / part.length));
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
