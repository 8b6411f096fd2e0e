import { inject } from '@angular/core';
import { Browser } from '../api/browser';
import { Words } from '../i18n/words';
import type { Language } from '../i18n/words';
import { Density } from '../theme/density';
import type { DensityName } from '../theme/density';
import { Theme } from '../theme/theme';
import type { ThemeName } from '../theme/theme';
import { BusinessClock } from '../time/business-clock';
import { STEPS } from './clock-steps';
import type { PaletteEntry } from './palette-entry';
import { Shortcuts } from './shortcuts';

const themed = (name: ThemeName) => () => {
  const theme = inject(Theme);
  return () => theme.use(name);
};
const spaced = (name: DensityName) => () => {
  const density = inject(Density);
  return () => density.use(name);
};
const spoken = (language: Language) => () => {
  const words = inject(Words);
  return () => words.use(language);
};
const moved = (step: string) => () => {
  const clock = inject(BusinessClock);
  return () => clock.advance(step);
};

/** What can be done on every page: how the console looks and speaks, the sandbox clock, the way out. */
export const SHELL_ACTS: readonly PaletteEntry[] = [
  { id: 'act:light', label: 'palette.acts.light', icon: 'sun', does: themed('light') },
  { id: 'act:dark', label: 'palette.acts.dark', icon: 'moon', does: themed('dark') },
  { id: 'act:system', label: 'palette.acts.system', icon: 'monitor', does: themed('system') },
  { id: 'act:compact', label: 'palette.acts.compact', icon: 'list-checks', does: spaced('compact') },
  { id: 'act:normal', label: 'palette.acts.normal', icon: 'list-checks', does: spaced('normal') },
  { id: 'act:touch', label: 'palette.acts.touch', icon: 'list-checks', does: spaced('touch') },
  { id: 'act:de', label: 'palette.acts.german', icon: 'languages', does: spoken('de') },
  { id: 'act:en', label: 'palette.acts.english', icon: 'languages', does: spoken('en') },
  {
    id: 'act:keys',
    label: 'palette.acts.keys',
    icon: 'keyboard',
    does: () => {
      const shortcuts = inject(Shortcuts);
      return () => shortcuts.use(!shortcuts.enabled());
    },
  },
  ...STEPS.map((step): PaletteEntry => ({ id: `act:${step}`, label: `palette.clock.${step}`, icon: 'clock-fading', when: (session) => session.me().sandbox, does: moved(step) })),
  {
    id: 'act:docs',
    label: 'palette.acts.docs',
    icon: 'file-text',
    does: () => {
      const browser = inject(Browser);
      return () => browser.go('/docs');
    },
  },
  {
    id: 'act:sign-out',
    label: 'palette.acts.signOut',
    icon: 'log-out',
    does: () => {
      const browser = inject(Browser);
      return () => browser.leave();
    },
  },
];
