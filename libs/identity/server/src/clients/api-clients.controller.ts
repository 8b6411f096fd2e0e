import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import {
  addClientKey,
  addClientSecret,
  apiClientTimeline,
  changeApiClient,
  createApiClient,
  getApiClient,
  listApiClients,
  removeApiClient,
  removeClientKey,
  revokeClientSecret,
} from '@tandem/identity-contract';
import type { ApiClientView } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { AddClientKey } from './add-client-key';
import { AddClientSecret } from './add-client-secret';
import { subjectOfClient } from './api-client-record';
import { keyView, readClient } from './api-client.view';
import { ChangeApiClient } from './change-api-client';
import { CreateApiClient } from './create-api-client';
import { listOwnClients } from './list-api-clients';
import { RemoveApiClient } from './remove-api-client';
import { RemoveClientKey } from './remove-client-key';
import { RevokeClientSecret } from './revoke-client-secret';

/** The API clients of the caller's organisation. */
@Controller()
export class ApiClientsController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(CreateApiClient) private readonly creating: CreateApiClient,
    @Inject(ChangeApiClient) private readonly changing: ChangeApiClient,
    @Inject(RemoveApiClient) private readonly removing: RemoveApiClient,
    @Inject(AddClientSecret) private readonly addingSecret: AddClientSecret,
    @Inject(RevokeClientSecret) private readonly revoking: RevokeClientSecret,
    @Inject(AddClientKey) private readonly addingKey: AddClientKey,
    @Inject(RemoveClientKey) private readonly removingKey: RemoveClientKey,
  ) {}

  @Endpoint(listApiClients)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listApiClients>): Promise<AnswerOf<typeof listApiClients>> {
    return listOwnClients(this.em, actor, input);
  }

  @Endpoint(createApiClient, { secretFields: ['clientSecret'] })
  async create(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof createApiClient>): Promise<AnswerOf<typeof createApiClient>> {
    const { id, clientSecret } = await this.creating.run(actor, body);
    return { ...(await readClient(this.em, actor, id)), clientSecret };
  }

  @Endpoint(getApiClient)
  get(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getApiClient>): Promise<ApiClientView> {
    return readClient(this.em, actor, params.id);
  }

  @Endpoint(changeApiClient)
  async change(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof changeApiClient>): Promise<ApiClientView> {
    await this.changing.run(actor, params.id, { name: body.name, roles: body.roles }, etag);
    return readClient(this.em, actor, params.id);
  }

  @Endpoint(removeApiClient)
  remove(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof removeApiClient>): Promise<void> {
    return this.removing.run(actor, params.id);
  }

  @Endpoint(addClientSecret, { secretFields: ['clientSecret'] })
  addSecret(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof addClientSecret>): Promise<AnswerOf<typeof addClientSecret>> {
    return this.addingSecret.run(actor, params.id);
  }

  @Endpoint(revokeClientSecret)
  revokeSecret(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof revokeClientSecret>): Promise<void> {
    return this.revoking.run(actor, params);
  }

  @Endpoint(addClientKey)
  async addKey(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof addClientKey>): Promise<AnswerOf<typeof addClientKey>> {
    return keyView(await this.addingKey.run(actor, params.id, body.key));
  }

  @Endpoint(removeClientKey)
  removeKey(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof removeClientKey>): Promise<void> {
    return this.removingKey.run(actor, params);
  }

  @Endpoint(apiClientTimeline)
  async timeline(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof apiClientTimeline>): Promise<AnswerOf<typeof apiClientTimeline>> {
    const { id } = await readClient(this.em, actor, input.params.id);
    return timelinePage(this.em, { subject: subjectOfClient(id), organisationId: actor.organisationId, path: `/apiclients/${id}/timeline` }, input);
  }
}
