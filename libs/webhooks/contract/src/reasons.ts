import { defineReasons } from '@tandem/platform-contract';

/** Why a webhook cannot be registered, tried or repeated. */
export const WEBHOOK_REASONS = defineReasons({
  WEBHOOK_EXISTS: { rule: 'WHK-01', code: 710200, kind: 'conflict', says: 'Your organisation has a webhook already; it has one.', fix: 'Replace it with PUT, or remove it first.' },
  WEBHOOK_EVENT_UNKNOWN: { rule: 'WHK-02', code: 710201, kind: 'invalid', says: 'There is no such webhook event.', fix: 'Choose from GET /webhooks/v1/registration/events.' },
  WEBHOOK_URL_INVALID: { rule: 'WHK-03', code: 710202, kind: 'invalid', says: 'The address cannot receive webhooks.', fix: 'Give a whole address that begins with https:// and holds no user name, password or fragment.' },
  WEBHOOK_HTTPS_REQUIRED: { rule: 'WHK-03', code: 710203, kind: 'invalid', says: 'Webhooks go over https only.', fix: 'Give an address that begins with https://.' },
  WEBHOOK_PORT_REFUSED: { rule: 'WHK-03', code: 710204, kind: 'invalid', says: 'Webhooks do not go to this port.', fix: 'Use 443, or a port from 1024 on.' },
  WEBHOOK_ADDRESS_PRIVATE: { rule: 'WHK-04', code: 710205, kind: 'invalid', says: 'The address leads into a private or local network.', fix: 'Use an address that the internet can reach.' },
  WEBHOOK_HOST_UNKNOWN: { rule: 'WHK-04', code: 710206, kind: 'invalid', says: 'The host name has no address.', fix: 'Check its spelling and its DNS record.' },
  WEBHOOK_TEST_UNREGISTERED: { rule: 'WHK-05', code: 710207, kind: 'conflict', says: 'The webhook does not listen to test-created.', fix: 'Add test-created to its events.' },
  WEBHOOK_TEST_LIMITED: { rule: 'WHK-05', code: 710208, kind: 'limited', says: 'A webhook is tried twice a minute at most.', fix: 'Wait for the time that Retry-After names.' },
  WEBHOOK_MISSING: { rule: 'WHK-06', code: 710209, kind: 'conflict', says: 'Your organisation has no webhook that could take this.', fix: 'Register one, then repeat the delivery.' },
  WEBHOOK_DELIVERY_OPEN: { rule: 'WHK-07', code: 710210, kind: 'conflict', says: 'The delivery is still on its way, so it is not repeated.', fix: 'Wait until it is delivered or parked.' },
  WEBHOOK_DELIVERY_OLD: { rule: 'WHK-07', code: 710211, kind: 'gone', says: 'The delivery is older than 30 days.', fix: 'Read the present state of the record from the API.' },
});
