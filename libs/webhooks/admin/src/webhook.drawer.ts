import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { ApiClient, ApiFault, Drawer, FaultWords, Field, Icon, Note, Words, Writes } from '@tandem/platform-admin';
import type { Fault } from '@tandem/platform-contract';
import { listWebhookEvents, registerWebhook, replaceWebhook } from '@tandem/webhooks-contract';
import type { WebhookRegistrationView } from '@tandem/webhooks-contract';

interface Typed {
  readonly url: string;
  readonly events: readonly string[];
  readonly ownHeader: boolean;
}

const NEW: Typed = { url: '', events: [], ownHeader: false };

/** The form of the webhook: address, events, and where the signature stands. None makes a new one, with its first secret. */
@Component({
  selector: 'td-webhook-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Drawer, Field, FormField, Icon, Note, Writes],
  templateUrl: './webhook.drawer.html',
  styleUrl: './webhook.drawer.css',
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class WebhookDrawer {
  readonly webhook = input<WebhookRegistrationView | null>(null);
  readonly saved = output<{ webhook: WebhookRegistrationView; secret?: string }>();
  readonly closed = output();

  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly typed = signal<Typed>(NEW);
  private before = JSON.stringify(NEW);
  protected readonly fields = form(this.typed);
  /** Events that can be chosen; undefined while they are read. */
  protected readonly events = signal<readonly string[] | undefined>(undefined);
  protected readonly busy = signal(false);
  protected readonly tried = signal(false);
  protected readonly failure = signal<unknown>(null);
  protected readonly label = computed(() => this.words.t(this.webhook() ? 'webhooks.change' : 'webhooks.register'));
  protected readonly sentence = computed(() => (this.failure() === null ? '' : this.faults.say(this.failure())));
  protected readonly dirty = (): boolean => JSON.stringify(this.typed()) !== this.before;

  constructor() {
    effect(() => {
      const webhook = this.webhook();
      // What is typed stays when the webhook is read again meanwhile.
      untracked(() => !this.dirty() && this.take(webhook));
    });
    void this.readEvents();
  }

  /** What is wrong with a field: after the first try to save, and whatever the server said of it. */
  protected wrong(field: 'WebhookUrl' | 'WebhookEvents'): string {
    const empty = field === 'WebhookUrl' ? this.typed().url.trim() === '' : this.typed().events.length === 0;
    if (this.tried() && empty) return this.words.t(`webhooks.wrong.${field}`);
    const fault = this.refused(field);
    return fault ? this.faults.of(fault) : '';
  }

  protected readonly ruleOf = (field: 'WebhookUrl' | 'WebhookEvents'): string | undefined => this.refused(field)?.rule;
  protected readonly chosen = (name: string): boolean => this.typed().events.includes(name);

  protected tick(name: string): void {
    this.typed.update(({ events, ...rest }) => ({ ...rest, events: events.includes(name) ? events.filter((other) => other !== name) : [...events, name].sort() }));
  }

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.tried.set(true);
    this.failure.set(null);
    const { url, events, ownHeader } = this.typed();
    if (url.trim() === '' || events.length === 0) return;
    this.busy.set(true);
    try {
      const body = { WebhookUrl: url.trim(), WebhookEvents: [...events], SignatureTokenToMsSignatureHeader: ownHeader };
      if (this.webhook()) this.done(await this.api.call(replaceWebhook, { body }));
      else {
        const { Secret, ...webhook } = await this.api.call(registerWebhook, { body });
        this.done(webhook, Secret);
      }
    } catch (fault) {
      this.failure.set(fault);
    }
    this.busy.set(false);
  }

  private done(webhook: WebhookRegistrationView, secret?: string): void {
    this.before = JSON.stringify(this.typed());
    this.saved.emit({ webhook, ...(secret === undefined ? {} : { secret }) });
  }

  private take(webhook: WebhookRegistrationView | null): void {
    this.typed.set(webhook ? { url: webhook.WebhookUrl, events: webhook.WebhookEvents, ownHeader: webhook.SignatureTokenToMsSignatureHeader } : NEW);
    this.before = JSON.stringify(this.typed());
  }

  private refused(field: string): Fault | undefined {
    const failure = this.failure();
    return failure instanceof ApiFault ? failure.faults.find((one) => one.field?.split('.')[0] === field) : undefined;
  }

  private async readEvents(): Promise<void> {
    await this.api.call(listWebhookEvents).then(
      (names) => this.events.set(names),
      (fault: unknown) => this.failure.set(fault),
    );
  }
}
