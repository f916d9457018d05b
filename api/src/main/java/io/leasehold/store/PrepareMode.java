package io.leasehold.store;

/** What {@link LeaseStore#prepare} may do to the database. */
public enum PrepareMode {
    /** Create what is missing, bring an older schema up to date by additions alone, then validate. */
    CREATE,
    /** Change nothing; reject a schema that is missing or of another number. */
    VALIDATE,
    /**
     * Neither look nor change. Where the schema is missing or another one, calls are {@link StoreException.StoreRejected} then; a
     * store that needs no preparation works without.
     */
    NONE
}
