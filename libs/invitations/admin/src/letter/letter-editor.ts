import { ChangeDetectionStrategy, Component, effect, ElementRef, inject, input, model, signal, untracked, viewChild, ViewEncapsulation } from '@angular/core';
import { Words } from '@tandem/platform-admin';
import { lockedLabel, lockedNode, markNode } from './letter-nodes';
import { hasLink, moveLink, piecesOf, putBack, readLetter } from './letter-text';

/** What stands beside a place at the edge of a text node. */
const neighbour = (node: Node, offset: number, forward: boolean): Node | null => {
  if (forward) return offset === (node.nodeValue?.length ?? 0) ? node.nextSibling : null;
  return offset === 0 ? node.previousSibling : null;
};

/**
 * A plain-text editor in which the personal link is one node: it can be moved (dragged, cut and pasted, arrow keys), not typed
 * into. Deleting it leaves a mark where it stood, so that it can be put back. The value is the text with the link in it.
 */
@Component({
  selector: 'td-letter-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  styleUrl: './letter.css',
  template: `
    <div
      #root
      class="letter"
      contenteditable="plaintext-only"
      role="textbox"
      tabindex="0"
      aria-multiline="true"
      spellcheck="true"
      [class.wrong]="wrong()"
      [attr.lang]="language()"
      [attr.aria-label]="label()"
      [attr.aria-invalid]="wrong()"
      [attr.aria-describedby]="describedBy()"
      (input)="changed()"
      (blur)="touched.set(true)"
      (copy)="copy($event)"
      (cut)="copy($event, true)"
      (keydown)="key($event)"
      (beforeinput)="before($event)"
      (dragstart)="drag($event)"
      (dragover)="over($event)"
      (drop)="drop($event)"
    ></div>
  `,
})
export class LetterEditor {
  readonly value = model('');
  readonly touched = model(false);
  /** The personal link, as it stands in the text. */
  readonly link = input.required<string>();
  readonly language = input.required<string>();
  readonly label = input.required<string>();
  readonly wrong = input(false);
  readonly describedBy = input<string | null>(null);

  /** Where the link stood before it was deleted: an index into the value. */
  readonly gapAt = signal<number | null>(null);

  private readonly words = inject(Words);
  private readonly root = viewChild.required<ElementRef<HTMLElement>>('root');
  /** The link was the last thing that was deleted: undoing brings it back first. */
  private undoable = false;
  private dragged: HTMLElement | null = null;

  constructor() {
    effect(() => {
      const [value, link] = [this.value(), this.link()];
      this.words.language();
      untracked(() => {
        if (this.hasMark() && !hasLink(value, link)) return;
        this.draw(value);
        this.gapAt.set(null);
      });
    });
  }

  /** Puts the link back to where it stood. */
  restore(): void {
    const link = this.link();
    const mark = this.element.querySelector('[data-gap]');
    mark?.replaceWith(this.locked());
    if (mark) this.say(readLetter(this.element, link));
    else this.value.set(putBack(this.value(), link, null));
  }

  private get element(): HTMLElement {
    return this.root().nativeElement;
  }

  private hasMark(): boolean {
    return this.element.querySelector('[data-gap]') !== null;
  }

  private draw(text: string): void {
    if (readLetter(this.element, this.link()) === text && this.element.childNodes.length > 0 && !this.stale()) return;
    const nodes = piecesOf(text, this.link()).map((piece) => ('link' in piece ? this.locked() : document.createTextNode(piece.words)));
    this.element.replaceChildren(...nodes);
  }

