// Compiles the layout of all mails ahead of time: MJML in, a Liquid template in plain HTML out, which is committed.
// `node tools/build-mail/build-mail.mjs` writes it, `--check` fails when it is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';

const mail = new URL('../../libs/platform/server/src/mail/', import.meta.url);
const target = fileURLToPath(new URL('layout.generated.ts', mail));
const { html, errors } = await mjml2html(readFileSync(new URL('layout.mjml', mail), 'utf8'), { validationLevel: 'strict', keepComments: false });
if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));

const lines = html.split('\n').map((line) => line.trim()).filter((line) => line !== '');
const code = `// Made from layout.mjml by tools/build-mail; change that file.
/** The layout of all mails, as a Liquid template. */
export const LAYOUT = [
${lines.map((line) => `  ${JSON.stringify(line)},`).join('\n')}
].join('\\n');
`;
if (!process.argv.includes('--check')) writeFileSync(target, code);
else if (readFileSync(target, 'utf8') !== code) throw new Error('layout.generated.ts does not match layout.mjml: run node tools/build-mail/build-mail.mjs');
