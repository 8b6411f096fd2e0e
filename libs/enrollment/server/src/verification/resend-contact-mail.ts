import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { contactMailed } from '@tandem/enrollment-contract';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockEnrollment, recordEnrollment } from '../enrollment-record';
import { ContactLinks } from './contact-links';

/** Mails the primary contact once more (VER-08). */
@Injectable()
export class ResendContactMail {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly links: ContactLinks,
  ) {}

  /** @throws DomainError NOT_FOUND, CONTACT_NOT_ASKED when nobody is asked now, CONTACT_MAIL_LIMITED (VER-08). */
  async run(actor: Actor, id: string): Promise<void> {
    const enrollment = await lockEnrollment(this.em, id);
    if (enrollment.state !== 'contact_pending') throw new DomainError({ rule: 'VER-08', reason: 'CONTACT_NOT_ASKED', kind: 'conflict', details: { state: enrollment.state } });
    await this.links.ask(enrollment, 'again', this.clock.now());
    recordEnrollment(this.events, contactMailed, enrollment, { actor, after: { email: enrollment.application.legalBusinessProfile.primaryContact?.email } });
    await this.em.flush();
  }
}
