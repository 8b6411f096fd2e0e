import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Application } from '@tandem/enrollment-domain';
import { EXPECTED, isMail, isPhone, isWebsite } from '@tandem/identity-contract';
import { refusalOfLocation } from '@tandem/identity-domain';
import { findNamedAccount } from '@tandem/identity-server';
import type { Refusal } from '@tandem/platform-kernel';
import { Config } from '@tandem/platform-server';

const malformed = (field: string, given: string | undefined, fits: (text: string) => boolean, expected: string): Refusal[] =>
  given === undefined || fits(given) ? [] : [{ rule: 'API-01', reason: 'FIELD_INVALID', kind: 'invalid', field, details: { detail: expected } }];

/** Texts that do not have the form of what they stand for; what is no country has no region (GEO-03). */
function malformedIn({ legalBusinessProfile: legal, supportProfile: support }: Application): Refusal[] {
  const { primaryContact: contact } = legal;
  return [
    ...malformed('legalBusinessProfile.website', legal.website, isWebsite, EXPECTED.website),
    ...malformed('legalBusinessProfile.primaryContact.email', contact?.email, isMail, EXPECTED.mail),
    ...malformed('legalBusinessProfile.primaryContact.phoneNumber', contact?.phoneNumber, isPhone, EXPECTED.phone),
    ...malformed('supportProfile.email', support.email, isMail, EXPECTED.mail),
    ...malformed('supportProfile.telephone', support.telephone, isPhone, EXPECTED.phone),
    ...malformed('supportProfile.website', support.website, isWebsite, EXPECTED.website),
  ];
}

/** What is wrong with an application beyond what its own rules know: forms of texts, MPN accounts, addresses that no mail reaches. */
@Injectable()
export class ApplicationChecks {
  constructor(
    private readonly em: EntityManager,
    private readonly config: Config,
  ) {}

  /** Web-mail domains that the operator added (ENR-08). */
  get webMail(): readonly string[] {
    return this.config.get('WEBMAIL_DOMAINS');
  }

  async run(organisationId: string, application: Application): Promise<Refusal[]> {
    const found = [malformedIn(application), await this.mpn(organisationId, application), await this.unreachable(application)];
    return found.flat();
  }

  /** The MPN account that is named: one's own, of this country (MPN-01 to MPN-04). */
  private async mpn(organisationId: string, { mpnId, legalBusinessProfile: { address } }: Application): Promise<Refusal[]> {
    if (mpnId === undefined || address?.country === undefined) return [];
    const { location, holder } = await findNamedAccount(this.em, organisationId, mpnId);
    if (!location) return [{ rule: 'MPN-03', reason: 'MPN_NOT_FOUND', kind: 'invalid', field: 'mpnId' }];
    const refusal = refusalOfLocation(location, address.country);
    if (refusal) return [refusal];
    return holder ? [{ rule: 'MPN-04', reason: 'MPN_IN_USE', kind: 'conflict', field: 'mpnId' }] : [];
  }

  private async unreachable({ legalBusinessProfile: { primaryContact } }: Application): Promise<Refusal[]> {
    const address = primaryContact?.email?.toLowerCase();
    if (address === undefined) return [];
    const suppressed = await this.em.execute<unknown[]>('select 1 from suppressed_address where address = ?', [address]);
    return suppressed.length > 0 ? [{ rule: 'EML-13', reason: 'ADDRESS_SUPPRESSED', kind: 'conflict', field: 'legalBusinessProfile.primaryContact.email' }] : [];
  }
}
