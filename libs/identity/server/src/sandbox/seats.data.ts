import type { PostalAddress } from '@tandem/identity-domain';

/** What the cast's partners say of themselves beside names and people, by domain. */
export interface Seat {
  readonly address: Omit<PostalAddress, 'country'>;
  readonly telephone: string;
  readonly registrationNumber: string;
  readonly taxId: string;
}

export const SEATS: Readonly<Record<string, Seat>> = {
  'nordwind.example': { address: { addressLine1: 'Am Sandtorkai 30', city: 'Hamburg', postalCode: '20457' }, telephone: '+49 40 5550100', registrationNumber: 'HRB 100001', taxId: 'DE000000001' },
  'albion.example': { address: { addressLine1: '12 Calder Street', city: 'Leeds', postalCode: 'LS1 4AP' }, telephone: '+44 113 496 0100', registrationNumber: '01000001', taxId: 'GB000000001' },
  'liberty.example': { address: { addressLine1: '200 Market Street', city: 'Philadelphia', state: 'PA', postalCode: '19106' }, telephone: '+1 215 555 0100', registrationNumber: '5000001', taxId: '00-0000001' },
  'alpenblick.example': { address: { addressLine1: 'Maria-Theresien-Straße 18', city: 'Innsbruck', postalCode: '6020' }, telephone: '+43 512 555010', registrationNumber: 'FN 100001 a', taxId: 'ATU00000001' },
  'prairie.example': { address: { addressLine1: '410 Prairie Avenue', addressLine2: 'Suite 200', city: 'Omaha', state: 'NE', postalCode: '68102' }, telephone: '+1 402 555 0100', registrationNumber: '1000001', taxId: '00-0000002' },
  'fjord.example': { address: { addressLine1: 'Bryggen 7', city: 'Bergen', postalCode: '5003' }, telephone: '+47 55 50 01 00', registrationNumber: '000 000 001', taxId: 'NO000000001MVA' },
  'keller.example': { address: { addressLine1: 'Kaiserstraße 52', city: 'Karlsruhe', postalCode: '76131' }, telephone: '+49 721 5550100', registrationNumber: 'HRA 100002', taxId: 'DE000000002' },
  'meier.example': { address: { addressLine1: 'Limmatquai 4', city: 'Zürich', postalCode: '8001' }, telephone: '+41 44 555 01 00', registrationNumber: 'CHE-000.000.001', taxId: 'CHE-000.000.001 MWST' },
};
