/** How the report looks: black on white, on screens and on A4. */
export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 60rem; background: #fff; color: #16191d;
  font: 15px/1.5 "Inter", "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.7rem; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 2.25rem 0 .6rem; padding-top: .75rem; border-top: 1px solid #c9ced6; font-size: 1.1rem; }
p { margin: .5rem 0; max-width: 46rem; }
.sub { margin: 0; color: #4d5661; }
.state { margin: 1.25rem 0 0; padding: .8rem 1rem; border: 2px solid; border-radius: 6px; }
.state strong { display: block; font-size: 1.15rem; }
.good { border-color: #1a6b3c; background: #eef8f1; }
.warn { border-color: #8a5a00; background: #fdf6e7; }
.bad { border-color: #a3182b; background: #fdeff1; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: .5rem 0; }
dt { color: #4d5661; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: .88rem; }
th, td { padding: .35rem .9rem .35rem 0; border-bottom: 1px solid #dfe3e8; text-align: left; vertical-align: top; }
th { border-bottom: 2px solid #6b7480; font-weight: 600; }
th:last-child, td:last-child { padding-right: 0; }
/* What may be long, and without a space. */
.long { overflow-wrap: anywhere; }
th.name { width: 28%; }
th.by { width: 11%; }
th.judged { width: 20%; }
.no { color: #a3182b; font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.dim { color: #5b6470; }
code, pre { font: .85em/1.45 "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; }
pre { padding: .7rem .9rem; border: 1px solid #dfe3e8; border-radius: 6px; background: #f6f7f9; white-space: pre-wrap;
  overflow-wrap: anywhere; }
code.digest { overflow-wrap: anywhere; }
footer { margin-top: 2.5rem; padding-top: .75rem; border-top: 1px solid #c9ced6; color: #4d5661; font-size: .85rem; }
@page { size: A4; margin: 16mm 15mm 18mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  table { font-size: 8.5pt; }
  thead { display: table-header-group; }
  tr, .state, dl, pre { break-inside: avoid; }
  h2 { break-after: avoid; }
  .state, pre { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
