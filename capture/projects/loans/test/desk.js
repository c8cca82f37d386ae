import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../src/main.js';
import { open } from '../src/store.js';

/** A desk with one book and two members. */
export function newDesk(done) {
  open(join(mkdtempSync(join(tmpdir(), 'loans-')), 'desk.json'), (error, shelf) => {
    if (error) return done(error);
    run(shelf, ['add', 'emma', 'Emma'], (error) => {
      if (error) return done(error);
      run(shelf, ['join', 'ann', '12'], (error) => {
        if (error) return done(error);
        run(shelf, ['join', 'bob', '34'], (error) => {
          if (error) return done(error);
          done(null, shelf);
        });
      });
    });
  });
}
