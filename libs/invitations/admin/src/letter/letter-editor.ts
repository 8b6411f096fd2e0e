import { ChangeDetectionStrategy, Component, effect, ElementRef, inject, input, model, untracked, viewChild, ViewEncapsulation } from '@angular/core';
import { iconElement, Words } from '@tandem/platform-admin';
import { hasLink, moveLink, piecesOf, putBack, readLetter } from './letter-text';

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

  private readonly words = inject(Words);
  private readonly root = viewChild.required<ElementRef<HTMLElement>>('root');
  private dragged: HTMLElement | null = null;

  constructor() {
    effect(() => {
      const [value, link] = [this.value(), this.link()];
      this.words.language();
      untracked(() => {
        if (!this.hasMark() || hasLink(value, link)) this.draw(value);
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
    return bare || nodes.some((node) => node.dataset['link'] !== this.link() || node.ariaLabel !== this.nodeLabel());
  }

  private nodeLabel(): string {
    return this.words.t('invitations.letter.lockedLabel');
  }

  private locked(): HTMLElement {
    const node = document.createElement('span');
    node.className = 'lk';
    node.contentEditable = 'false';
    node.draggable = true;
    node.tabIndex = 0;
    node.role = 'img';
    node.ariaLabel = this.nodeLabel();
    node.dataset['link'] = this.link();
    const name = document.createElement('b');
    name.textContent = this.words.t('invitations.letter.personalLink');
    node.append(iconElement('lock'), name, ` …/invite/${this.link().slice(this.link().lastIndexOf('/') + 1).replace(/^(.{4}).*(.{4})$/, '$1…$2')}`);
    return node;
  }

  private mark(): HTMLElement {
    const node = document.createElement('span');
    node.className = 'gap';
    node.contentEditable = 'false';
    node.dataset['gap'] = '';
    node.append(iconElement('unlink'), ` ${this.words.t('invitations.letter.stoodHere')}`);
    return node;
  }

  protected changed(): void {
    const link = this.link();
    const text = readLetter(this.element, link);
    if (hasLink(text, link)) this.element.querySelector('[data-gap]')?.remove();
    else if (!this.hasMark() && hasLink(this.value(), link)) this.caret()?.insertNode(this.mark());
    if (this.stale()) this.redrawWithCaretBehindLink(text);
    this.say(text);
  }

  private say(text: string): void {
    this.value.set(text);
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

  /** Taking a deletion back brings the link back too, which the browser does not know how to. */
  protected before(event: InputEvent): void {
    if (event.inputType !== 'historyUndo' || !this.hasMark()) return;
    event.preventDefault();
    this.restore();
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
    const node = event.target instanceof HTMLElement && event.target.dataset['link'] !== undefined ? event.target : null;
    if (!node || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
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
