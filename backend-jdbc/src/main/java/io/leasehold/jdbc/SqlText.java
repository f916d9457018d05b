package io.leasehold.jdbc;

/**
 * Completes this package's SQL: {@code {lease}}, {@code {lock}}, {@code {job}} and {@code {meta}} become the namespace's tables, the parts
 * of {@link JobRow} and of the {@link Dialect} stand where they are named. The namespace was checked by
 * {@link io.leasehold.store.StoreOptions}; nothing else is ever spliced.
 */
record SqlText(Dialect dialect, String namespace) {
    String of(String text) {
        return text.replace("{jobColumns}", JobRow.COLUMNS)
                .replace("{setProgress}", JobRow.SET_PROGRESS)
                .replace("{setTombstone}", JobRow.SET_TOMBSTONE)
                .replace("{amongKeys}", dialect.forms().keys().among("id_key", "keys"))
                .replace("{freeJobs}", dialect.free("{job}", "id_key", "keys"))
                .replace("{freeLeases}", dialect.free("{lease}", "id", "leases"))
                .replace("{theseJobs}", dialect.unlocked("{job}", "id_key", "keys"))
                .replace("{theseLeases}", dialect.unlocked("{lease}", "id", "leases"))
                .replace("{lease}", namespace + "_lease")
                .replace("{lock}", namespace + "_lock")
                .replace("{job}", namespace + "_job")
                .replace("{meta}", namespace + "_meta")
                .replace("{now}", dialect.now())
                .replace("{nowOnce}", dialect.nowOnce())
                .replace("{keyType}", dialect.keyType())
                .replace("{seeks}", dialect.seeks())
                .replace("{textType}", dialect.textType())
                .replace("{collation}", dialect.collation())
                .replace("{ifNew}", dialect.ifNew())
                .replace("{waking}", dialect.waking(channel()).orElse("0"));
    }

    /** What whoever wants to hear this namespace's bell listens to. */
    String channel() {
        return namespace + "_bell";
    }
}
