import type { Program, Role } from '@tandem/identity-domain';

/** One password for everybody in the sandbox. */
export const SANDBOX_PASSWORD = 'Tandem-sandbox-1';

/** A person of the cast: the part of the address before the @, and a name. */
export interface CastPerson {
  readonly local: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly roles: readonly Role[];
}

/** An organisation of the cast as it stands after a reset. */
export interface CastMemberOrganisation {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly locale: 'de' | 'en';
  readonly program?: Program;
  readonly agreementSigned?: true;
  readonly people: readonly CastPerson[];
  /** MPN id, country, mail address of a location; a country of `global` is the global account. */
  readonly mpn: readonly { readonly mpnId: string; readonly country: string | 'global'; readonly email?: string }[];
  /** MPN id it is associated with at first. */
  readonly associated?: string;
}

const person = (local: string, firstName: string, lastName: string, ...roles: Role[]): CastPerson => ({
  local,
  firstName,
  lastName,
  roles,
});

/** The nine usual people of a partner, in the order ga, ua, ba, aa, sa, ha, ac, mp, iu; an incentive user counts for one location. */
const team = (...names: readonly string[]): CastPerson[] => {
  const seats: readonly (readonly [string, ...Role[]])[] = [
    ['ga', 'global_admin', 'admin_agent'],
    ['ua', 'user_admin'],
    ['ba', 'billing_admin'],
    ['aa', 'admin_agent'],
    ['sa', 'sales_agent'],
    ['ha', 'helpdesk_agent'],
    ['ac', 'account_admin'],
    ['mp', 'mpn_partner_admin'],
    ['iu', 'incentive_user'],
  ];
  return seats.map(([local, ...roles], index) => {
    const [firstName = local, ...lastName] = (names[index] ?? local).split(' ');
    return person(local, firstName, lastName.join(' '), ...roles);
  });
};

