import fc from 'fast-check';
import { htmlOfText, mendLink, refusalsOfText, replaceLink } from './invitation-text';
import { newestKeyName, signLink } from '@tandem/platform-kernel';

const KEYS = ['k'.repeat(32)];
const urlOf = (id: string, generation: number): string => `https://partners.example/invite/${signLink({ id, generation }, newestKeyName(KEYS), KEYS)}`;
const link = fc.tuple(fc.uuid(), fc.integer({ min: 1, max: 50 })).map(([id, generation]) => ({ id, generation, url: urlOf(id, generation) }));
/** What people write around a link: words, brackets, quotation marks, markup, other addresses. */
const prose = fc.array(fc.constantFrom('Guten Tag', '\n', '\n\n', ' ', '(', ')', '<', '>', '"', '&', '.', ', ', 'https://example.com/a?b=c', '> ', '=', 'ü', "'"), { maxLength: 20 }).map((parts) => parts.join(''));
const reasons = (body: string, url: string): string[] => refusalsOfText({ subject: 'Hello', body }, url).map(({ reason }) => reason);

describe('the link in any edited text', () => {
  it('INV-04: a text with the exact link standing free in it may be sent', () => {
    fc.assert(fc.property(prose, link, prose, (before, { url }, after) => expect(reasons(`${before}\n${url}\n${after}`, url)).toEqual([])));
  });

  it('INV-04: a text in which one character of the link was changed may not', () => {
    fc.assert(
      fc.property(prose, link, fc.nat(), fc.constantFrom(...'abcXYZ019-_'), (before, { url }, place, other) => {
        const at = place % url.length;
        fc.pre(url[at] !== other);
        const altered = url.slice(0, at) + other + url.slice(at + 1);
        expect(reasons(`${before}\n${altered}\n`, url)).toContain('LINK_MISSING');
      }),
      { numRuns: 300 },
    );
  });

  it("INV-04: nobody else's link may stand beside one's own, nor an outdated one", () => {
    fc.assert(
      fc.property(prose, link, link, (before, own, other) => {
        fc.pre(own.url !== other.url);
        expect(reasons(`${before}\n${own.url}\n${other.url}\n`, own.url)).toEqual(['LINK_FOREIGN']);
      }),
    );
  });

  it('INV-04: a link broken over lines by a mail program is joined, and the words around it are left alone', () => {
    const breaks = fc.constantFrom('\n', '\r\n', '=\n', '=\r\n', '\n> ', '\n  ');
    fc.assert(
      fc.property(prose, link, prose, fc.array(fc.tuple(fc.nat(), breaks), { minLength: 1, maxLength: 3 }), (before, { url }, after, cuts) => {
        const broken = cuts.reduce((text, [place, how]) => {
          const at = 1 + (place % (text.length - 1));
          // Two breaks in a row are an empty line, which ends a link.
          return /[\r\n> =]/.test(text.slice(at - 1, at + 1)) ? text : text.slice(0, at) + how + text.slice(at);
        }, url);
        expect(mendLink(`${before}\n${broken}\n${after}`, url)).toBe(`${before}\n${url}\n${after}`);
      }),
      { numRuns: 300 },
    );
  });

  it('SM-5: a resend puts the new link wherever the old one stood and touches nothing else', () => {
    fc.assert(
      fc.property(prose, link, prose, (before, { id, generation, url }, after) => {
        const next = urlOf(id, generation + 1);
        const text = replaceLink(`${before}\n${url}\n${after}\n${url}`, url, next);
        expect(text).toBe(`${before}\n${next}\n${after}\n${next}`);
        expect(reasons(text, next)).toEqual([]);
        expect(reasons(text, url)).toContain('LINK_MISSING');
      }),
    );
  });

  it('INV-10: as HTML it has no tags but our own, and the link leads to itself', () => {
    const nasty = fc.array(fc.constantFrom('<script>', '</p>', '<img src=x onerror=alert(1)>', '"', "'", '&', '<', '>', 'javascript:', ' ', '\n\n', 'a'), { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(nasty, link, (text, { url }) => {
        const html = htmlOfText(`${text}\n${url}`, url);
        const tags = [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
        expect(tags.filter((tag) => !['<p>', '</p>', '<br>', '</a>', `<a href="${url}">`].includes(tag))).toEqual([]);
        expect(html).toContain(`<a href="${url}">${url}</a>`);
      }),
    );
  });
});
