import { Injectable } from '@nestjs/common';
import type { Enrollment } from '@tandem/enrollment-domain';
import { OrganisationDirectory } from '@tandem/identity-server';
import { Deliveries } from '@tandem/platform-server';
import { tellContact } from '../enrollment.jobs';
import { subjectOf } from '../enrollment-record';
import type { Telling } from './enrollment.mail';

/** Orders the mails that tell a primary contact what became of an enrollment; to nobody else, and one for each change (VER-05, decision 31). */
@Injectable()
export class TellContact {
  constructor(
    private readonly organisations: OrganisationDirectory,
    private readonly deliveries: Deliveries,
  ) {}

  async order({ id, organisationId, startedBy, application }: Enrollment, template: Telling): Promise<void> {
    const recipient = application.legalBusinessProfile.primaryContact?.email;
    if (recipient === undefined) return;
    const locale = (await this.organisations.person(startedBy))?.locale ?? 'en';
    this.deliveries.add({ template, recipient, locale, subject: subjectOf(id), organisationId, job: tellContact });
  }
}
