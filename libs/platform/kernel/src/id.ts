import { v7, validate } from 'uuid';

/** A new record id: UUID version 7 (RFC 9562), so that ids sort by the time they were made. */
export const newId = (): string => v7();

/** Whether a text is a UUID of any version. */
export const isUuid = (text: string): boolean => validate(text);
