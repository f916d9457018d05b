package io.leasehold.jdbc;

import io.leasehold.store.StoreException.StoreRejected;

/** The bell of R20: one row of its own, changed and read by one statement of its own. */
final class JdbcBell {
    private static final String RING = "/* R20 */ UPDATE {meta} SET number = number + 1 + {waking} WHERE name = 'bell'";
    private static final String BELL = "/* R20 */ SELECT number FROM {meta} WHERE name = 'bell'";

    private final Calls calls;
    private final String ring;
    private final String bell;

    JdbcBell(Calls calls, SqlText text) {
        this.calls = calls;
        this.ring = text.of(RING);
        this.bell = text.of(BELL);
    }

    long bell() {
        return calls.call(
                "bell",
                call -> call.first(bell, values -> {}, (row, context) -> row.getLong("number"))
                        .orElseThrow(JdbcBell::missing));
    }

    void ring() {
        calls.call("ring", call -> {
            if (call.update(ring, values -> {}) == 0) {
                throw missing();
            }
            return true;
        });
    }

    private static StoreRejected missing() {
        return new StoreRejected("the schema has no bell; prepare(CREATE) makes it");
    }
}
