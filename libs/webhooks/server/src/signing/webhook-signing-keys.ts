import { createPrivateKey, generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { newId } from '@tandem/platform-kernel';
import { Config } from '@tandem/platform-server';
import { selfSignedCertificate } from './self-signed-certificate';

export interface WebhookSigningKey {
  readonly privateKey: KeyObject;
  /** PEM; served to everybody. */
  readonly certificate: string;
}

/** The key that signs webhooks and its certificate: made when it is first needed, kept in Postgres, shared by every process. */
@Injectable()
export class WebhookSigningKeys {
  private loaded: Promise<WebhookSigningKey> | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly config: Config,
  ) {}

  /** The one key; two processes that ask at once agree on it. */
  current(): Promise<WebhookSigningKey> {
    // A failed first try must not stay for ever.
    this.loaded ??= this.load().catch((error: unknown) => {
      this.loaded = undefined;
      throw error;
    });
    return this.loaded;
  }

  private load(): Promise<WebhookSigningKey> {
    return this.em.fork().transactional(async (em) => {
      await em.execute("select pg_advisory_xact_lock(hashtext('tandem.webhook-signing-key'))");
      const [row] = await em.execute<{ private_key: string; certificate: string }[]>('select private_key, certificate from webhook_signing_key order by created_at desc limit 1');
      if (row) return { privateKey: createPrivateKey(row.private_key), certificate: row.certificate };
      const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 3072 });
      const certificate = selfSignedCertificate(pair, new URL(this.config.get('PUBLIC_URL')).hostname, new Date());
      const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' });
      await em.execute('insert into webhook_signing_key (id, private_key, certificate) values (?, ?, ?)', [newId(), pem, certificate]);
      return { privateKey: pair.privateKey, certificate };
    });
  }
}
