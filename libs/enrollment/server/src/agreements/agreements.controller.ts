import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Req } from '@nestjs/common';
import { getAgreementDocument, getSignature, importSignatures, listAgreements, listSignatures, listSignaturesOfAgreement, signAgreement, signatureTimeline } from '@tandem/enrollment-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { answer, CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor, Answer } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { AgreementLinks } from './agreement-links';
import { findTemplate } from './agreement-versions';
import { readSignature, subjectOfSignature } from './agreement.view';
import { linksTo } from './links-to';
import { agreementsOf, signaturesOf, signaturesUnder, viewFor } from './list-agreements';
import { ImportSignatures } from './import-signatures';
import { SignAgreement } from './sign-agreement';

/** Agreements as partners meet them: which counts, its document, signing it, and what was signed (SM-4). */
@Controller()
export class AgreementsController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: AgreementLinks,
    private readonly signing: SignAgreement,
    private readonly importing: ImportSignatures,
  ) {}

  @Endpoint(listAgreements)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listAgreements>): Promise<AnswerOf<typeof listAgreements>> {
    return agreementsOf(this.em, actor, input, this.clock.now());
  }

  @Endpoint(getAgreementDocument)
  async document(@CurrentActor() actor: Actor, @Input() { params, query }: InputOf<typeof getAgreementDocument>): Promise<AnswerOf<typeof getAgreementDocument>> {
    return linksTo(await findTemplate(this.em, actor, params.templateId), actor, query, this.links);
  }

  @Endpoint(signAgreement)
  async sign(@CurrentActor() actor: Actor, @Req() { ip }: FastifyRequest, @Input() { params, body }: InputOf<typeof signAgreement>): Promise<Answer<AnswerOf<typeof signAgreement>>> {
    const { id, created } = await this.signing.run(actor, params.templateId, { ...body, ip });
    return answer(await this.get(actor, { params: { id } }), { status: created ? 201 : 200 });
  }

  @Endpoint(importSignatures)
  async import(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof importSignatures>): Promise<AnswerOf<typeof importSignatures>> {
    return { items: await this.importing.run(actor, body.signatures, body.dryRun === true) };
  }

  @Endpoint(listSignaturesOfAgreement)
  under(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof listSignaturesOfAgreement>): Promise<AnswerOf<typeof listSignaturesOfAgreement>> {
    return signaturesUnder(this.em, actor, params.templateId, this.clock.now());
  }

  @Endpoint(listSignatures)
  signatures(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listSignatures>): Promise<AnswerOf<typeof listSignatures>> {
    return signaturesOf(this.em, actor, input, this.clock.now());
  }

  @Endpoint(getSignature)
  async get(@CurrentActor() actor: Actor, @Input() { params }: { params: InputOf<typeof getSignature>['params'] }): Promise<AnswerOf<typeof getSignature>> {
    const view = await viewFor(this.em, actor, this.clock.now());
    return view(await readSignature(this.em, actor.organisationId, params.id));
  }

  @Endpoint(signatureTimeline)
  async timeline(@CurrentActor() { organisationId }: Actor, @Input() input: InputOf<typeof signatureTimeline>): Promise<AnswerOf<typeof signatureTimeline>> {
    const { id } = await readSignature(this.em, organisationId, input.params.id);
    return timelinePage(this.em, { subject: subjectOfSignature(id), organisationId, path: `/agreementsignatures/${id}/timeline` }, input);
  }
}
