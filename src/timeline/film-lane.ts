/** How the lane of a video is divided: pictures above, marks below. Lengths in CSS pixels. */

/** Height of the pictures. */
export const FILM_HEIGHT = 34;

/** Height of a lane with pictures, its border included. */
export const FILM_LANE = 46;

/** Above the pictures. */
const EDGE = 2;
/** Marks leave this much free above and below them. */
const MARKS_REACH = 11;

interface FilmRows {
  /** Upper edge of the pictures. */
  readonly film: number;
  readonly marks: { readonly top: number; readonly height: number };
}

/** The rows of a lane that begins at `top`. */
export function filmRows(top: number): FilmRows {
  const film = top + EDGE;
  return { film, marks: { top: film + FILM_HEIGHT - 1, height: MARKS_REACH } };
}
