import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Shortcuts } from './shortcuts';

describe('single keys', () => {
  let shortcuts: Shortcuts;
  let pressed: string[];
  const press = (key: string, target: Element = document.body, more: KeyboardEventInit = {}) => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

  beforeEach(() => {
    localStorage.clear();
    document.body.innerHTML = '<input type="text"><input type="checkbox"><textarea></textarea><select></select>';
    TestBed.resetTestingModule();
    shortcuts = TestBed.inject(Shortcuts);
    pressed = [];
    shortcuts.add({ j: () => pressed.push('j'), Escape: () => pressed.push('esc') }, [{ caps: ['j'], word: 'keys.j', where: 'list' }]);
  });

  it('2.1.4: do nothing once they are switched off, and the choice is remembered', () => {
    shortcuts.use(false);
    press('j');
    expect(pressed).toEqual([]);
    press('Escape');
    expect(pressed).toEqual(['esc']);
    TestBed.resetTestingModule();
    expect(TestBed.inject(Shortcuts).enabled()).toBe(false);
  });

  it('do nothing while somebody types, with a modifier, or under a layer', () => {
    for (const place of document.querySelectorAll('input[type=text], textarea, select')) press('j', place);
    press('j', document.body, { ctrlKey: true });
    document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>');
    press('j');
    expect(pressed).toEqual([]);
    document.querySelector('dialog')?.remove();
    press('j', document.querySelector('input[type=checkbox]') ?? document.body);
    expect(pressed).toEqual(['j']);
  });

  it('are told by the sheet where they work, each once, until their place is gone', () => {
    const off = shortcuts.add({ j: () => undefined, n: () => undefined }, [{ caps: ['n'], word: 'keys.n', where: 'page' }, { caps: ['j'], word: 'keys.j', where: 'list' }]);
    expect(shortcuts.lines().map((line) => line.word)).toEqual(['keys.n', 'keys.j']);
    off();
    expect(shortcuts.lines().map((line) => line.word)).toEqual(['keys.j']);
  });
});
