import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { getApiClient } from '@tandem/identity-contract';
import { ApiClient, CopyButton, LiveUpdates, Once, Session, Status, When, Words } from '@tandem/platform-admin';
import type { OnceLine } from '@tandem/platform-admin';

/** A secret at the only moment at which it is known. */
export interface ToldSecret {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly secret: string;
}

/** A new secret with the call that tries it, ready to copy; says when that call has come. */
@Component({
  selector: 'td-secret-once',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton, Once, Status],
  template: `
    <td-once [label]="words.t('apiClients.once', { name: of().name })" [lines]="lines()" [fileName]="of().clientId + '.txt'" (closed)="closed.emit()">
      <h3 class="sec">{{ words.t('apiClients.try') }}</h3>
      <pre class="mono" tabindex="0" role="region" [attr.aria-label]="words.t('apiClients.try')">{{ shown() }}</pre>
      <div class="acts try">
        <td-copy [text]="command()" [label]="words.t('apiClients.copyCommand')" />
        <span role="status">
          @if (seen(); as at) {
            <td-status tone="ok" icon="circle-check">{{ words.t('apiClients.seen', { time: when.time(at) }) }}</td-status>
          } @else {
            <td-status tone="" icon="hourglass">{{ words.t('apiClients.waiting') }}</td-status>
          }
        </span>
      </div>
    </td-once>
  `,
  styles: `
    .try { justify-content: flex-start; }
    pre { max-height: 180px; overflow: auto; margin: 8px 0; padding: 10px 12px; border: 1px solid var(--line); border-radius: var(--r-control); font-size: 12px; line-height: 18px; white-space: pre-wrap; overflow-wrap: anywhere; }
  `,
})
export class SecretOnce {
  readonly of = input.required<ToldSecret>();
  readonly closed = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly organisationId = inject(Session).me().organisation.id;
  protected readonly seen = signal<string | undefined>(undefined);
  protected readonly lines = computed((): OnceLine[] => [
    { label: this.words.t('apiClients.columns.clientId'), value: this.of().clientId },
    { label: this.words.t('apiClients.secret'), value: this.of().secret, secret: true },
  ]);
  protected readonly command = computed(() => this.commandWith(this.of().secret));
  /** The secret is left out where other eyes may look on. */
  protected readonly shown = computed(() => this.commandWith('•'.repeat(16)));

  constructor() {
    inject(LiveUpdates).refetch(['api_client'], () => void this.look());
  }

  private async look(): Promise<void> {
    await this.api.call(getApiClient, { params: { id: this.of().id } }).then(
      ({ secrets, lastUsedAt }) => this.seen.set(secrets.some((secret) => secret.lastUsedAt) ? lastUsedAt : undefined),
      () => undefined,
    );
  }

  private commandWith(secret: string): string {
    const { origin } = location;
    return [
      `TOKEN=$(curl -fsS ${origin}/${this.organisationId}/oauth2/v2.0/token \\`,
      `  -d grant_type=client_credentials -d client_id=${this.of().clientId} --data-urlencode client_secret=${secret} \\`,
      `  | sed -E 's/.*"access_token":"([^"]+)".*/\\1/')`,
      `curl -fsS ${origin}/v1/me -H "Authorization: Bearer $TOKEN"`,
    ].join('\n');
  }
}
