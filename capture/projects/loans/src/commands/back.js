/** back BOOK: it was brought back. Who wants it next is told. */
export function back(shelf, [book], done) {
  shelf.get(`book/${book}`, (error, record) => {
    if (error) return done(error);
    if (!record.lentTo) return done(new Error(`${book} is not lent`));
    shelf.put(`book/${book}`, { ...record, lentTo: null }, (error) => {
      if (error) return done(error);
      const [next] = record.wantedBy;
      done(null, next ? `${book} is back, and ${next} wants it` : `${book} is back`);
    });
  });
}
