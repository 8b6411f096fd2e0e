import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { getBillingProfile, getLegalBusinessProfile, getOrganizationProfile, getSupportProfile, listMpnLocations, listPrograms } from '@tandem/identity-contract';
import type { BillingProfile, LegalBusinessProfile, MpnLocation, OrganizationProfile, ProfileName, ProgramState, SupportProfile } from '@tandem/identity-contract';
import { ApiClient, ApiFault, Icon, LiveUpdates, NoPermission, Pill, Session, SettingsTabs, Skeleton, Status, Unreadable, When, Words } from '@tandem/platform-admin';
import { lookOfLocation, lookOfProgram, lookOfVetting } from './looks';
import { ProfileAdditions } from './profile-addition';
import { ProfileDrawer } from './profile.drawer';
import { ProfilePart } from './profile-part';

/** Locations that the page shows; the list of all has a page of its own. */
const FIRST = 20;

interface Everything {
  readonly organization: OrganizationProfile;
  readonly legalbusiness: LegalBusinessProfile;
  readonly billing: BillingProfile;
  readonly support: SupportProfile;
  readonly programs: readonly ProgramState[];
  /** Undefined when they are not for the signed-in person. */
  readonly locations: readonly MpnLocation[] | undefined;
  readonly moreLocations: boolean;
}

/** What the organisation is: legal info, program info and identifiers (SCR-06, SCR-07, SCR-08), each to be changed by whoever may. */
@Component({
  selector: 'td-profile-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, NoPermission, Pill, ProfileAdditions, ProfileDrawer, ProfilePart, RouterLink, SettingsTabs, Skeleton, Status, Unreadable],
  templateUrl: './profile.page.html',
  styleUrl: './profile.page.css',
})
export class ProfilePage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  protected readonly refusal = this.session.refusal('profile.read');
  protected readonly all = signal<Everything | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);
  /** The profile that is changed. */
  protected readonly open = signal<ProfileName | null>(null);
  protected readonly vetting = computed(() => lookOfVetting(this.all()?.legalbusiness.vettingStatus ?? 'none'));
  protected readonly associated = computed(() => this.all()?.locations?.find(({ associated }) => associated));
  protected readonly lookOfProgram = lookOfProgram;
  protected readonly lookOfLocation = lookOfLocation;

  constructor() {
    if (this.refusal) return;
    inject(LiveUpdates).refetch(['partner_profile', 'mpn_location'], () => void this.read());
    void this.read();
  }

  protected async read(): Promise<void> {
    try {
      const { api } = this;
      const mayLocate = this.session.may('mpn-location.read');
      const [organization, legalbusiness, billing, support, programs, locations] = await Promise.all([
        ...([api.call(getOrganizationProfile), api.call(getLegalBusinessProfile), api.call(getBillingProfile), api.call(getSupportProfile), api.call(listPrograms)] as const),
        mayLocate ? api.call(listMpnLocations, { query: { size: FIRST } }) : undefined,
      ]);
      this.all.set({ organization, legalbusiness, billing, support, programs, locations: locations?.items, moreLocations: locations?.continuationToken !== undefined });
      this.fault.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      this.fault.set(fault);
    }
  }

  protected async done(): Promise<void> {
    await this.read();
    this.open.set(null);
  }
}
