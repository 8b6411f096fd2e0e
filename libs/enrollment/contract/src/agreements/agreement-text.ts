/** A part of an agreement's text, as pages and files show it. */
export type AgreementBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

const HEADING = /^#\s+/;
const ITEM = /^-\s+/;

const joined = (lines: readonly string[]): string => lines.map((line) => line.trim()).join(' ');

function blockOf(part: string): AgreementBlock {
  const lines = part.split('\n');
  const [first = ''] = lines;
  if (HEADING.test(first)) return { kind: 'heading', text: joined(lines).replace(HEADING, '') };
  if (!ITEM.test(first)) return { kind: 'paragraph', text: joined(lines) };
  const items = part.split(/\n(?=-\s)/).map((item) => joined(item.split('\n')).replace(ITEM, ''));
  return { kind: 'list', items };
}

/** The parts of an agreement's plain text: paragraphs stand between empty lines, a heading begins with `# `, the lines of a list with `- `. */
export const agreementBlocks = (text: string): AgreementBlock[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(blockOf);
