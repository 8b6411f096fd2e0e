import { columnNames } from './column-names';

describe('the columns of a file', () => {
  it('IMP-03: have each a name of their own', () => {
    expect(columnNames(['Name', ' ', 'Name', 'Name (2)'])).toEqual(['Name', '#2', 'Name (2)', 'Name (2) (2)']);
  });
});
