import pg from 'pg';

/**
 * Tables of the directory: small, and with names that are not sealed because the store compares them. An ordinary vacuum leaves the
 * bytes of a dead row in its page until something else needs the room, so these are written anew.
 */
const rewritten: ReadonlySet<string> = new Set([
  'customers',
  'customer_links',
  'customer_values',
  'contacts',
  'staff',
  'staff_identities',
  'leaves',
  'posts',
]);

/** How long a rewrite may wait for its lock: everybody who wants the table waits behind it. */
const lockMs = 2_000;
const lockNotAvailable = '55P03';

/**
 * Takes dead rows out of all tables of the store, and their bytes out of the directory's. Has a connection of its own: it may take
 * longer than a statement of a turn may. Transactions that began before and still run keep their dead rows.
 */
export async function vacuum(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, application_name: 'shouwen' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${lockMs}`);
    const { rows } = await client.query('select tablename from pg_tables where schemaname = current_schema()');
    for (const { tablename } of rows) {
      const table = client.escapeIdentifier(String(tablename));
      if (!rewritten.has(tablename) || !(await rewrite(client, table)))
        await client.query(`vacuum (index_cleanup on) ${table}`);
    }
  } finally {
    await client.end();
  }
}

/** False: the table is in use all the time. */
async function rewrite(client: pg.Client, table: string): Promise<boolean> {
  try {
    await client.query(`vacuum (full) ${table}`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === lockNotAvailable) return false;
    throw error;
  }
}
