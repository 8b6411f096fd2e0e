import { NgComponentOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, effect, inject, InjectionToken, input, signal } from '@angular/core';
import type { Type } from '@angular/core';
import { Session } from '@tandem/platform-admin';

/** What a later context says on the page of the profile, below what identity itself knows. */
export interface ProfileAddition {
  readonly section: 'legal' | 'programs';
  readonly when: (session: Session) => boolean;
  readonly load: () => Promise<Type<unknown>>;
}

/** The additions of all contexts. */
export const PROFILE_ADDITIONS = new InjectionToken<readonly ProfileAddition[]>('additions to the profile');

/** The additions to one section, loaded when the page is. */
@Component({
  selector: 'td-profile-additions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgComponentOutlet],
  template: `
    @for (one of shown(); track one) {
      <ng-container [ngComponentOutlet]="one" />
    }
  `,
})
export class ProfileAdditions {
  readonly section = input.required<ProfileAddition['section']>();
  private readonly session = inject(Session);
  private readonly all = inject(PROFILE_ADDITIONS, { optional: true }) ?? [];
  protected readonly shown = signal<readonly Type<unknown>[]>([]);

  constructor() {
    effect(() => {
      const mine = this.all.filter(({ section, when }) => section === this.section() && when(this.session));
      void Promise.all(mine.map(({ load }) => load())).then((types) => this.shown.set(types));
    });
  }
}
