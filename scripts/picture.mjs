// Turns what a command printed into a picture for the documents:
//   ./annona read examples/reading/border-crossing.txt | node scripts/picture.mjs "annona read" > docs/pictures/read.svg
// An SVG of text stays readable for a screen reader, small, and comparable line by line.
import { readFileSync } from 'node:fs';

const title = process.argv[2] ?? 'annona';
const linesMax = Number(process.argv[3] ?? 60);
const [charWidth, lineHeight, margin, bar] = [7.8, 17, 16, 34];

const escape = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const all = readFileSync(0, 'utf8').replace(/\s+$/, '').split('\n').map(line => line.replace(/\s+$/, ''));
const lines = all.length > linesMax ? [...all.slice(0, linesMax), `… ${all.length - linesMax} more lines`] : all;
const width = Math.ceil(Math.max(...lines.map(line => [...line].length)) * charWidth + 2 * margin);
const height = lines.length * lineHeight + bar + 2 * margin;

const text = lines
    .map((line, at) => line === '' ? '' :
        `<text x="${margin}" y="${bar + margin + (at + 1) * lineHeight - 4}" xml:space="preserve">${escape(line)}</text>`)
    .filter(line => line !== '')
    .join('\n');
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="What ${escape(title)} prints" `
    + `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<rect width="100%" height="100%" rx="8" fill="#1d2430"/>
<rect width="100%" height="${bar}" rx="8" fill="#2c3646"/>
<text x="${margin}" y="22" font-family="monospace" font-size="13" fill="#c7d0dd">$ ${escape(title)}</text>
<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="13" fill="#e8edf4">
${text}
</g>
</svg>
`);
