/** What a page of a DOM recording may be made of. Pure. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Elements that stay what they are. Whatever else there is becomes one that does nothing. */
export const ELEMENTS = words(`
  html head title style body
  a abbr address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code col colgroup
  data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6
  header hgroup hr i img input ins kbd label legend li main map mark menu meter nav noscript ol optgroup option
  output p picture pre progress q rp rt ruby s samp search section select slot small source span strike strong sub summary
  sup table tbody td textarea tfoot th thead time tr tt u ul var video wbr
  svg g defs desc symbol use switch path rect circle ellipse line polyline polygon text tspan textpath image marker mask
  pattern clippath lineargradient radialgradient stop filter view foreignobject
  feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap
  fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur femerge femergenode femorphology
  feoffset fepointlight fespecularlighting fespotlight fetile feturbulence`);

/** Elements that showed a thing of their own in a box: the box stays, empty. */
export const BOXES = words('iframe frame frameset object embed portal applet fencedframe');

/** Elements that nobody saw. */
export const UNSEEN = words('script base meta link template track param noembed noframes');

/** Elements that would stand in the place of a property of the document, by their name. Built ones, and what becomes one. */
export const NAMED_BY_DOCUMENT = words('form img canvas');

/** Elements that a shadow tree may hang on, besides custom ones. */
export const SHADOW_HOSTS = words(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span',
);

/** Names that frameworks make up have a dash, as do `data-` and `aria-`, and what SVG has is how it looks. */
const DASHED = /^_?[a-z][\w.:]*-[\w.:-]*$/i;
const REFUSED_DASHED = words('http-equiv accept-charset');

const ATTRIBUTES = words(`
  id class style title lang dir hidden role slot part translate inert tabindex
  abbr align alt axis bgcolor border cellpadding cellspacing char charoff checked cite clear color cols colspan compact
  controls coords datetime dirname disabled draggable enterkeyhint face for frame headers height high hspace label list
  loop low max maxlength media min minlength multiple muted name noshade nowrap open optimum pattern placeholder
  playsinline poster readonly required rev reversed rows rowspan rules scope selected shape size span spellcheck src
  start step summary type usemap valign value vspace width wrap
  href xlink:href xml:lang xml:space
  amplitude azimuth basefrequency bias by clippathunits clip cx cy d diffuseconstant direction display divisor dx dy
  edgemode elevation exponent fill filter filterunits flood font fr fx fy gradienttransform gradientunits in in2 intercept
  k k1 k2 k3 k4 kernelmatrix kernelunitlength lengthadjust limitingconeangle markerheight markerunits markerwidth mask
  maskcontentunits maskunits mode numoctaves offset opacity operator order orient orientation overflow patterncontentunits
  patterntransform patternunits points preservealpha preserveaspectratio primitiveunits r radius refx refy result rotate
  rx ry scale seed spacing specularconstant specularexponent spreadmethod startoffset stddeviation stitchtiles stroke
  surfacescale systemlanguage tablevalues targetx targety textlength transform transform-origin version viewbox visibility
  x x1 x2 xchannelselector y y1 y2 ychannelselector z xmlns xmlns:xlink`);

/** What rrweb itself reads: sizes, scroll positions, and whether a dialog is above all else. */
export const RRWEB_SIZES = words('rr_width rr_height');
export const RRWEB_SCROLL = words('rr_scrollleft rr_scrolltop');

/** Attributes that name something to load. */
export const SOURCES = words('src href xlink:href poster');

/** Attributes whose value is read as one of CSS. */
export const PAINT = words(
  'style fill stroke filter mask clip-path cursor marker marker-start marker-mid marker-end',
);

/** `name`: in lower case. */
export function isAllowedAttribute(name: string): boolean {
  return ATTRIBUTES.has(name) || (DASHED.test(name) && !REFUSED_DASHED.has(name));
}

export function isCustomElement(tag: string): boolean {
  return /^[a-z][a-z0-9._]*-[a-z0-9._-]*$/.test(tag);
}
