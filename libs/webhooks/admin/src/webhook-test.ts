import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { ApiClient, Browser, FaultWords, Icon, Status, Words, Writes } from '@tandem/platform-admin';
import { getWebhookDelivery, sendTestEvent } from '@tandem/webhooks-contract';
import type { WebhookDeliveryDetail } from '@tandem/webhooks-contract';
import { whyWords } from './looks';

const EVERY_MS = 500;
/** A test is tried once and has ten seconds for it; beyond this the workers are late. */
const MOST_LOOKS = 40;

/** Sends a test event and says what the receiver made of it, as soon as that is known. */
@Component({
  selector: 'td-webhook-test',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Status, Writes],
  template: `
    <div class="acts gapped">
      <button type="button" class="btn primary" [tdWrites]="busy() || !listens()" (click)="test()">
        <td-icon [name]="busy() ? 'loader-circle' : 'send'" [class.spin]="busy()" />{{ words.t('webhooks.test.act') }}
      </button>
      <span role="status">
        @if (!listens()) {
          <span class="why-not">{{ words.t('webhooks.test.unregistered') }}</span>
        } @else if (failure()) {
          <td-status tone="bad" icon="circle-alert">{{ failure() }}</td-status>
        } @else if (result(); as one) {
          @if (one.state === 'delivered') {
            <td-status tone="ok" icon="circle-check">{{ words.t('webhooks.test.taken', { code: one.responseCode }) }}</td-status>
          } @else {
            <td-status tone="bad" icon="circle-alert">{{ why(one) }} @if (one.responseCode) {<span class="mono">{{ one.responseCode }}</span>}</td-status>
          }
        } @else if (late()) {
          <td-status tone="warn" icon="hourglass">{{ words.t('webhooks.test.late') }}</td-status>
        } @else if (busy()) {
          <td-status tone="info" icon="send">{{ words.t('webhooks.test.running') }}</td-status>
        }
      </span>
    </div>
  `,
})
export class WebhookTest {
  /** Whether the webhook listens to test events. */
  readonly listens = input.required<boolean>();
  readonly tested = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly browser = inject(Browser);
  private readonly faults = inject(FaultWords);
  protected readonly busy = signal(false);
  protected readonly late = signal(false);
  protected readonly failure = signal('');
  protected readonly result = signal<WebhookDeliveryDetail | undefined>(undefined);
  protected readonly why = whyWords();

  protected async test(): Promise<void> {
    if (this.busy() || !this.listens()) return;
    this.busy.set(true);
    this.late.set(false);
    this.failure.set('');
    this.result.set(undefined);
    await this.look().catch((fault: unknown) => this.failure.set(this.faults.say(fault)));
    this.busy.set(false);
    this.tested.emit();
  }

  private async look(): Promise<void> {
    const { correlationId } = await this.api.call(sendTestEvent);
    this.tested.emit();
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      const delivery = await this.api.call(getWebhookDelivery, { params: { id: correlationId } });
      if (delivery.state !== 'pending') return this.result.set(delivery);
      await this.browser.wait(EVERY_MS);
    }
    this.late.set(true);
  }
}