/** Organisations and people of the sandbox; ids, addresses and countries are relied on by scripts. */
export const CAST: readonly CastMemberOrganisation[] = [
  {
    id: '0a000000-0000-4000-8000-000000000001',
    name: 'Tandem Operations',
    domain: 'ops.example',
    country: 'DE',
    locale: 'en',
    program: 'operator',
    people: [person('op1', 'Olivia', 'Prager', 'operator'), person('op2', 'Oskar', 'Petersen', 'operator')],
    mpn: [],
  },
  {
    id: '0b000000-0000-4000-8000-000000000001',
    name: 'Nordwind Distribution GmbH',
    domain: 'nordwind.example',
    country: 'DE',
    locale: 'de',
    program: 'indirect_provider',
    agreementSigned: true,
    people: team(
      'Anna Weber',
      'Jonas Brandt',
      'Miriam Vogt',
      'Lars Petersen',
      'Svenja Krüger',
      'Timo Albrecht',
      'Claudia Reimann',
      'Piet Hansen',
      'Nele Jansen',
    ),
    mpn: [
      { mpnId: '6100000', country: 'global' },
      { mpnId: '6100001', country: 'DE', email: 'mpn@nordwind.example' },
    ],
    associated: '6100001',
  },
  {
    id: '0b000000-0000-4000-8000-000000000002',
    name: 'Albion Cloud Ltd',
    domain: 'albion.example',
    country: 'GB',
    locale: 'en',
    program: 'indirect_provider',
    agreementSigned: true,
    people: team(
      'Harriet Cole',
      'Owen Price',
      'Priya Nair',
      'Callum Reid',
      'Imogen Hart',
      'Dylan Shaw',
      'Fiona Blair',
      'Rhys Morgan',
      'Zara Khan',
    ),
    mpn: [{ mpnId: '6110001', country: 'GB' }],
    associated: '6110001',
  },
  {
    id: '0b000000-0000-4000-8000-000000000003',
    name: 'Liberty Distribution Inc',
    domain: 'liberty.example',
    country: 'US',
    locale: 'en',
    program: 'indirect_provider',
    agreementSigned: true,
    people: team(
      'Grace Holloway',
      'Marcus Reed',
      'Elena Ortiz',
      'Noah Whitman',
      'Sofia Delgado',
      'Tyler Brooks',
      'Renee Carter',
      'Peter Lindqvist',
      'Maya Chen',
    ),
    mpn: [{ mpnId: '6120001', country: 'US' }],
    associated: '6120001',
  },
  {
    id: '0c000000-0000-4000-8000-000000000001',
    name: 'Alpenblick IT GmbH',
    domain: 'alpenblick.example',
    country: 'AT',
    locale: 'de',
    program: 'indirect_reseller',
    agreementSigned: true,
    people: team(
      'Katharina Huber',
      'Lukas Steiner',
      'Barbara Moser',
      'Florian Egger',
      'Sabine Pichler',
      'Matthias Gruber',
      'Verena Wallner',
      'Stefan Auer',
      'Theresa Lang',
    ),
    mpn: [{ mpnId: '6300001', country: 'AT' }],
    associated: '6300001',
  },
  {
    id: '0c000000-0000-4000-8000-000000000002',
    name: 'Prairie IT Inc',
    domain: 'prairie.example',
    country: 'US',
    locale: 'en',
    program: 'indirect_reseller',
    agreementSigned: true,
    people: team(
      'Walter Jensen',
      'Dana Foster',
      'Rosa Alvarez',
      'Kyle Sanders',
      'Megan Doyle',
      'Andre Wallace',
      'Joan Pruitt',
      'Luis Romero',
      'Hannah Beck',
    ),
    mpn: [{ mpnId: '6310001', country: 'US' }],
    associated: '6310001',
  },
  {
    id: '0c000000-0000-4000-8000-000000000003',
    name: 'Lagune Services SARL',
    domain: 'lagune.example',
    country: 'FR',
    locale: 'en',
    people: [person('ga', 'Camille', 'Fournier', 'global_admin', 'admin_agent')],
    mpn: [
      { mpnId: '6320001', country: 'FR' },
      { mpnId: '6320002', country: 'GB' },
      { mpnId: '6320000', country: 'global' },
    ],
  },
  {
    id: '0c000000-0000-4000-8000-000000000004',
    name: 'Fjord Systems AS',
    domain: 'fjord.example',
    country: 'NO',
    locale: 'en',
    program: 'indirect_reseller',
    agreementSigned: true,
    people: team(
      'Ingrid Solberg',
      'Henrik Dahl',
      'Astrid Lund',
      'Magnus Berg',
      'Silje Haugen',
      'Eirik Moen',
      'Kari Nygaard',
      'Tor Bakken',
      'Liv Strand',
    ),
    mpn: [{ mpnId: '6330001', country: 'NO' }],
    associated: '6330001',
  },
  {
    id: '0d000000-0000-4000-8000-000000000001',
    name: 'Keller Direkt KG',
    domain: 'keller.example',
    country: 'DE',
    locale: 'de',
    program: 'direct_bill',
    agreementSigned: true,
    people: team(
      'Martin Keller',
      'Ute Sommer',
      'Birgit Franke',
      'Jan Lorenz',
      'Petra Seidel',
      'Ralf Horn',
      'Silke Baumann',
      'Uwe Ziegler',
      'Nina Paulsen',
    ),
    mpn: [
      { mpnId: '6200002', country: 'DE', email: 'mpn@keller.example' },
      { mpnId: '6200009', country: 'DE', email: 'ops@keller.example' },
      { mpnId: '6200010', country: 'DE' },
    ],
    associated: '6200002',
  },
  {
    id: '0d000000-0000-4000-8000-000000000002',
    name: 'Meier Cloud AG',
    domain: 'meier.example',
    country: 'CH',
    locale: 'de',
    program: 'direct_bill',
    agreementSigned: true,
    people: team(
      'Regula Meier',
      'Beat Zürcher',
      'Monika Frei',
      'Urs Widmer',
      'Corinne Baur',
      'Reto Graf',
      'Esther Kunz',
      'Daniel Suter',
      'Livia Roth',
    ),
    mpn: [{ mpnId: '6210001', country: 'CH', email: 'mpn@meier.example' }],
    associated: '6210001',
  },
  {
    id: '0e000000-0000-4000-8000-000000000001',
    name: 'Hafen Zwei AG',
    domain: 'hafen2.example',
    country: 'DE',
    locale: 'de',
    program: 'customer',
    people: [person('ga', 'Heike', 'Lindner', 'global_admin'), person('user', 'Ben', 'Oltmann', 'report_viewer')],
    mpn: [],
  },
  {
    id: '0e000000-0000-4000-8000-000000000002',
    name: 'Hafen Drei AG',
    domain: 'hafen3.example',
    country: 'DE',
    locale: 'de',
    program: 'customer',
    people: [person('ga', 'Gesine', 'Maurer', 'global_admin')],
    mpn: [],
  },
  {
    id: '0e000000-0000-4000-8000-000000000003',
    name: 'Mueller OHG',
    domain: 'mueller.example',
    country: 'DE',
    locale: 'de',
    program: 'customer',
    people: [person('ga', 'Dieter', 'Müller', 'global_admin')],
    mpn: [],
  },
];