  /** Words of the node or the link itself have changed, or the link stands there as plain words. */
  private stale(): boolean {
    const nodes = [...this.element.querySelectorAll<HTMLElement>('[data-link]')];
    const bare = [...this.element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').includes(this.link()));
    return bare || nodes.some((node) => node.dataset['link'] !== this.link() || node.ariaLabel !== lockedLabel(this.words));
  }

  private locked(): HTMLElement {
    return lockedNode(this.link(), this.words);
  }

  private mark(): HTMLElement {
    return markNode(this.words);
  }

  protected changed(): void {
    const link = this.link();
    const text = readLetter(this.element, link);
    this.undoable = false;
    if (hasLink(text, link)) this.element.querySelector('[data-gap]')?.remove();
    else if (!this.hasMark() && hasLink(this.value(), link)) this.markAtCaret();
    [...this.element.querySelectorAll('[data-gap]')].slice(1).forEach((mark) => mark.remove());
    if (this.stale()) this.redrawWithCaretBehindLink(text);
    this.say(text);
  }

  private say(text: string): void {
    this.gapAt.set(this.placeOfMark());
    this.value.set(text);
  }

  private placeOfMark(): number | null {
    const mark = this.element.querySelector('[data-gap]');
    if (!mark) return null;
    const range = document.createRange();
    range.setStart(this.element, 0);
    range.setEndBefore(mark);
    return readLetter(range.cloneContents(), this.link()).length;
  }

  private markAtCaret(): void {
    const range = this.caret();
    range?.insertNode(this.mark());
    range?.collapse(false);
  }

  private caret(): Range | undefined {
    const selection = getSelection();
    if (!selection?.rangeCount || !this.element.contains(selection.anchorNode)) return undefined;
    return selection.getRangeAt(0);
  }

  private redrawWithCaretBehindLink(text: string): void {
    this.element.replaceChildren(...piecesOf(text, this.link()).map((piece) => ('link' in piece ? this.locked() : document.createTextNode(piece.words))));
    const node = [...this.element.querySelectorAll('[data-link]')].at(-1);
    if (node) getSelection()?.collapse(this.element, [...this.element.childNodes].indexOf(node) + 1);
  }

  /** A deletion of the link alone leaves the mark in its place. */
  protected before(event: InputEvent): void {
    const node = event.inputType.startsWith('delete') ? this.aboutToDelete(event.inputType.endsWith('Forward')) : undefined;
    if (!node) return;
    event.preventDefault();
    this.leaveMark(node);
  }

  private leaveMark(node: HTMLElement): void {
    const mark = this.mark();
    node.replaceWith(mark);
    this.element.focus();
    getSelection()?.collapse(this.element, [...this.element.childNodes].indexOf(mark) + 1);
    this.changed();
    this.undoable = true;
  }

  /** The locked node, when it alone would be deleted: it is selected, or the caret stands beside it. */
  private aboutToDelete(forward: boolean): HTMLElement | undefined {
    const range = this.caret()?.cloneRange();
    if (!range) return undefined;
    if (range.collapsed) {
      const { startContainer: node, startOffset: offset } = range;
      const beside = node === this.element ? node.childNodes[forward ? offset : offset - 1] : neighbour(node, offset, forward);
      return beside instanceof HTMLElement && beside.dataset['link'] !== undefined ? beside : undefined;
    }
    if (readLetter(range.cloneContents(), this.link()).trim() !== this.link()) return undefined;
    return [...this.element.querySelectorAll<HTMLElement>('[data-link]')].find((node) => range.intersectsNode(node));
  }

  protected copy(event: ClipboardEvent, cut = false): void {
    const range = this.caret();
    if (!range || range.collapsed) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', readLetter(range.cloneContents(), this.link()));
    if (!cut) return;
    range.deleteContents();
    this.changed();
  }

  protected key(event: KeyboardEvent): void {
    if (this.undoable && event.key === 'z' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.undoable = false;
      return this.restore();
    }
    const node = event.target instanceof HTMLElement && event.target.dataset['link'] !== undefined ? event.target : null;
    if (!node) return;
    if (event.key === 'Backspace' || event.key === 'Delete') {
      event.preventDefault();
      return this.leaveMark(node);
    }
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    this.value.set(moveLink(this.value(), this.link(), event.key === 'ArrowUp' ? -1 : 1));
    this.draw(this.value());
    this.element.querySelector<HTMLElement>('[data-link]')?.focus();
  }

  protected drag(event: DragEvent): void {
    this.dragged = event.target instanceof HTMLElement && event.target.dataset['link'] !== undefined ? event.target : null;
    event.dataTransfer?.setData('text/plain', this.link());
  }

  protected over(event: DragEvent): void {
    if (this.dragged) event.preventDefault();
  }

  protected drop(event: DragEvent): void {
    if (!this.dragged) return;
    event.preventDefault();
    const place = document.caretRangeFromPoint(event.clientX, event.clientY);
    if (place && this.element.contains(place.startContainer) && !this.dragged.contains(place.startContainer)) place.insertNode(this.dragged);
    this.dragged = null;
    this.changed();
  }
}
