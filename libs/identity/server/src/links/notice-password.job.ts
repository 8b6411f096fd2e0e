import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { PartnerUser } from '@tandem/identity-domain';
import { Deliveries, JobHandler } from '@tandem/platform-server';
import { subjectOfPerson } from '../people/person-record';
import { noticePassword, sendPasswordNotice } from './account-links.jobs';

/** Orders the notice of a new password, wherever it was changed. */
@Injectable()
export class NoticePassword extends JobHandler<typeof noticePassword> {
  readonly job = noticePassword;

  constructor(
    private readonly em: EntityManager,
    private readonly deliveries: Deliveries,
  ) {
    super();
  }

  async handle({ userId }: { readonly userId: string }): Promise<void> {
    const user = await this.em.findOne(PartnerUser, { id: userId, state: 'active' });
    if (!user) return;
    this.deliveries.add({ template: 'password_changed', recipient: user.email, locale: user.locale, subject: subjectOfPerson(userId), organisationId: user.organisationId, job: sendPasswordNotice });
  }
}
