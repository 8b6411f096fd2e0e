import { htmlOfText, mailtoOf, mendLink, refusalsOfText, replaceLink } from './invitation-text';
import { newestKeyName, signLink } from '@tandem/platform-kernel';
import { refusalOfRecipient, refusalOfSubject } from './recipient';

const keys = ['a key that is long enough to sign links with'];
const link = (id: string, generation = 1): string =>
  `http://localhost:3000/invite/${signLink({ id: `019a7f00-0000-7000-8000-00000000000${id}`, generation }, newestKeyName(keys), keys)}`;
const url = link('a');
const reasons = (body: string, subject = 'Hello'): string[] => refusalsOfText({ subject, body }, url).map(({ reason }) => reason);

describe('the link in the text', () => {
  it.each([
    ['on its own line', `Hello,\n\n${url}\n\nBye`],
    ['inside a sentence', `Open ${url}, then confirm.`],
    ['at the end of a sentence', `Open ${url}.`],
    ['in brackets', `(see <${url}>)`],
    ['twice', `${url}\n${url}`],
    ['beside an address of another site', `${url}\nhttps://meet.example/invite/anna`],
    ['moved and indented', `\t   ${url}   \r\n`],
  ])('INV-04: is there: %s', (_, body) => expect(reasons(body)).toEqual([]));

  it.each([
    ['taken out', 'Hello'],
    ['without its address', 'Hello /invite/'],
    ['shortened by a character', url.slice(0, -1)],
    ['lengthened', `${url}x`],
    ['with a changed character', url.replace('019a7f00', '019a7f01')],
    ['with another host', url.replace('localhost:3000', 'evil.example')],
    ['in capitals', url.toUpperCase()],
    ['with a query behind it', `${url}?utm_source=mail`],
  ])('INV-04: is missing: %s', (_, body) => expect(reasons(body)).toContain('LINK_MISSING'));

  it.each([
    ['of another invitation', link('b')],
    ['of an earlier generation', link('a', 2)],
    ['altered', url.slice(0, -1)],
    ['made like ours on another host', url.replace('http://localhost:3000', 'https://evil.example')],
    ['on our host, whatever follows', 'http://localhost:3000/invite/please'],
    ['in other letters', url.toUpperCase()],
  ])('INV-04: a second link is refused: %s', (_, other) => expect(reasons(`${url}\n${other}`)).toEqual(['LINK_FOREIGN']));

  it('INV-04: is put together again when an editor has wrapped it', () => {
    const wrapped = [`${url.slice(0, 60)}\n${url.slice(60)}`, `> ${url.slice(0, 72)}\r\n> ${url.slice(72)}`, `${url.slice(0, 40)}=\n${url.slice(40)}`];
    for (const body of wrapped) expect(reasons(mendLink(body, url))).toEqual([]);
    expect(mendLink('Hello\nthere', url)).toBe('Hello\nthere');
  });

  it('INV-04: is put together wherever it stands and however often it was wrapped; half a link stays half a link', () => {
    const broken = [...url].join('=\r\n\t> ');
    const half = url.slice(0, -1);
    expect(mendLink(`hh${url}h ${broken}http ${half}\n${half}`, url)).toBe(`hh${url}h ${url}http ${half}\n${half}`);
    expect(mendLink(`${url.slice(0, 30)} ${url.slice(30)}`, url)).toBe(`${url.slice(0, 30)} ${url.slice(30)}`);
    expect(mendLink(url.slice(0, 30), url)).toBe(url.slice(0, 30));
  });

  it('INV-02: is replaced wherever it stands, also when it was wrapped', () => {
    const next = link('a', 2);
    expect(replaceLink(`one ${url} two\n${url.slice(0, 50)}\n${url.slice(50)} three`, url, next)).toBe(`one ${next} two\n${next} three`);
  });

  it('INV-01: needs a subject', () => expect(reasons(url, ' \t')).toEqual(['SUBJECT_MISSING']));
});

describe('the text on its way out', () => {
  it('INV-10: is escaped as HTML, keeps its lines, and its link can be clicked', () => {
    expect(htmlOfText(`Hi <b onclick="x">you</b> & 'me',\nsecond line\r\n\r\n${url}\n`, url)).toBe(
      `<p>Hi &lt;b onclick=&quot;x&quot;&gt;you&lt;/b&gt; &amp; &#39;me&#39;,<br>second line</p>\n<p><a href="${url}">${url}</a></p>`,
    );
  });

  it('INV-10: no other address in it becomes a link', () => {
    expect(htmlOfText('javascript:alert(1) https://evil.example', url)).not.toContain('<a ');
  });

  it('INV-03: goes into the own mail program with address, subject and text, line breaks as CRLF', () => {
    const mailto = mailtoOf({ subject: 'Größe & more?', body: `Hello\n\n${url}\r\nBye = 100% (ok)` }, 'ga@alpenblick.example');
    expect(mailto).toMatch(/^mailto:ga%40alpenblick\.example\?subject=Gr%C3%B6%C3%9Fe%20%26%20more%3F&body=Hello%0D%0A%0D%0A/);
    expect(mailto).not.toMatch(/[\s"'()<>]|%0A%0A|[^D]%0A/);
    const query = new URLSearchParams(mailto.slice(mailto.indexOf('?') + 1));
    expect(query.get('body')).toBe(`Hello\r\n\r\n${url}\r\nBye = 100% (ok)`);
  });

  it('INV-05: goes into the own mail program without an address as well', () => {
    expect(mailtoOf({ subject: 'a', body: 'b' })).toBe('mailto:?subject=a&body=b');
  });
});

describe('recipient', () => {
  it.each(['lea@boreal.example', 'first.last+tag@sub.domain.example', "o'neil@x.example", 'a@münchen.example'])('INV-05: %s can be mailed', (email) =>
    expect(refusalOfRecipient(email)).toBeUndefined(),
  );

  it.each(['', 'lea', 'lea@', '@boreal.example', 'lea@boreal', 'lea@@boreal.example', 'a b@x.example', 'Lea <lea@boreal.example>', 'a@b.example,c@d.example', 'a..b@x.example', '.a@x.example', 'a.@x.example', 'a@-x.example', 'a@x..example', `${'a'.repeat(65)}@x.example`, `a@${'b'.repeat(250)}.example`])(
    'INV-05: %j cannot be mailed',
    (email) => expect(refusalOfRecipient(email)?.reason).toBe('RECIPIENT_INVALID'),
  );

  it.each(['a@b.example\r\nBcc: x@y.example', 'a@b.example\n', 'a@b.example\u0000', 'a@b\u2028.example'])('INV-10: %j adds no header', (email) =>
    expect(refusalOfRecipient(email)?.reason).toBe('HEADER_UNSAFE'),
  );

  it.each(['Hello\r\nBcc: x@y.example', 'Hello\n', 'a\u0000b', 'a\u2029b'])('INV-10: subject %j adds no header', (subject) =>
    expect(refusalOfSubject(subject)).toMatchObject({ rule: 'INV-10', reason: 'HEADER_UNSAFE' }),
  );

  it('INV-10: an ordinary subject passes', () => expect(refusalOfSubject('Partnerschaft: Größe & „mehr“ 🙂')).toBeUndefined());
});
