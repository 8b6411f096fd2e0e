import { ChangeDetectionStrategy, Component, ElementRef, inject, input, model, output, signal, viewChild, ViewEncapsulation } from '@angular/core';
import { FormField, form } from '@angular/forms/signals';
import { Help, Icon, Words } from '@tandem/platform-admin';

/** An address to send to. */
export interface Recipient {
  readonly email: string;
  /** `warn`: left out of the sending, with the reason in `note`; `bad`: cannot be sent to. */
  readonly tone: '' | 'warn' | 'bad';
  readonly note?: string;
}

const ADDRESS = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:."]{2,}$/;

/** Whether a mail could go to an address of this form; the server decides (INV-05). */
export const looksLikeAddress = (text: string): boolean => ADDRESS.test(text);

/** Takes typed or pasted text apart into addresses: `Anna <a@b.example>, c@d.example` gives two. */
export function addressesIn(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((part) => part.replace(/^.*<|>.*$/g, '').trim())
    .filter((part) => part.includes('@'));
}

/** The line of recipients: each address is a token that can be taken away; Enter, comma, blank or leaving adds what is typed. */
@Component({
  selector: 'td-recipients',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  imports: [FormField, Help, Icon],
  template: `
    <div class="labs"><label class="lab" for="recipients">{{ words.t('invitations.to') }}</label><td-help topic="INV-05" /></div>
    <div class="in to" [class.wrong]="wrong()">
      @for (recipient of recipients(); track recipient.email) {
        <span class="tok" [class]="recipient.tone">
          @if (recipient.tone) {<td-icon class="s" name="circle-alert" />}
          {{ recipient.email }}
          <button type="button" [attr.aria-label]="words.t('invitations.removeRecipient', { email: recipient.email })" (click)="remove(recipient.email)"><td-icon class="s" name="x" /></button>
        </span>
      }
      <input
        #box
        id="recipients"
        type="text"
        inputmode="email"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        [formField]="field.text"
        [attr.placeholder]="words.t('invitations.addAddress')"
        [attr.aria-describedby]="describedBy()"
        (keydown)="key($event)"
        (paste)="paste($event)"
        (blur)="take()"
      />
    </div>
    @for (recipient of recipients(); track recipient.email) {
      @if (recipient.note) {<p class="meta row notes"><td-icon class="s" [class]="recipient.tone" name="circle-alert" /><span><b class="b">{{ recipient.email }}</b> {{ recipient.note }}</span></p>}
    }
  `,
})
export class Recipients {
  readonly recipients = model.required<readonly Recipient[]>();
  readonly wrong = input(false);
  readonly describedBy = input<string | null>(null);
  /** Addresses that were just added. */
  readonly added = output<readonly string[]>();
  protected readonly words = inject(Words);
  private readonly typed = signal({ text: '' });
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  protected readonly field = form(this.typed);

  /** Takes what is typed but not yet a token. */
  take(): void {
    if (this.typed().text.trim() !== '') this.add([this.typed().text.trim()]);
  }

  protected remove(email: string): void {
    this.recipients.update((before) => before.filter((recipient) => recipient.email !== email));
  }

  protected key(event: KeyboardEvent): void {
    const { text } = this.typed();
    if (event.ctrlKey || event.metaKey) return;
    if ((event.key === 'Enter' || event.key === ',' || event.key === ';' || event.key === ' ') && text.trim() !== '') {
      event.preventDefault();
      this.take();
    }
    const last = this.recipients().at(-1);
    if (event.key === 'Backspace' && text === '' && last) this.remove(last.email);
  }

  protected paste(event: ClipboardEvent): void {
    const found = addressesIn(event.clipboardData?.getData('text/plain') ?? '');
    if (found.length === 0) return;
    event.preventDefault();
    this.add(found);
  }

  private add(emails: readonly string[]): void {
    const there = new Set(this.recipients().map((recipient) => recipient.email.toLowerCase()));
    const fresh = [...new Set(emails.map((email) => email.replace(/[,;]+$/, '')))].filter((email) => !there.has(email.toLowerCase()));
    const tokens = fresh.map((email): Recipient => (looksLikeAddress(email) ? { email, tone: '' } : { email, tone: 'bad', note: this.words.t('invitations.notAnAddress') }));
    this.typed.set({ text: '' });
    // Typed and taken before the form has looked, the field would keep its text.
    this.box().nativeElement.value = '';
    this.recipients.update((before) => [...before, ...tokens]);
    if (tokens.length > 0) this.added.emit(tokens.filter((token) => token.tone === '').map((token) => token.email));
  }
}
