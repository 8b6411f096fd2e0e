import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { assignPartnerUserRoles, getPartnerUser, listPartnerUsers } from '@tandem/identity-contract';
import type { PartnerUser } from '@tandem/identity-contract';
import { ApiClient, DrawerForm, Field, Note, saving, Session, Words } from '@tandem/platform-admin';
import { administers, appointed } from './grants';

/** People that a search shows; who is not among them is named more exactly. */
const SHOWN = 8;
const PAUSE = 250;

/** Makes somebody of the organisation, or oneself, incentive admin of the location, in place (INC-05, ROL-08). */
@Component({
  selector: 'td-appoint-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field, Note],
  templateUrl: './appoint.drawer.html',
  styles: `
    .found { display: grid; gap: 6px; min-height: 60px; }
    .found .choice { align-items: flex-start; overflow-wrap: anywhere; }
    .found input { margin-top: 2px; }
  `,
})
export class AppointDrawer {
  readonly mpnId = input.required<string>();
  readonly closed = output();
  /** Id of the person. */
  readonly appointed = output<string>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly me = inject(Session).me().user.id;
  protected readonly search = signal('');
  private readonly myself = signal<PartnerUser | undefined>(undefined);
  /** Those that the search finds; undefined while they are looked for. */
  private readonly found = signal<readonly PartnerUser[] | undefined>(undefined);
  protected readonly chosen = signal<PartnerUser | null>(null);
  protected readonly saving = saving({ fields: ['roles'] });
  /** Oneself first: that is the shortest way. */
  protected readonly people = computed(() => {
    const [me, found] = [this.search().trim() === '' ? this.myself() : undefined, this.found()];
    return found && [...(me ? [me] : []), ...found.filter(({ id }) => id !== me?.id)];
  });
  protected readonly none = computed(() => (this.chosen() === null && this.saving.refusals() > 0 ? this.words.t('incentives.appoint.chooseFirst') : ''));
  private turn = 0;

  constructor() {
    void this.api.call(getPartnerUser, { params: { id: this.me } }).then((me) => this.myself.set(me), () => undefined);
    void this.look();
  }

  protected holds({ roles }: PartnerUser): boolean {
    return administers(roles, this.mpnId());
  }

  protected nameOf({ firstName, lastName }: PartnerUser): string {
    return `${firstName} ${lastName}`.trim();
  }

  protected rolesOf({ roles }: PartnerUser): string {
    return roles.map(({ role }) => this.words.t(`roles.${role}`)).join(', ');
  }

  /** Looks again shortly after the last letter; a slow answer to an older question is dropped. */
  protected async look(text = ''): Promise<void> {
    const turn = (this.turn += 1);
    this.search.set(text);
    const search = text.trim();
    if (search !== '') await new Promise((done) => setTimeout(done, PAUSE));
    if (turn !== this.turn) return;
    const { items } = await this.api.call(listPartnerUsers, { query: { state: 'active', size: SHOWN, ...(search === '' ? {} : { search }) } }).catch((fault: unknown) => (this.saving.fail(fault), { items: [] }));
    if (turn === this.turn) this.found.set(items);
  }

  /** On top of the roles that the person holds at this moment. */
  protected async save(): Promise<void> {
    const person = this.chosen();
    await this.saving.run(async () => {
      if (!person) return;
      const params = { id: person.id };
      const { roles, attributes } = await this.api.call(getPartnerUser, { params });
      await this.api.call(assignPartnerUserRoles, { params, body: { roles: appointed(roles, this.mpnId()) }, etag: attributes.etag });
      this.appointed.emit(person.id);
    }, person !== null);
  }
}
