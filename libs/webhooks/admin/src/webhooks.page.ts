import { ChangeDetectionStrategy, Component, inject, signal, viewChild } from '@angular/core';
import { ApiClient, ApiFault, Ask, CopyButton, FaultWords, Icon, ListUrl, LiveUpdates, NoPermission, Note, Pill, Session, SettingsTabs, Skeleton, Unreadable, When, Words, Writes } from '@tandem/platform-admin';
import type { Effect } from '@tandem/platform-admin';
import { getWebhook, RECEIVER_SNIPPET, removeWebhook, rotateWebhookSecret } from '@tandem/webhooks-contract';
import type { WebhookRegistrationView } from '@tandem/webhooks-contract';
import { WebhookLog } from './webhook-log';
import { WebhookTest } from './webhook-test';
import { WebhookDrawer } from './webhook.drawer';

/** What somebody is asked before: a new secret, or the end of the webhook. */
type Question = 'secret' | 'remove';

/** The organisation's webhook: where its events go, a test, its secret once, and the log of what was sent. */
@Component({
  selector: 'td-webhooks-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, CopyButton, Icon, NoPermission, Note, Pill, SettingsTabs, Skeleton, Unreadable, WebhookDrawer, WebhookLog, WebhookTest, Writes],
  providers: [ListUrl],
  templateUrl: './webhooks.page.html',
  styleUrl: './webhooks.page.css',
})
export class WebhooksPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly refusal = inject(Session).refusal('webhook.manage');
  protected readonly snippet = RECEIVER_SNIPPET;
  private readonly log = viewChild(WebhookLog);
  /** Null: there is none; undefined: not read yet. */
  protected readonly webhook = signal<WebhookRegistrationView | null | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);
  /** A secret that was just made: shown until somebody says that it is kept. */
  protected readonly secret = signal('');
  protected readonly editing = signal(false);
  protected readonly asked = signal<Question | null>(null);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  constructor() {
    if (this.refusal) return;
    inject(LiveUpdates).refetch(['webhook_registration'], () => void this.read());
    void this.read();
  }

  protected async read(): Promise<void> {
    try {
      this.webhook.set(await this.api.call(getWebhook));
      this.fault.set(null);
    } catch (fault) {
      if (fault instanceof ApiFault && fault.status === 404) this.webhook.set(null);
      else if (fault instanceof ApiFault) this.fault.set(fault);
      else throw fault;
    }
  }

  protected saved({ webhook, secret }: { webhook: WebhookRegistrationView; secret?: string }): void {
    this.webhook.set(webhook);
    if (secret !== undefined) this.secret.set(secret);
    this.editing.set(false);
  }

  protected effects(question: Question): Effect[] {
    const tones: readonly Effect['tone'][] = question === 'secret' ? ['ok', 'bad'] : ['bad', 'ok'];
    return tones.map((tone, index) => ({ tone, text: this.words.t(`webhooks.${question}.effect${index + 1}`) }));
  }

  /** Does what was asked about. */
  protected async confirm(question: Question): Promise<void> {
    this.busy.set(true);
    this.failure.set('');
    try {
      if (question === 'remove') {
        await this.api.call(removeWebhook);
        this.webhook.set(null);
        this.secret.set('');
      } else {
        const { Secret, ...webhook } = await this.api.call(rotateWebhookSecret);
        this.saved({ webhook, secret: Secret });
      }
    } catch (fault) {
      this.failure.set(this.faults.say(fault));
    }
    this.busy.set(false);
    this.asked.set(null);
    this.refreshLog();
  }

  protected refreshLog(): void {
    this.log()?.refresh();
  }
}
