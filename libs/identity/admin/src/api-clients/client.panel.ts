import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { addClientSecret, apiClientTimeline, removeApiClient, removeClientKey, revokeClientSecret } from '@tandem/identity-contract';
import type { ApiClientView } from '@tandem/identity-contract';
import { ApiClient, Ask, FaultWords, Icon, RecordSheet, Session, storyOf, When, Words, Writes } from '@tandem/platform-admin';
import type { Effect, Look } from '@tandem/platform-admin';
import { KeyForm } from './key.form';
import type { ToldSecret } from './secret-once';

/** What is about to be taken away for good. */
type Asked = { readonly what: 'client' } | { readonly what: 'secret' | 'key'; readonly id: string };

/** One API client in the side panel: its secrets and keys, replaced one after the other, and its end. */
@Component({
  selector: 'td-client-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, Icon, KeyForm, RecordSheet, Writes],
  templateUrl: './client.panel.html',
  styles: '.proof { display: flex; align-items: center; gap: 8px; }',
})
export class ClientPanel {
  readonly row = input.required<ApiClientView>();
  readonly told = output<ToldSecret>();
  readonly changed = output();
  readonly removed = output();

  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly mayManage = inject(Session).may('api-client.manage');
  protected readonly look = computed((): Look => (this.row().lastUsedAt ? { tone: 'ok', icon: 'circle-check', word: 'apiClients.inUse' } : { tone: '', icon: 'hourglass', word: 'apiClients.unused' }));
  protected readonly roles = computed(() => this.row().roles.map(({ role, locations }) => [this.words.t(`roles.${role}`), ...(locations ?? [])].join(' ')).join(', '));
  protected readonly moments = storyOf(this.row, () => this.api.call(apiClientTimeline, { params: { id: this.row().id } })).moments;
  protected readonly asked = signal<Asked | null>(null);
  protected readonly addingKey = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly effects = computed((): Effect[] => {
    const asked = this.asked();
    const bad = (key: string): Effect => ({ tone: 'bad', text: this.words.t(`apiClients.effects.${key}`) });
    const ok = (key: string): Effect => ({ tone: 'ok', text: this.words.t(`apiClients.effects.${key}`) });
    if (asked?.what === 'client') return [bad('clientTokens'), bad('clientBack'), ok('clientStory')];
    const others = this.row().secrets.length + this.row().keys.length > 1;
    return [bad('tokens'), others ? ok('others') : bad('last')];
  });

  protected used(at: string | undefined): string {
    return at ? this.words.t('apiClients.usedAt', { time: this.when.dayTime(at) }) : this.words.t('apiClients.never');
  }

  protected async addSecret(): Promise<void> {
    const { id, clientId, name } = this.row();
    await this.act(async () => {
      const { clientSecret = '' } = await this.api.call(addClientSecret, { params: { id } });
      this.told.emit({ id, clientId, name, secret: clientSecret });
    });
  }

  protected async confirm(): Promise<void> {
    const asked = this.asked();
    const { id } = this.row();
    if (asked?.what === 'client') await this.act(() => this.api.call(removeApiClient, { params: { id } }), true);
    if (asked?.what === 'secret') await this.act(() => this.api.call(revokeClientSecret, { params: { id, secretId: asked.id } }));
    if (asked?.what === 'key') await this.act(() => this.api.call(removeClientKey, { params: { id, keyId: asked.id } }));
    this.asked.set(null);
  }

  protected keyAdded(): void {
    this.addingKey.set(false);
    this.changed.emit();
  }

  private async act(work: () => Promise<unknown>, gone = false): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await work().then(
      () => (gone ? this.removed.emit() : this.changed.emit()),
      (fault: unknown) => this.failure.set(this.faults.say(fault)),
    );
    this.busy.set(false);
  }
}
