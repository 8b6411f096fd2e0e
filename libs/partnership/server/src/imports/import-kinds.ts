import { Injectable } from '@nestjs/common';
import type { ImportKindName } from '@tandem/partnership-domain';
import { RequestImportKind } from '../request-imports/request-import.kind';
import { TakeoverKind } from '../takeovers/takeover.kind';
import type { ImportKind } from './import-kind';

/** The kinds of import there are. */
@Injectable()
export class ImportKinds {
  private readonly byName: Readonly<Record<ImportKindName, ImportKind>>;

  constructor(requests: RequestImportKind, takeover: TakeoverKind) {
    this.byName = { requests, takeover };
  }

  /** The kind of an import that is stored. */
  of(name: ImportKindName): ImportKind {
    return this.byName[name];
  }
}
