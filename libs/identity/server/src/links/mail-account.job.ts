import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Organisation, PartnerUser } from '@tandem/identity-domain';
import type { LinkPurpose } from '@tandem/identity-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Config, DeliveryHandler } from '@tandem/platform-server';
import type { DeliveryJobDefinition, DeliveryRow, Mail } from '@tandem/platform-server';
import { labelOf } from '../sign-in/outside-issuer';
import { LINK_TEMPLATES, linkMail, NOTICE_PATHS, noticeMail } from './account.mail';
import type { AccountMail, Notice } from './account.mail';
import { AccountLinks } from './account-links';
import { invitePerson, sendPasswordNotice, sendResetLink } from './account-links.jobs';

/** To whom a delivery about an account goes; undefined when that person is gone. */
async function recipientOf(em: EntityManager, config: Config, { subject, locale }: DeliveryRow): Promise<(AccountMail & { readonly user: PartnerUser }) | undefined> {
  const user = await em.findOne(PartnerUser, { id: subject.id });
  const organisation = user && (await em.findOne(Organisation, { id: user.organisationId }));
  if (!user || !organisation) return undefined;
  return { user, locale, name: `${user.firstName} ${user.lastName}`.trim(), email: user.email, organisation: organisation.name, footer: config.get('MAIL_FOOTER'), issuer: labelOf(config) };
}

/** Mails the present link of one purpose, unless it has ended or been replaced meanwhile. */
@Injectable()
abstract class LinkHandler extends DeliveryHandler {
  protected abstract readonly purpose: LinkPurpose;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly links: AccountLinks,
  ) {
    super();
  }

  async compose(delivery: DeliveryRow): Promise<Mail | null> {
    const to = await recipientOf(this.em, this.config, delivery);
    const link = await this.links.of(delivery.subject.id, this.purpose);
    if (!to || to.user.state !== (this.purpose === 'join' ? 'invited' : 'active') || link?.deliveryId !== delivery.id) return null;
    try {
      link.requireLive(link.generation, this.clock.now());
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
    const template = LINK_TEMPLATES.find((one) => one === delivery.template);
    return template ? linkMail(to, { template, url: this.links.urlOf(link), expiresAt: link.expiresAt }) : null;
  }
}

/** Invites a person: to choose a first password, or to sign in at an outside issuer. */
@Injectable()
export class InvitePerson extends LinkHandler {
  readonly job: DeliveryJobDefinition = invitePerson;
  protected readonly purpose = 'join';
}

/** Sends the link for another password. */
@Injectable()
export class SendResetLink extends LinkHandler {
  readonly job: DeliveryJobDefinition = sendResetLink;
  protected readonly purpose = 'reset';
}

const isNotice = (template: string): template is Notice => template in NOTICE_PATHS;

/** Tells a person that their password or second factor is another. */
@Injectable()
export class SendPasswordNotice extends DeliveryHandler {
  readonly job: DeliveryJobDefinition = sendPasswordNotice;

  constructor(
    private readonly em: EntityManager,
    private readonly config: Config,
  ) {
    super();
  }

  async compose(delivery: DeliveryRow): Promise<Mail | null> {
    const to = await recipientOf(this.em, this.config, delivery);
    const { template } = delivery;
    if (!to || !isNotice(template)) return null;
    return noticeMail(to, { template, url: this.config.get('PUBLIC_URL') + NOTICE_PATHS[template], at: delivery.createdAt });
  }
}
