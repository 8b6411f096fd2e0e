import { isDeepStrictEqual } from 'node:util';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { contactMailed, enrollmentCorrected } from '@tandem/enrollment-contract';
import type { ApplicationInput } from '@tandem/enrollment-contract';
import type { Application } from '@tandem/enrollment-domain';
import { Clock } from '@tandem/platform-kernel';
import { Deliveries, Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockEnrollment, recordEnrollment, subjectOf } from '../enrollment-record';
import { ContactLinks } from '../verification/contact-links';
import { ApplicationChecks } from './application-checks';
import { KeepProfiles } from './keep-profiles';
import { mergeApplication } from './merge-application';

const flat = ({ legalBusinessProfile, supportProfile, mpnId }: Application): Record<string, unknown> => ({ ...legalBusinessProfile, supportProfile, mpnId });

/** What of an application a change touched, before and after. */
function difference(before: Application, after: Application): { before: Record<string, unknown>; after: Record<string, unknown> } | undefined {
  const [one, other] = [flat(before), flat(after)];
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((field) => !isDeepStrictEqual(one[field], other[field]));
  const pick = (from: Record<string, unknown>) => Object.fromEntries(fields.map((field) => [field, from[field] ?? null]));
  return fields.length === 0 ? undefined : { before: pick(one), after: pick(other) };
}

/** Takes over what is typed into the form, or puts the contact right while that is asked (ENR-15). */
@Injectable()
export class ChangeEnrollment {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly deliveries: Deliveries,
    private readonly checks: ApplicationChecks,
    private readonly links: ContactLinks,
    private readonly profiles: KeepProfiles,
  ) {}

  /**
   * What is typed into a draft is no event: nobody but its author has seen it.
   * @throws DomainError NOT_FOUND, STALE, ENROLLMENT_LOCKED (ENR-15), COUNTRY_FIXED (ORG-06); while the contact is asked also every issue, and CONTACT_MAIL_LIMITED (VER-08).
   */
  async run(actor: Actor, id: string, given: ApplicationInput, etag?: string): Promise<void> {
    const enrollment = await lockEnrollment(this.em, id);
    expectVersion(enrollment, etag);
    const before = enrollment.application;
    const application = mergeApplication(before, given);
    const asked = enrollment.state === 'contact_pending';
    enrollment.save(application, this.checks.webMail, asked ? await this.checks.run(enrollment.organisationId, application) : []);
    const change = difference(before, application);
    if (enrollment.state !== 'draft' && change) recordEnrollment(this.events, enrollmentCorrected, enrollment, { actor, ...change });
    if (asked && change) await this.askOther(actor, enrollment);
    await this.em.flush();
  }

  /** Whoever is asked now gets a link of their own; the one before is dead, and its mail stays behind if it can. */
  private async askOther(actor: Actor, enrollment: Awaited<ReturnType<typeof lockEnrollment>>): Promise<void> {
    await this.profiles.run(actor, enrollment.application);
    const email = enrollment.application.legalBusinessProfile.primaryContact?.email ?? '';
    const { email: former = '' } = (await this.links.of(enrollment.id)) ?? {};
    if (email.toLowerCase() === former.toLowerCase()) return;
    this.deliveries.cancel(subjectOf(enrollment.id));
    await this.links.ask(enrollment, 'again', this.clock.now());
    recordEnrollment(this.events, contactMailed, enrollment, { actor, before: { email: former }, after: { email } });
  }
}
