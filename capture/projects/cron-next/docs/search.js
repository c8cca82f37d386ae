const PAGES = [
  {
    href: 'days.html',
    title: 'Days',
    text: 'How the day of month and the day of week work together, when one or both are given.',
  },
  {
    href: 'fields.html',
    title: 'The five fields',
    text: 'Values and names of minute, hour, day of month, month and day of week; lists, ranges, steps.',
  },
];

const query = new URLSearchParams(location.search).get('q') ?? '';
const words = query.toLowerCase().split(/\s+/).filter(Boolean);
const found = PAGES.filter((page) =>
  words.every((word) => `${page.title} ${page.text}`.toLowerCase().includes(word)),
);

document.querySelector('input[name=q]').value = query;
const results = document.querySelector('#results');
const count = document.createElement('p');
count.textContent = `${found.length} of ${PAGES.length} pages speak of "${query}".`;
results.append(count);
for (const page of found) {
  const link = Object.assign(document.createElement('a'), { href: page.href, textContent: page.title });
  const text = Object.assign(document.createElement('p'), { textContent: page.text });
  const result = Object.assign(document.createElement('div'), { className: 'result' });
  result.append(link, text);
  results.append(result);
}
console.info(`search: ${found.length} results for "${query}"`);
