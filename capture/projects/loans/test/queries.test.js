import assert from 'node:assert/strict';
import test from 'node:test';
import { run } from '../src/main.js';
import { newDesk } from './desk.js';

test('out tells who has which book', (t, done) => {
  newDesk((error, shelf) => {
    if (error) return done(error);
    run(shelf, ['lend', 'emma', 'ann'], (error) => {
      if (error) return done(error);
      run(shelf, ['out'], (error, lines) => {
        if (error) return done(error);
        assert.equal(lines, 'ann ..... Emma');
        done();
      });
    });
  });
});

test('calls tells whom to call', (t, done) => {
  newDesk((error, shelf) => {
    if (error) return done(error);
    run(shelf, ['want', 'emma', 'bob'], (error) => {
      if (error) return done(error);
      run(shelf, ['calls'], (error, lines) => {
        if (error) return done(error);
        assert.equal(lines, 'bob, 34: Emma');
        done();
      });
    });
  });
});

test('readers counts the books of each', (t, done) => {
  newDesk((error, shelf) => {
    if (error) return done(error);
    run(shelf, ['lend', 'emma', 'ann'], (error) => {
      if (error) return done(error);
      run(shelf, ['readers'], (error, lines) => {
        if (error) return done(error);
        assert.equal(lines, 'ann: 1 book\nbob: 0 books');
        done();
      });
    });
  });
});
