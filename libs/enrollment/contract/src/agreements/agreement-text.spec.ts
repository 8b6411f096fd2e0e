import { describe, expect, it } from '@jest/globals';
import { agreementBlocks } from './agreement-text';

describe('the text of an agreement', () => {
  it('AGR-01: is read as headings, paragraphs and lists', () => {
    expect(agreementBlocks('First\nline.\n\n# 1. A heading\n\n- one\n- two\n  goes on\n\n\n \nLast - not an item.')).toEqual([
      { kind: 'paragraph', text: 'First line.' },
      { kind: 'heading', text: '1. A heading' },
      { kind: 'list', items: ['one', 'two goes on'] },
      { kind: 'paragraph', text: 'Last - not an item.' },
    ]);
  });

  it('AGR-01: loses nothing of what is written', () => {
    const words = 'Alpha beta\n\n# gamma\ndelta\n\n-no item\n\n- item\nmore';
    expect(agreementBlocks(words).flatMap((block) => (block.kind === 'list' ? block.items : [block.text])).join(' ')).toBe('Alpha beta gamma delta -no item item more');
    expect(agreementBlocks('')).toEqual([]);
  });
});
