/** lend BOOK MEMBER: unless it is lent, or somebody else was first to want it. */
export function lend(shelf, [book, member], done) {
  shelf.get(`member/${member}`, (error) => {
    if (error) return done(error);
    shelf.get(`book/${book}`, (error, record) => {
      if (error) return done(error);
      if (record.lentTo) return done(new Error(`${record.lentTo} has ${book}`));
      const [next = member, ...wantedBy] = record.wantedBy;
      if (next !== member) return done(new Error(`${next} wants ${book}`));
      shelf.put(`book/${book}`, { ...record, lentTo: member, wantedBy }, (error) => {
        if (error) return done(error);
        done(null, `${member} has ${book}`);
      });
    });
  });
}
