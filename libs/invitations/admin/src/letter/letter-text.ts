/** A stretch of a letter: words, or the personal link. */
export type Piece = { readonly words: string } | { readonly link: true };

/** Cuts a text at every occurrence of the personal link. */
export function piecesOf(text: string, link: string): Piece[] {
  return text.split(link).flatMap((words, index): Piece[] => [...(index > 0 ? [{ link: true } as const] : []), ...(words === '' ? [] : [{ words }])]);
}

/** Whether the personal link stands in the text, whole (INV-04). */
export const hasLink = (text: string, link: string): boolean => text.includes(link);

/** Puts the link back: where it stood when that is known (an index into the text), else on a line of its own at the end. */
export function putBack(text: string, link: string, at: number | null): string {
  if (at === null) return `${text.trimEnd()}\n\n${link}`;
  return `${text.slice(0, at)}${link}${text.slice(at)}`;
}

/** Moves the line of the link one line with words up or down, past empty lines; at an edge nothing changes. */
export function moveLink(text: string, link: string, by: 1 | -1): string {
  const blocks = text.split(/\n{2,}/);
  const from = blocks.findIndex((block) => block.trim() === link);
  const other = blocks[from + by];
  if (from < 0 || other === undefined) return text;
  blocks.splice(from, 1);
  blocks.splice(from + by, 0, link);
  return blocks.join('\n\n');
}

/** The text that the nodes of an editor stand for: a locked node is the link, a mark where it stood is nothing. */
export function readLetter(root: Node, link: string): string {
  let text = '';
  for (const node of root.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? '';
    if (!(node instanceof HTMLElement)) continue;
    if (node.dataset['link'] !== undefined) text += link;
    else if (node.dataset['gap'] !== undefined) continue;
    else if (node.tagName === 'BR') text += node === root.lastChild ? '' : '\n';
    else text += `${/^(DIV|P)$/.test(node.tagName) && text !== '' && !text.endsWith('\n') ? '\n' : ''}${readLetter(node, link)}`;
  }
  return text.replaceAll('\u00a0', ' ');
}

const encoded = (text: string): string => encodeURIComponent(text.replace(/\r\n?|\n/g, '\r\n')).replace(/['()*!]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** The address that opens a letter in the person's own mail program (INV-03; RFC 6068: line breaks are `%0D%0A`). */
export const mailtoOf = ({ to, subject, body }: { readonly to: string; readonly subject: string; readonly body: string }): string => `mailto:${encoded(to)}?subject=${encoded(subject)}&body=${encoded(body)}`;
