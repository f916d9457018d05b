package io.leasehold.jdbc;

import io.leasehold.store.Arguments;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The locks of R25: one row a lock, and one conditional statement a change. Its count isn't looked at: what has come of it is read in a
 * later statement, with the standing of the owner's lease, so that a lock whose holder has ended meanwhile is told as free (R8).
 */
final class JdbcLocks {
    private static final String FIND = """
            SELECT k.token, k.owner, k.due_at - {now} AS rest, l.standing, l.ends_at - {now} AS remaining
            FROM {lock} k LEFT JOIN {lease} l ON l.id = k.owner WHERE k.name_key = :key""";

    private static final String FLOOR = "SELECT number FROM {meta} WHERE name = 'floor'";

    private static final String TAKE = """
            /* R25 takes a lock that is free at this token, R6 from a dead owner alone, R8 for a live lease alone */
            UPDATE {lock} SET owner = :lease, token = token + 1, due_at = 0, changed_at = {now}
            WHERE name_key = :key AND token = :token AND due_at <= {now}
              AND (owner = '' OR EXISTS (SELECT 1 FROM {lease} d WHERE d.id = owner AND d.standing > 0))
              AND EXISTS (SELECT 1 FROM {lease} l WHERE l.id = :lease AND l.standing = 0)""";

    private static final String CREATE = """
            /* R25 takes a lock of which there is no row, R18 if the token is the floor */
            INSERT INTO {lock} (name_key, name, token, owner, due_at, changed_at)
            SELECT CAST(:key AS {keyType}), CAST(:name AS {textType}(200)), f.number + 1, CAST(:lease AS {textType}(16)), 0, {now}
            FROM {meta} f WHERE f.name = 'floor' AND f.number = :token
              AND EXISTS (SELECT 1 FROM {lease} l WHERE l.id = :lease AND l.standing = 0) {ifNew}""";

    private static final String RELEASE = """
            /* R25 releases what this live lease holds under this token, the token stays */
            UPDATE {lock} SET owner = '', due_at = CASE WHEN :rest > 0 THEN {now} + :rest ELSE 0 END, changed_at = {now}
            WHERE name_key = :key AND token = :token AND owner = :lease
              AND EXISTS (SELECT 1 FROM {lease} l WHERE l.id = :lease AND l.standing = 0)""";

    private final Calls calls;
    private final String find;
    private final String floor;
    private final String take;
    private final String create;
    private final String release;

    JdbcLocks(Calls calls, SqlText text) {
        this.calls = calls;
        this.find = text.of(FIND);
        this.floor = text.of(FLOOR);
        this.take = text.of(TAKE);
        this.create = text.of(CREATE);
        this.release = text.of(RELEASE);
    }

    LockRecord find(LockName name) {
        return calls.call("lock", call -> told(call, name));
    }

    LockRecord take(LockName name, LeaseId lease, long token) {
        Arguments.takeLock(token);
        return calls.call("takeLock", call -> {
            int taken = call.update(
                    take,
                    values -> values.bind("key", key(name))
                            .bind("lease", lease.value())
                            .bind("token", token));
            if (taken == 0 && present(call, name).isEmpty()) {
                var unused = call.insert(
                        create,
                        values -> values.bind("key", key(name))
                                .bind("name", name.value())
                                .bind("lease", lease.value())
                                .bind("token", token));
            }
            return told(call, name);
        });
    }

    LockRecord release(LockName name, LeaseId lease, long token, Duration rest) {
        Arguments.releaseLock(token, rest);
        return calls.call("releaseLock", call -> {
            call.update(
                    release,
                    values -> values.bind("key", key(name))
                            .bind("lease", lease.value())
                            .bind("token", token)
                            .bind("rest", rest.toMillis()));
            return told(call, name);
        });
    }

    private LockRecord told(Call call, LockName name) {
        return present(call, name)
                .orElseGet(() -> new LockRecord(
                        name,
                        call.first(floor, values -> {}, (row, context) -> row.getLong("number"))
                                .orElse(0L),
                        new LockRecord.Free()));
    }

    private Optional<LockRecord> present(Call call, LockName name) {
        return call.first(
                find,
                values -> values.bind("key", key(name)),
                (row, context) -> new LockRecord(name, row.getLong("token"), standing(row)));
    }

    private static LockRecord.Standing standing(ResultSet row) throws SQLException {
        String owner = row.getString("owner");
        boolean dead = row.getInt("standing") > 0;
        if (!owner.isEmpty() && !dead) {
            return new LockRecord.Held(new LeaseId(owner), Duration.ofMillis(Math.max(0, row.getLong("remaining"))));
        }
        long rest = row.getLong("rest");
        return rest > 0 ? new LockRecord.Resting(Duration.ofMillis(rest)) : new LockRecord.Free();
    }

    static byte[] key(LockName name) {
        return name.value().getBytes(StandardCharsets.UTF_8);
    }
}
