import { describe, expect, it } from '@jest/globals';
import type { CheckView } from '@tandem/enrollment-contract';
import { inLanguage, remarkKey, remarksOf, saidOf } from './said-draft';

const check = (id: CheckView['id'], result: CheckView['result'], reason?: string): CheckView => ({ id, result, evidence: {}, setByHand: false, ...(reason ? { reason } : {}) });
const CHECKED = [check('email_ownership', 'pass'), check('company_domain', 'unclear', 'DOMAIN_NOT_THE_COMPANYS'), check('mpn', 'fail', 'MPN_NOT_FOUND')];

describe('what is said with a decision', () => {
  it('VER-06: says something of each check that did not pass, and of no other', () => {
    expect(remarksOf(CHECKED, ({ id }) => `about ${id}`)).toEqual([
      { id: 'company_domain', said: true, text: 'about company_domain' },
      { id: 'mpn', said: true, text: 'about mpn' },
    ]);
  });

  it('has a text by what was found, else by the check', () => {
    const has = (key: string) => key === 'reviews.remarks.MPN_NOT_FOUND';
    expect([remarkKey(check('mpn', 'fail', 'MPN_NOT_FOUND'), has), remarkKey(check('mpn', 'fail', 'SET_BY_HAND'), has)]).toEqual(['reviews.remarks.MPN_NOT_FOUND', 'reviews.remarks.mpn']);
  });

  it('keeps what was written by hand when the language changes', () => {
    const [german, english] = [remarksOf(CHECKED, ({ id }) => `de ${id}`), remarksOf(CHECKED, ({ id }) => `en ${id}`)];
    const typed = german.map((remark) => (remark.id === 'mpn' ? { ...remark, text: 'My own words.' } : remark));
    expect(inLanguage(typed, german, english).map(({ text }) => text)).toEqual(['en company_domain', 'My own words.']);
  });

  it('sends what is ticked and has words', () => {
    const remarks = remarksOf(CHECKED, () => ' Write it out. ');
    expect(saidOf(remarks.map((remark) => ({ ...remark, said: remark.id === 'mpn' })))).toEqual([{ id: 'mpn', reason: 'Write it out.' }]);
    expect(saidOf(remarks.map((remark) => ({ ...remark, text: ' ' })))).toEqual([]);
  });
});
