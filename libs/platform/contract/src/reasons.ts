import type { ErrorKind } from './error-kind';

/** What is known of one reason: rule, number on the wire, kind, what it says and how to mend it (English; the console words it itself). */
export interface Reason {
  readonly rule: string;
  readonly code: number;
  readonly kind: ErrorKind;
  readonly says: string;
  readonly fix: string;
}

/** A context's catalogue of reasons. The keys are the literals that rules throw. */
export const defineReasons = <Catalogue extends Readonly<Record<string, Reason>>>(catalogue: Catalogue): Catalogue => catalogue;

/** Reasons that belong to no context: the request itself is at fault. */
export const PLATFORM_REASONS = defineReasons({
  FIELD_INVALID: { rule: 'API-01', code: 800002, kind: 'invalid', says: 'A field of the request is not valid.', fix: 'Correct the field that is named.' },
  BODY_UNREADABLE: { rule: 'API-02', code: 800002, kind: 'invalid', says: 'The body is not JSON that can be read.', fix: 'Send a JSON object encoded in UTF-8.' },
  BODY_TOO_LARGE: { rule: 'API-03', code: 800002, kind: 'invalid', says: 'The body is larger than this route takes.', fix: 'Send less at once.' },
  TOKEN_REQUIRED: { rule: 'API-04', code: 800001, kind: 'unauthenticated', says: 'Nobody is signed in.', fix: 'Sign in, or send a valid access token.' },
  ROLE_MISSING: { rule: 'ROL-01', code: 900150, kind: 'forbidden', says: 'Your roles do not allow this.', fix: 'Ask somebody who holds one of the required roles.' },
  LOCATION_MISSING: { rule: 'ROL-08', code: 710160, kind: 'forbidden', says: 'Your role counts at other MPN locations, not at this one.', fix: 'Ask somebody who holds the role at this location.' },
  PROGRAM_MISSING: { rule: 'ORG-02', code: 900149, kind: 'forbidden', says: 'Your organisation does not hold the program this needs.', fix: 'Enroll in the program first.' },
  USER_REQUIRED: { rule: 'API-05', code: 900150, kind: 'forbidden', says: 'Only a person can do this, not an API client by itself.', fix: 'Use the access token of a signed-in person.' },
  MFA_REQUIRED: { rule: 'ROL-12', code: 710080, kind: 'forbidden', says: 'This installation asks for a second factor, and this sign-in had none.', fix: 'Set one up under Security and sign in with it; get a new token afterwards.' },
  NOT_FOUND: { rule: 'SEC-01', code: 1000, kind: 'missing', says: 'There is no such record for you.', fix: 'Check the address and the organisation you act for.' },
  METHOD_UNKNOWN: { rule: 'API-06', code: 1000, kind: 'missing', says: 'There is no such route.', fix: 'Check method and path against /openapi.json.' },
  STALE: { rule: 'API-07', code: 2055, kind: 'invalid', says: 'The record has changed since you read it.', fix: 'Read it again and repeat the change.' },
  REQUEST_ID_REUSED: { rule: 'API-08', code: 1003, kind: 'conflict', says: 'This MS-RequestId was used for another request.', fix: 'Use a new id for a new request.' },
  REQUEST_IN_PROGRESS: { rule: 'API-08', code: 1003, kind: 'conflict', says: 'The first request with this MS-RequestId is still running.', fix: 'Repeat it after a second.' },
  CLOCK_BACKWARD: { rule: 'API-10', code: 800002, kind: 'conflict', says: 'The clock of the sandbox moves forward only.', fix: 'Name a later instant, or reset the sandbox first.' },
  HEADER_UNSAFE: { rule: 'INV-10', code: 800002, kind: 'invalid', says: 'A line of the mail holds a line break or another control character.', fix: 'Write it on one line.' },
  ADDRESS_SUPPRESSED: { rule: 'EML-13', code: 1003, kind: 'conflict', says: 'Earlier mails to this address came back, so nothing is sent to it.', fix: 'Use another address, or send the text by your own mail program.' },
  DELIVERY_NOT_OPEN: { rule: 'EML-14', code: 1003, kind: 'conflict', says: 'This mail is on its way, was sent or was taken back, so it is not sent again.', fix: 'Look at its state; to write again, send a new one.' },
  DELIVERY_NOT_UNCERTAIN: { rule: 'EML-17', code: 1003, kind: 'conflict', says: 'What became of this mail is known, so there is nothing to resolve.', fix: 'Look at its state.' },
  DELIVERY_NOT_DEAD: { rule: 'EML-15', code: 1003, kind: 'conflict', says: 'Only a mail that failed or came back can be dismissed, and only once.', fix: 'Look at its state; an uncertain one is sent again or confirmed.' },
  JOB_NOT_FAILED: { rule: 'API-11', code: 1003, kind: 'conflict', says: 'This job has not failed, so it is neither run again nor dismissed.', fix: 'Look at its state.' },
  VIEW_NAME_TAKEN: { rule: 'VIEW-01', code: 1003, kind: 'conflict', says: 'Another of your views of this page has this name.', fix: 'Choose another name, or change that view.' },
  VIEW_LIMIT: { rule: 'VIEW-02', code: 1003, kind: 'conflict', says: 'You keep as many views of this page as one person may.', fix: 'Remove one that you no longer need.' },
  AUDIT_TOO_OLD: { rule: 'AUD-02', code: 3000, kind: 'invalid', says: 'The activity log is read for the last 90 days only.', fix: 'Choose a later start; a single record can be read at any age.' },
  PERIOD_REVERSED: { rule: 'AUD-02', code: 3000, kind: 'invalid', says: 'The period ends before it begins.', fix: 'Choose a later end, or an earlier start.' },
  FILTER_INVALID: { rule: 'AUD-02', code: 3000, kind: 'invalid', says: 'The filter cannot be read, or its field or operator is unknown here.', fix: 'Send Field, Value and Operator as JSON: CompanyName substring, CustomerId, ResourceType or OperationType equals.' },
  ORIGIN_FOREIGN: { rule: 'SEC-06', code: 1002, kind: 'forbidden', says: 'The request comes from a page of another site.', fix: 'Open Tandem itself and do it there.' },
  TOO_MANY_REQUESTS: { rule: 'SEC-05', code: 429, kind: 'limited', says: 'Rate limit is exceeded.', fix: 'Wait for the time that Retry-After names.' },
});
