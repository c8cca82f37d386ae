/** want BOOK MEMBER: stands in line for it. */
export function want(shelf, [book, member], done) {
  shelf.get(`book/${book}`, (error, record) => {
    if (error) return done(error);
    const wantedBy = [...record.wantedBy, member];
    shelf.put(`book/${book}`, { ...record, wantedBy }, (error) => {
      if (error) return done(error);
      done(null, `${member} is number ${wantedBy.length}`);
    });
  });
}
