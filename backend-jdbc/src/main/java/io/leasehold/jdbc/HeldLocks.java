package io.leasehold.jdbc;

import io.leasehold.store.LockName;
import io.leasehold.store.TidyAnswer;
import java.util.List;
import java.util.Optional;

/** The walk over the locks in the order of their names (R18, R25): absent owners are buried, dead ones cleared. Used by one call. */
final class HeldLocks {
    private static final String NEXT = """
            SELECT k.name_key, k.name, k.token, k.owner, l.standing
            FROM {lock} k LEFT JOIN {lease} l ON l.id = k.owner
            WHERE k.name_key > :after ORDER BY k.name_key LIMIT :most""";

    private static final String CLEAR = """
            /* R18 clears a dead owner from a lock, the token stays */
            UPDATE {lock} SET owner = '', due_at = 0, changed_at = {now}
            WHERE name_key = :key AND token = :token AND owner = :owner
              AND EXISTS (SELECT 1 FROM {lease} d WHERE d.id = :owner AND d.standing > 0)""";

    private final Call call;
    private final SqlText text;
    private int buried;
    private int cleared;

    HeldLocks(Call call, SqlText text) {
        this.call = call;
        this.text = text;
    }

    int buried() {
        return buried;
    }

    int cleared() {
        return cleared;
    }

    /** One step; answers the name where the next one goes on, if the walk isn't through. */
    Optional<String> step(String after) {
        List<Found> page = call.list(
                text.of(NEXT),
                values -> values.bind("after", after.isEmpty() ? JobRow.none() : JdbcLocks.key(new LockName(after)))
                        .bind("most", TidyAnswer.OWNERS),
                (row, context) -> new Found(
                        row.getBytes("name_key"),
                        row.getString("name"),
                        row.getLong("token"),
                        row.getString("owner"),
                        Optional.ofNullable(row.getObject("standing", Integer.class))));
        String visited = "";
        for (Found lock : page) {
            if (!visited.isEmpty() && call.late()) {
                return Optional.of(visited);
            }
            visit(lock);
            visited = lock.name;
        }
        return page.size() < TidyAnswer.OWNERS ? Optional.empty() : Optional.of(visited);
    }

    private void visit(Found lock) {
        if (lock.owner.isEmpty()) {
            return;
        }
        if (lock.standing.isEmpty()) {
            buried += JdbcHousekeeping.bury(call, text, lock.owner) ? 1 : 0;
        } else if (lock.standing.get() > 0) {
            cleared += call.update(
                    text.of(CLEAR),
                    values -> values.bind("key", lock.key)
                            .bind("token", lock.token)
                            .bind("owner", lock.owner));
        }
    }

    /**
     * A lock on the walk.
     *
     * @param key its name's bytes
     * @param name its name
     * @param token of its last holder
     * @param owner the lease that holds it; empty for nobody
     * @param standing of that lease; none: there is no record of it
     */
    private record Found(byte[] key, String name, long token, String owner, Optional<Integer> standing) {}
}
