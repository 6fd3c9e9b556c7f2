import { createRequire } from 'node:module';

/** The vendor's client sends only the `type` of an entity: this lets the rest through, as Teams needs it for citations. */
export function sendWholeEntities(): void {
  const require = createRequire(createRequire(import.meta.url).resolve('botbuilder'));
  const mappers = require('botframework-connector/lib/connectorApi/models/mappers');
  mappers.Entity.type.additionalProperties = { type: { name: 'any' } };
}
