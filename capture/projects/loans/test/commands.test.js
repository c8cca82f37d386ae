import assert from 'node:assert/strict';
import test from 'node:test';
import { run } from '../src/main.js';
import { newDesk } from './desk.js';

test('a book is lent, and comes back', (t, done) => {
  newDesk((error, shelf) => {
    if (error) return done(error);
    run(shelf, ['lend', 'emma', 'ann'], (error, lent) => {
      if (error) return done(error);
      assert.equal(lent, 'ann has emma');
      run(shelf, ['back', 'emma'], (error, brought) => {
        if (error) return done(error);
        assert.equal(brought, 'emma is back');
        done();
      });
    });
  });
});

test('who wanted it first gets it', (t, done) => {
  newDesk((error, shelf) => {
    if (error) return done(error);
    run(shelf, ['want', 'emma', 'bob'], (error, place) => {
      if (error) return done(error);
      assert.equal(place, 'bob is number 1');
      run(shelf, ['lend', 'emma', 'bob'], (error, lent) => {
        if (error) return done(error);
        assert.equal(lent, 'bob has emma');
        done();
      });
    });
  });
});

test('a member who has brought all back may leave', (t, done) => {
  newDesk((error, shelf) => {
    if (error) return done(error);
    run(shelf, ['leave', 'ann'], (error, left) => {
      if (error) return done(error);
      assert.equal(left, 'ann has left');
      run(shelf, ['readers'], (error, lines) => {
        if (error) return done(error);
        assert.equal(lines, 'bob: 0 books');
        done();
      });
    });
  });
});
