import type { EntryContent } from '@tandem/partnership-domain';

/** Entries of the cast's providers as they stand after a reset; each answers a different search. */
export const SANDBOX_ENTRIES: readonly { readonly provider: { readonly id: string; readonly country: string }; readonly content: EntryContent }[] = [
  {
    provider: { id: '0b000000-0000-4000-8000-000000000001', country: 'DE' },
    content: {
      description: 'Distribution for resellers in German-speaking Europe and the Nordics: certification courses, campaigns to send under your own name, and credit for your first orders.',
      services: ['training', 'marketing', 'financing', 'support'],
      countries: ['DE', 'AT', 'CH', 'DK', 'NO', 'SE'],
      website: 'https://nordwind.example',
      email: 'partner@nordwind.example',
      phoneNumber: '+49 40 5550100',
    },
  },
  {
    provider: { id: '0b000000-0000-4000-8000-000000000002', country: 'GB' },
    content: {
      description: 'Cloud distributor for managed service providers in the United Kingdom, Ireland and France, with engineers who answer around the clock and billing that fits your own invoices.',
      services: ['support', 'billing', 'migration'],
      countries: ['GB', 'IE', 'FR'],
      website: 'https://albion.example',
      email: 'partners@albion.example',
      phoneNumber: '+44 20 5550 0110',
    },
  },
  {
    provider: { id: '0b000000-0000-4000-8000-000000000003', country: 'US' },
    content: {
      description: 'Coast-to-coast distribution with flexible credit lines, joint marketing funds and a training campus in Denver.',
      services: ['training', 'marketing', 'financing'],
      countries: ['US', 'UM'],
      website: 'https://liberty.example',
      email: 'channel@liberty.example',
      phoneNumber: '+1 303 555 0120',
    },
  },
];
