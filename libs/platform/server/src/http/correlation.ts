import { randomUUID } from 'node:crypto';
import { ClsServiceManager } from 'nestjs-cls';

const KEY = 'correlationId';

/** The correlation id of what is happening right now: the request's, or the one of the request that caused the job. */
export const correlationId = (): string | undefined => ClsServiceManager.getClsService().get(KEY);

/** Runs work under a correlation id; jobs restore the one of the request that caused them. */
export const withCorrelationId = <Result>(id: string | undefined, work: () => Result): Result => {
  const cls = ClsServiceManager.getClsService();
  return cls.run(() => {
    cls.set(KEY, id ?? randomUUID());
    return work();
  });
};
