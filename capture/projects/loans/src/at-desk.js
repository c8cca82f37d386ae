import { run } from './main.js';
import { open } from './store.js';

/** Opens the shelf in a file and does there what the words say. */
export function atDesk(path, words, done) {
  open(path, (error, shelf) => {
    if (error) return done(error);
    run(shelf, words, (error, said) => {
      if (error) return done(error);
      done(null, said);
    });
  });
}
