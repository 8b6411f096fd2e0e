import { overtaken } from './newer';

const record = (id: string, etag: string) => ({ id, attributes: { etag } });

describe('a reading of a record', () => {
  it('is overtaken by a newer version that is known already, by number and not by letter', () => {
    expect(overtaken(record('a', '9'), record('a', '10'))).toBe(true);
  });

  it.each([
    ['nothing is known', undefined],
    ['an older version is known', record('a', '8')],
    ['the same version is known', record('a', '9')],
    ['another record is known', record('b', '10')],
  ])('counts when %s', (_, known) => {
    expect(overtaken(record('a', '9'), known)).toBe(false);
  });
});
