/** add BOOK TITLE: a new book. */
export function add(shelf, [book, title], done) {
  shelf.put(`book/${book}`, { title, lentTo: null, wantedBy: [] }, (error) => {
    if (error) return done(error);
    done(null, `${book} is on the shelf`);
  });
}
