import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { endOtherSessions, endOwnSession, listOwnSessions } from '@tandem/identity-contract';
import type { OwnSession } from '@tandem/identity-contract';
import { ApiClient, ApiFault, FaultWords, Icon, Note, Pill, Skeleton, Unreadable, When, Words, Writes } from '@tandem/platform-admin';
import type { IconName } from '@tandem/platform-admin';

const ICON: Record<OwnSession['device']['kind'], IconName> = { desktop: 'monitor', phone: 'smartphone', tablet: 'smartphone', unknown: 'circle-help' };

/** Where the person is signed in, and the ways to end that. */
@Component({
  selector: 'td-sessions-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Note, Pill, Skeleton, Unreadable, Writes],
  templateUrl: './sessions.part.html',
  styleUrl: './account.css',
})
export class SessionsPart {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly icons = ICON;
  protected readonly sessions = signal<readonly OwnSession[] | undefined>(undefined);
  protected readonly next = signal<string | undefined>(undefined);
  protected readonly unreadable = signal<ApiFault | null>(null);
  protected readonly failure = signal('');
  protected readonly busy = signal('');
  protected readonly others = computed(() => (this.sessions() ?? []).some(({ current }) => !current));

  constructor() {
    void this.read();
  }

  protected async read(continuation?: string): Promise<void> {
    try {
      const page = await this.api.call(listOwnSessions, { query: { size: 20 }, ...(continuation ? { continuation } : {}) });
      this.sessions.update((before) => [...(continuation ? (before ?? []) : []), ...page.items]);
      this.next.set(page.continuationToken);
      this.unreadable.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      this.unreadable.set(fault);
    }
  }

  protected deviceOf({ device: { browser, system, kind } }: OwnSession): string {
    if (browser && system) return this.words.t('account.sessions.on', { browser, system });
    return browser ?? system ?? this.words.t(`account.sessions.kinds.${kind}`);
  }

  protected end({ id }: OwnSession): Promise<void> {
    return this.run(id, () => this.api.call(endOwnSession, { params: { id } }));
  }

  protected endOthers(): Promise<void> {
    return this.run('others', () => this.api.call(endOtherSessions));
  }

  private async run(what: string, work: () => Promise<unknown>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(what);
    this.failure.set('');
    await work().catch((fault: unknown) => this.failure.set(this.faults.say(fault)));
    await this.read();
    this.busy.set('');
  }
}
