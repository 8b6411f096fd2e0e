import { inject, provideAppInitializer, provideZonelessChangeDetection } from '@angular/core';
import type { ApplicationConfig } from '@angular/core';
import { provideRouter, TitleStrategy, withComponentInputBinding, withRouterConfig } from '@angular/router';
import { agreementsMenu, agreementsOverview, agreementsPlaces, agreementsSettings, agreementsWording, applyingWording, byFileWording, calendarWording, enrollmentMenu, enrollmentOverview, enrollmentPlaces, enrollmentProfile, enrollmentSearches, enrollmentWording, offboardingWording, reviewingWording } from '@tandem/enrollment-admin';
import { accountWording, activityWording, apiClientsWording, identityMenu, identitySettings, identityWording, organisationsWording, permissionsWording, PROFILE_ADDITIONS, profileWording, provideIdentity, usersPalette, usersSearches, usersWording } from '@tandem/identity-admin';
import { incentivesMenu, incentivesOverview, incentivesPlaces, incentivesSearches, incentivesWatchWording, incentivesWording, ownIncentivesWording } from '@tandem/incentives-admin';
import { invitationsOverview, invitationsWording } from '@tandem/invitations-admin';
import { partnershipMenu, partnershipOverview, partnershipPalette, partnershipPlaces, partnershipSearches, partnershipWording } from '@tandem/partnership-admin';
import { LiveUpdates, MENU, OVERVIEW, PALETTE, platformWording, provideWords, RECORD_PLACES, RECORD_SEARCHES, Session, SETTINGS, Theme, watchingMenu, watchingOverview, watchingPlaces, watchingSearches, WordedTitles, Words } from '@tandem/platform-admin';
import { webhooksSettings, webhooksWording } from '@tandem/webhooks-admin';
import { menu } from './app.menu';
import { routes } from './app.routes';

/** Everything the first page needs to know, asked for at once. */
async function start(): Promise<void> {
  const live = inject(LiveUpdates);
  inject(Theme).start();
  await Promise.all([inject(Words).start(), inject(Session).load()]);
  live.start();
}

/** What the console is made of. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    // Computed: a way back that was refused keeps the browser's history as it is.
    provideRouter(routes, withComponentInputBinding(), withRouterConfig({ canceledNavigationResolution: 'computed' })),
    { provide: TitleStrategy, useClass: WordedTitles },
    provideIdentity(),
    provideWords([platformWording, identityWording, accountWording, activityWording, apiClientsWording, organisationsWording, permissionsWording, profileWording, usersWording, enrollmentWording, applyingWording, reviewingWording, calendarWording, offboardingWording, byFileWording, agreementsWording, invitationsWording, partnershipWording, incentivesWording, ownIncentivesWording, incentivesWatchWording, webhooksWording]),
    { provide: MENU, useValue: [...menu, ...enrollmentMenu, ...partnershipMenu, ...incentivesMenu, ...identityMenu, ...agreementsMenu, ...watchingMenu] },
    { provide: SETTINGS, useValue: [...identitySettings, ...agreementsSettings, ...webhooksSettings] },
    { provide: PALETTE, useValue: [...partnershipPalette, ...usersPalette] },
    { provide: RECORD_SEARCHES, useValue: [...enrollmentSearches, ...partnershipSearches, ...incentivesSearches, ...usersSearches, ...watchingSearches] },
    { provide: RECORD_PLACES, useValue: [...enrollmentPlaces, ...agreementsPlaces, ...partnershipPlaces, ...incentivesPlaces, ...watchingPlaces] },
    { provide: PROFILE_ADDITIONS, useValue: [...enrollmentProfile] },
    { provide: OVERVIEW, useValue: [...enrollmentOverview, invitationsOverview, ...agreementsOverview, ...partnershipOverview, ...incentivesOverview, ...watchingOverview] },
    provideAppInitializer(start),
  ],
};
