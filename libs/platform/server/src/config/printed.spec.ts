import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeConfig } from './load-config';

const file = (name: string): string => fileURLToPath(new URL(`../../../../../${name}`, import.meta.url));
const update = process.env['UPDATE_PRINTED'] === 'true';

const example = (): string =>
  `# Settings of Tandem, printed from libs/platform/server/src/config/config.ts. Commented values are the defaults.\n${describeConfig()
    .map(({ name, standard, meaning }) => `\n# ${meaning}\n#${name}=${standard}\n`)
    .join('')}\n# Containers only: password of the database that docker-compose.yml brings; letters and digits\n#POSTGRES_PASSWORD=\n`;

const table = (): string =>
  ['| Setting | Default | Meaning |', '|---|---|---|', ...describeConfig().map(({ name, standard, meaning }) => `| \`${name}\` | ${standard && `\`${standard}\``} | ${meaning} |`)].join('\n');

const between = (text: string, printed: string): string => text.replace(/(<!-- settings -->\n)[\s\S]*?(\n<!-- \/settings -->)/, `$1${printed}$2`);

describe('printed settings (UPDATE_PRINTED=true prints them anew)', () => {
  it('.env.example is what the schema says', () => {
    if (update) writeFileSync(file('.env.example'), example());
    expect(readFileSync(file('.env.example'), 'utf8')).toBe(example());
  });

  it('the table in the README is what the schema says', () => {
    const readme = readFileSync(file('README.md'), 'utf8');
    if (update) writeFileSync(file('README.md'), between(readme, table()));
    expect(readFileSync(file('README.md'), 'utf8')).toContain(table());
  });
});
