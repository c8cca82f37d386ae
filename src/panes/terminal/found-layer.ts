/** Marks over the picture of a terminal: the words that a search led to. For eyes alone, since nothing is added to its text. */
import type { FontGrid } from './font-grid.ts';
import type { FoundCells } from './found-cells.ts';
import styles from './terminal-screen.module.css';

export class FoundLayer {
  readonly element = document.createElement('span');

  constructor() {
    this.element.setAttribute('aria-hidden', 'true');
  }

  /** In place of those that are there. */
  put(found: readonly FoundCells[], grid: FontGrid): void {
    const { element } = this;
    if (found.length === 0 && element.childElementCount === 0) return;
    const { scale } = grid.choice;
    element.replaceChildren(
      ...found.map(({ row, from, to }) => {
        const mark = document.createElement('span');
        mark.className = styles['found'] ?? '';
        mark.style.left = `${grid.left(from) / scale}px`;
        mark.style.width = `${(grid.left(to) - grid.left(from)) / scale}px`;
        mark.style.top = `${(row * grid.cellHeight) / scale}px`;
        mark.style.height = `${grid.cellHeight / scale}px`;
        return mark;
      }),
    );
  }
}
