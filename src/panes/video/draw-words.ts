/** Burns the key line and the caption into a picture. On the page they are text, which can be read aloud and copied. */
import { plate, WORDS, type Context } from './draw-overlays.ts';
import type { HudToken, KeyHud } from './key-hud.ts';
import type { Rect } from './map-to-picture.ts';
import type { Scene } from './scene.ts';

const CAPTION = { font: "15px 'Inter Variable', system-ui, sans-serif", line: 21, pad: 12, characters: 72 };
const KEYS = { font: '500 15px ui-monospace, Menlo, Consolas, monospace', height: 36, pad: 12, gap: 8 };
const BOTTOM = 14;
/** Lines of a caption at most: more would hide the picture. */
const MAX_LINES = 6;

/** As on the page: keys above, caption below, at the foot of `picture`. In the context's own units. */
export function drawWords(
  context: Context,
  { hud, caption }: Pick<Scene, 'hud' | 'caption'>,
  picture: Rect,
): void {
  const room = picture.width - 2 * 16;
  if (room <= 0) return;
  let bottom = picture.y + picture.height - BOTTOM;
  const middle = picture.x + picture.width / 2;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  if (caption !== null) bottom -= drawCaption(context, caption, { middle, bottom, room }) + 8;
  if (hud) drawKeys(context, hud, { middle, bottom, room });
  context.globalAlpha = 1;
}

interface Foot {
  readonly middle: number;
  readonly bottom: number;
  readonly room: number;
}

/** Returns its height. */
function drawCaption(context: Context, caption: string, { middle, bottom, room }: Foot): number {
  context.font = CAPTION.font;
  const width = Math.min(room, CAPTION.characters * context.measureText('0').width);
  const lines = caption
    .split('\n')
    .flatMap((line) => wrapped(context, line, width - 2 * CAPTION.pad))
    .slice(0, MAX_LINES);
  const widest = Math.max(...lines.map((line) => context.measureText(line).width));
  const height = lines.length * CAPTION.line + 8;
  const left = middle - widest / 2 - CAPTION.pad;
  plate(context, { x: left, y: bottom - height, width: widest + 2 * CAPTION.pad, height }, 6);
  context.fillStyle = WORDS;
  context.textAlign = 'center';
  for (const [index, line] of lines.entries())
    context.fillText(line, middle, bottom - height + 4 + (index + 0.5) * CAPTION.line);
  context.textAlign = 'left';
  return height;
}

/** Broken at spaces; a word that is too long for a line stands in one of its own, and is squeezed there by nobody. */
function wrapped(context: Context, text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && context.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function drawKeys(context: Context, hud: KeyHud, { middle, bottom, room }: Foot): void {
  context.font = KEYS.font;
  const words = [...(hud.cut ? ['…'] : []), ...hud.tokens.map(wordOf)];
  const widths = words.map((word) => context.measureText(word).width);
  const total = widths.reduce((sum, width) => sum + width + KEYS.gap, -KEYS.gap);
  const width = Math.min(room, total + 2 * KEYS.pad);
  const box = { x: middle - width / 2, y: bottom - KEYS.height, width, height: KEYS.height };
  context.save();
  context.globalAlpha = hud.opacity;
  plate(context, box, 8);
  // What does not fit is cut, as on the page.
  context.clip();
  context.fillStyle = WORDS;
  let x = box.x + KEYS.pad;
  for (const [index, word] of words.entries()) {
    context.fillText(word, x, box.y + box.height / 2);
    x += (widths[index] ?? 0) + KEYS.gap;
  }
  context.restore();
}

function wordOf({ text, count }: HudToken): string {
  return count > 1 ? `${text} ×${count}` : text;
}
