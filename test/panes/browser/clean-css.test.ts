import { describe, expect, it } from 'vitest';
import { cleanCss } from '../../../src/panes/browser/clean-css.ts';

const NOTHING = 'url("data:,")';

describe('style sheets of a recording', () => {
  it.each([
    ['p{background:url(https://a.example/x)}', `p{background:${NOTHING}}`],
    ['p{background:URL( "//a.example/x" )}', 'p{background:URL( "data:," )}'],
    ['p{background:url("https://a.example', 'p{background:url("data:,"'],
    ["p{background:url('x.png')}", `p{background:${NOTHING}}`],
    ['p{background:url(a\\)b.png)}', `p{background:${NOTHING}}`],
    ['p{background:\\75\\72\\6c(https://a.example)}', `p{background:${NOTHING}}`],
    ['p{background:u\\72 l(https://a.example)}', `p{background:${NOTHING}}`],
    ['p{background:\\u\\rl(https://a.example)}', `p{background:${NOTHING}}`],
    ['p{background:\\\nurl(https://a.example)}', `p{background:\\\n${NOTHING}}`],
    ['p{background:url()}', `p{background:${NOTHING}}`],
    ['url(https://a.example)', NOTHING],
    ["p{background:image-set('https://a.example' 1x)}", 'p{background:image-set("data:," 1x)}'],
    ['p{background:image\\2dset("//a" 1x)}', 'p{background:image-set("data:," 1x)}'],
    ['p{background:-webkit-image-set("//a" 1x)}', 'p{background:-webkit-image-set("data:," 1x)}'],
    [
      'p{background:image-set("data:x" type("a/b") 1x, "//b" 2x, var(--x, "//c") 3x)}',
      'p{background:image-set("data:x" type("a/b") 1x, "data:," 2x, var(--x, "data:,") 3x)}',
    ],
  ])('asks for nothing: %s', (css, clean) => {
    expect(cleanCss(css)).toBe(clean);
  });

  it.each([
    ['@import "https://a.example/x.css";p{}', 'p{}'],
    ['@IMPORT url(https://a.example/x.css) layer(a);p{}', 'p{}'],
    ['@\\69mport "https://a.example";p{}', 'p{}'],
    ['@import url(https://a.example/css?family=A:wght@400;500;700&x={});p{color:red}', 'p{color:red}'],
    ['@import "//a;b" layer(c) supports(d:e;f);p{color:red}', 'p{color:red}'],
    ['@import url("//a;b{");@import \'//c;d\';p{}', 'p{}'],
    ['@layer a{@import "//a;b"}p{}', '@layer a{}p{}'],
    ['p{background:url(//a) @import "//b;c"}', `p{background:${NOTHING} }`],
    ['@import "//a', ''],
  ])('imports nothing, and loses no rule for that: %s', (css, clean) => {
    expect(cleanCss(css)).toBe(clean);
  });

  it.each([
    'p{background:url(data:image/png;base64,AAAA)}',
    'p{background:url("data:image/svg+xml,<svg viewBox=\'0 0 1 1\'/>")}',
    'path{fill:url(#a)}',
    '.a\\:b,.\\31 2{content:"\\f101"}',
    'p::before{content:"\\\\g"}',
    '@media (min-width: 3px){a{color:red}}',
    // No pseudo-class, though it looks like one.
    '@media (hover:hover) and (pointer:fine){a{color:red}}',
    '.\\[\\&\\:hover\\]{color:red}',
    'p::before{content:"a:hover{} :link"}',
    '[title=":hover"],[a=b:hover]{}',
    'a{--state:hover;x:link}',
    '/* a:hover{} */',
    '@supports selector(a:hover){}',
    'a:hover-not,a::hover{}',
    'transition:hover',
    // An escape that the next one would become a part of.
    'p{background:ur\\6\\63(a)}',
    '.\\2d 1{}',
  ])('leaves what is there: %s', (css) => {
    expect(cleanCss(css)).toBe(css);
  });

  it('puts marks in the place of what a picture does not have', () => {
    expect(cleanCss('a:hover>b,a:link,a:any-link{}')).toBe('a.\\:hover>b,a[data-href],a[data-href]{}');
    expect(cleanCss('@media (max-device-width:9px){}')).toBe('@media (max-width:9px){}');
    expect(cleanCss('@media (hover:hover){.a\\:b:hover:not(:hover,[x]){c:d}&:HOVER{}}')).toBe(
      '@media (hover:hover){.a\\:b.\\:hover:not(.\\:hover,[x]){c:d}&.\\:hover{}}',
    );
    expect(cleanCss('a{b:c;&:hover{d:e}}@scope (f:hover){}')).toBe(
      'a{b:c;&.\\:hover{d:e}}@scope (f.\\:hover){}',
    );
  });

  it('makes no address that was not there', () => {
    // The browser reads neither of these as one; no letter may be put together with the escape before it.
    for (const css of ['p{background:ur\\6\\63("//a")}', 'p{background:ur\\00006\\43("//a")}'])
      expect(cleanCss(css)).not.toMatch(/ur\\0*6c/i);
  });

  it('does not hang on a long sheet, however it is built', () => {
    const start = performance.now();
    for (const part of [
      'url(',
      '@import ',
      '\\6',
      'image-set("',
      'url("',
      ':hover',
      'a{color:red}',
      '(',
      '/*',
      "'\\\n",
    ])
      cleanCss(part.repeat(200_000 / part.length));
    // A fraction of a second; minutes where each character is looked at once for each other.
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});
