import { storeConformance } from './conformance.js';
import { findPostgres, postgresServer, sqliteServer } from './databases.js';

storeConformance('embedded SQLite', sqliteServer);

const server = await findPostgres();
if (server) storeConformance('PostgreSQL', () => postgresServer(server));
