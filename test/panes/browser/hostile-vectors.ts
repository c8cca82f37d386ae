/** Hostile pages of our own. */

/**
 * Those of a browser that reads the rebuilt document once more, and those aimed at this pane. `E`: the server that counts.
 */
export const own = (E: string): Readonly<Record<string, string>> => ({
  mxss: `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
  policyFirst: `<!--></head>--><meta http-equiv=Content-Security-Policy content="img-src *"><img src="${E}/own/policyFirst">`,
  headless: `</head></html><img src="${E}/own/headless"><script>alert(1)</script>`,
  noscript: `<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`,
  cssEscape: `<style>p{background:\\75\\72\\6c("${E}/own/cssEscape")}</style><p>x`,
  imageSet: `<div style="background:image-set('${E}/own/imageSet' 1x);height:9px">x</div>`,
  layer: `<style>@layer a{@import "${E}/own/layer";} @import '${E}/own/layer2' layer(b);</style>`,
  animate: `<svg><a><animate attributeName=href values="javascript:alert(1)"/><text y=20>x</text></a></svg>`,
  svgHref: `<svg><set attributeName=href to="${E}/own/set"/><image><set attributeName=href to="${E}/own/image"/></image></svg>`,
  form: `<form action="${E}/own/form"><button autofocus>x</button></form><isindex action="${E}/own/isindex">`,
  details: `<details open ontoggle=alert(1)><summary>x</summary></details>`,
  custom: `<x-a onclick=alert(1) style="background:url(${E}/own/custom);display:block">x</x-a>`,
  dataHtml: `<iframe src="data:text/html,<script>fetch('${E}/own/dataHtml')</script>"></iframe>`,
  dataCss: `<style>@import "data:text/css,p{background:url(${E}/own/dataCss)}";</style><p>x`,
  dataSvg: `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${E}/own/dataSvg'/></svg>">`,
  shadow: `<div><template shadowrootmode=open><img src="${E}/own/shadow"></template></div>`,
  relative: `<img src="own/relative"><img src="/own/relative">`,
  importmap: `<script type=importmap>{"imports":{"a":"${E}/own/importmap"}}</script><link rel=modulepreload href="${E}/own/map">`,
});

/** What a page without any defence asks for after it is loaded, be it late: names of `defenceless`. */
export const DEFENCELESS = ['img', 'css', 'prefetch', 'video', 'onerror', 'toggle', 'refresh'] as const;

/** A page that asks for each of these under `base`. */
export const defenceless = (base: string): string => `
  <meta http-equiv=refresh content="0;url=${base}/refresh"><link rel=prefetch href="${base}/prefetch">
  <img src="${base}/img"><p style="background:url(${base}/css)">x</p><video src="${base}/video" preload=auto></video>
  <img src="data:x" onerror="fetch('${base}/onerror')"><details open ontoggle="fetch('${base}/toggle')"></details>`;

/** Pages with something to click on. */
export const FORMS: readonly ((E: string) => string)[] = [
  (E) => `<a href="${E}/click/link" ping="${E}/click/ping">x</a>`,
  (E) => `<a href="${E}/click/blank" target=_blank>x</a>`,
  (E) => `<a href="${E}/click/top" target=_top>x</a>`,
  () => `<a href="javascript:alert(1)">x</a>`,
  (E) => `<svg><a xlink:href="${E}/click/svg"><rect width=300 height=150 /></a></svg>`,
  (E) => `<form action="${E}/click/form"><button>x</button></form>`,
];
/** So that a click in the middle hits the thing. */
export const FILL = '<style>a,button{position:fixed;inset:0;display:block;width:100%}</style>';
