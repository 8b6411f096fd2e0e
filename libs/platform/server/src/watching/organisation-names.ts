import type { DeliveryView } from '@tandem/platform-contract';

/** Knows what organisations are called; the identity context may provide it, then deliveries name on whose behalf they go out. */
export abstract class OrganisationNames {
  /** Names by id; what names nothing is left out. */
  abstract namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Ids of those whose name holds a text, whatever its case. */
  abstract idsLike(text: string): Promise<readonly string[]>;
}

/** Deliveries with the names of their organisations, where somebody knows them. */
export async function nameOrganisations(deliveries: readonly DeliveryView[], names: OrganisationNames | undefined): Promise<DeliveryView[]> {
  const known = await names?.namesOf([...new Set(deliveries.map(({ organisation }) => organisation.id))]);
  return deliveries.map((delivery) => {
    const name = known?.get(delivery.organisation.id);
    return name === undefined ? delivery : { ...delivery, organisation: { ...delivery.organisation, name } };
  });
}
