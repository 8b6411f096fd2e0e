import { describe, expect, it } from '@jest/globals';
import { hasLink, mailtoOf, moveLink, piecesOf, putBack, readLetter } from './letter-text';

const LINK = 'https://tandem.example/invite/k1a2b3c4d.019a.sig';
const TEXT = `Hello,\n\nplease open:\n\n${LINK}\n\nRegards`;

const root = (html: string): HTMLElement => {
  const element = document.createElement('div');
  element.innerHTML = html;
  return element;
};

describe('text of a letter', () => {
  it('is cut at the link, wherever it stands', () => {
    expect(piecesOf(TEXT, LINK)).toEqual([{ words: 'Hello,\n\nplease open:\n\n' }, { link: true }, { words: '\n\nRegards' }]);
    expect(piecesOf(LINK, LINK)).toEqual([{ link: true }]);
    expect(piecesOf('', LINK)).toEqual([]);
  });

  it('INV-04: only the whole link counts', () => {
    expect(hasLink(TEXT, LINK)).toBe(true);
    expect(hasLink(TEXT.replace('sig', 'si'), LINK)).toBe(false);
  });

  it('INV-04: the link is put back to where it stood, else on a line of its own', () => {
    const without = TEXT.replace(LINK, '');
    expect(putBack(without, LINK, TEXT.indexOf(LINK))).toBe(TEXT);
    expect(putBack('Hello\n', LINK, null)).toBe(`Hello\n\n${LINK}`);
  });

  it('moves the line of the link past a paragraph, and stays at the edges', () => {
    const up = moveLink(TEXT, LINK, -1);
    expect(up).toBe(`Hello,\n\n${LINK}\n\nplease open:\n\nRegards`);
    expect(moveLink(up, LINK, 1)).toBe(TEXT);
    const top = moveLink(up, LINK, -1);
    expect(moveLink(top, LINK, -1)).toBe(top);
  });

  it('INV-03: opens in a mail program with recipient, subject and the whole text, line breaks as CRLF', () => {
    const mailto = mailtoOf({ to: 'ga@a.example', subject: 'Grüße & mehr', body: `a\n${LINK}` });
    expect(mailto).toBe(`mailto:ga%40a.example?subject=Gr%C3%BC%C3%9Fe%20%26%20mehr&body=a%0D%0A${encodeURIComponent(LINK)}`);
  });

  it('is read from nodes: a locked node is the link, a mark is nothing, breaks and blocks are lines', () => {
    expect(readLetter(root(`Hello<br>there <span data-link="x">Personal link …</span>!`), LINK)).toBe(`Hello\nthere ${LINK}!`);
    expect(readLetter(root(`Hello <span data-gap="">Here stood it</span>you`), LINK)).toBe('Hello you');
    expect(readLetter(root('one<div>two</div><div>three<br></div>'), LINK)).toBe('one\ntwo\nthree');
    expect(readLetter(root('one&nbsp;two<br>'), LINK)).toBe('one two');
  });
});
