import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { ApiClient, DrawerForm, Field, Icon, saving, Words } from '@tandem/platform-admin';
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
  imports: [DrawerForm, Field, FormField, Icon],
  templateUrl: './webhook.drawer.html',
  styleUrl: './webhook.drawer.css',
})
export class WebhookDrawer {
  readonly webhook = input<WebhookRegistrationView | null>(null);
  readonly saved = output<{ webhook: WebhookRegistrationView; secret?: string }>();
  readonly closed = output();

  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly typed = signal<Typed>(NEW);
  private before = JSON.stringify(NEW);
  protected readonly fields = form(this.typed);
  /** Events that can be chosen; undefined while they are read. */
  protected readonly events = signal<readonly string[] | undefined>(undefined);
  protected readonly saving = saving({ fields: ['WebhookUrl', 'WebhookEvents'] });
  protected readonly label = computed(() => this.words.t(this.webhook() ? 'webhooks.change' : 'webhooks.register'));
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
    return this.saving.wrong(field, this.isEmpty(field) ? this.words.t(`webhooks.wrong.${field}`) : '');
  }

  protected readonly chosen = (name: string): boolean => this.typed().events.includes(name);

  protected tick(name: string): void {
    this.typed.update(({ events, ...rest }) => ({ ...rest, events: events.includes(name) ? events.filter((other) => other !== name) : [...events, name].sort() }));
  }

  protected save(): Promise<boolean> {
    const { url, events, ownHeader } = this.typed();
    const body = { WebhookUrl: url.trim(), WebhookEvents: [...events], SignatureTokenToMsSignatureHeader: ownHeader };
    return this.saving.run(async () => {
      if (this.webhook()) return this.done(await this.api.call(replaceWebhook, { body }));
      const { Secret, ...webhook } = await this.api.call(registerWebhook, { body });
      this.done(webhook, Secret);
    }, !this.isEmpty('WebhookUrl') && !this.isEmpty('WebhookEvents'));
  }

  private isEmpty(field: 'WebhookUrl' | 'WebhookEvents'): boolean {
    return field === 'WebhookUrl' ? this.typed().url.trim() === '' : this.typed().events.length === 0;
  }

  private done(webhook: WebhookRegistrationView, secret?: string): void {
    this.before = JSON.stringify(this.typed());
    this.saved.emit({ webhook, ...(secret === undefined ? {} : { secret }) });
  }

  private take(webhook: WebhookRegistrationView | null): void {
    this.typed.set(webhook ? { url: webhook.WebhookUrl, events: webhook.WebhookEvents, ownHeader: webhook.SignatureTokenToMsSignatureHeader } : NEW);
    this.before = JSON.stringify(this.typed());
  }

  private async readEvents(): Promise<void> {
    await this.api.call(listWebhookEvents).then(
      (names) => this.events.set(names),
      (fault: unknown) => this.saving.fail(fault),
    );
  }
}
