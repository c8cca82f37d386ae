/**
 * The lines of a terminal as text over their picture: seen by nobody, for screen readers, for selecting and for copying.
 * It follows when the picture is at rest, since text takes the browser longer than a picture.
 */
import type { Line } from '../../trace/emulator/lines.ts';
import { cellText, lineText } from './screen-lines.ts';
import type { FontGrid } from './font-grid.ts';

export class TextLayer {
  readonly element = document.createElement('div');
  #lines: readonly Line[] = [];
  #grid: FontGrid | undefined;

  /** Puts lines there, from the top; those that are there already stay, and what is selected in them. */
  put(lines: readonly Line[], grid: FontGrid): void {
    const { element } = this;
    const isAnew = this.#grid !== grid;
    if (isAnew) {
      const { family, size } = grid.choice;
      element.style.font = `${size}px/${grid.cell.height}px ${family}`;
    }
    // Lines come at the top when a person looks back: from the end they stay what they are.
    const added = lines.length - element.children.length;
    for (let count = added; count > 0; count--) element.prepend(document.createElement('div'));
    for (let count = added; count < 0; count++) element.firstElementChild?.remove();
    lines.forEach((line, index) => {
      const row = element.children[index];
      if (!row || (!isAnew && this.#lines[index - added] === line)) return;
      const parts = partsOf(line, grid);
      const text = parts.map((part) => (typeof part === 'string' ? part : part.textContent)).join('');
      if (isAnew || row.textContent !== text) row.replaceChildren(...parts);
    });
    this.#lines = lines;
    this.#grid = grid;
  }

  /** What is selected of it. Lines that the terminal had to break are whole. */
  get selection(): string {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return '';
    const range = selection.getRangeAt(0);
    let text = '';
    [...this.element.children].forEach((row, index) => {
      if (!range.intersectsNode(row)) return;
      const isLast = !this.#lines[index + 1]?.isWrapped;
      const part = textIn(range, row);
      text += isLast ? `${part.trimEnd()}\n` : part;
    });
    return text.replace(/\n$/, '');
  }
}

/** Text that runs on as the font has it, and characters that need a place of their own. */
function partsOf(line: Line, grid: FontGrid): readonly (string | HTMLElement)[] {
  const end = lineText(line).length;
  const parts: (string | HTMLElement)[] = [];
  let run = '';
  let read = 0;
  for (let column = 0; column < line.length && read < end;) {
    const { text, width } = cellText(line, column);
    const shown = text || ' ';
    read += shown.length;
    if (width === 1 && grid.fits(shown, false, false)) run += shown;
    else {
      if (run !== '') parts.push(run);
      run = '';
      const place = document.createElement('span');
      place.style.width = `${width * grid.cell.width}px`;
      place.textContent = shown;
      parts.push(place);
    }
    column += width;
  }
  if (run !== '') parts.push(run);
  return parts;
}

/** What of a row's text lies in a range. */
function textIn(range: Range, row: Element): string {
  const part = document.createRange();
  part.selectNodeContents(row);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0)
    part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0)
    part.setEnd(range.endContainer, range.endOffset);
  return part.toString();
}
