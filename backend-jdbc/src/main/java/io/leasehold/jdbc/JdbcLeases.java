package io.leasehold.jdbc;

import io.leasehold.store.Arguments;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import java.time.Duration;
import java.util.Optional;

/** R1 to R4: one row a lease, one statement a heartbeat, on a connection of their own. */
final class JdbcLeases {
    private static final String GRANT = """
            /* R1 creates a live lease, the end is by this clock */
            INSERT INTO {lease} (id, label, jobs, room, weight, heard_at, ends_at, last_claim, standing, ended, ended_at)
            VALUES (:lease, :label, :jobs, :room, :weight, {now}, {now} + :ttl, 0, 0, '', 0) {ifNew}""";

    private static final String RENEW = """
            /* R2 moves the end of a lease that is not ended, R3 and never of another */
            UPDATE {lease} SET heard_at = {now}, ends_at = {now} + :extension, jobs = :jobs, room = :room, weight = :weight
            WHERE id = :lease AND standing = 0""";

    private static final String REMAINING = """
            SELECT ends_at - {now} AS remaining FROM {lease} WHERE id = :lease AND standing = 0""";

    private static final String END = """
            /* R4 the first end stands */
            UPDATE {lease} SET standing = 1, ended = :how, ended_at = {now} WHERE id = :lease AND standing = 0""";

    private final Calls calls;
    private final String grant;
    private final String renew;
    private final String remaining;
    private final String end;

    JdbcLeases(Calls calls, SqlText text) {
        this.calls = calls;
        this.grant = text.of(GRANT);
        this.renew = text.of(RENEW);
        this.remaining = text.of(REMAINING);
        this.end = text.of(END);
    }

    LeaseState grant(LeaseId lease, String label, Duration ttl) {
        Arguments.grant(label, ttl);
        return calls.call("grant", call -> {
            boolean created = call.insert(
                    grant,
                    values -> values.bind("lease", lease.value())
                            .bind("label", label)
                            .bind("jobs", Load.NONE.jobs())
                            .bind("room", Load.NONE.room())
                            .bind("weight", Load.NONE.weight())
                            .bind("ttl", ttl.toMillis()));
            return created ? live(ttl.toMillis()) : state(call, lease);
        });
    }

    LeaseState renew(LeaseId lease, Duration extension, Load load) {
        Arguments.renew(extension);
        return calls.call("renew", call -> {
            if (extension.isZero()) {
                return state(call, lease);
            }
            int renewed = call.update(
                    renew,
                    values -> values.bind("lease", lease.value())
                            .bind("extension", extension.toMillis())
                            .bind("jobs", load.jobs())
                            .bind("room", load.room())
                            .bind("weight", load.weight()));
            return renewed == 1 ? live(extension.toMillis()) : new LeaseState.Ended();
        });
    }

    void end(LeaseId lease, LeaseEnd how) {
        calls.call(
                "end",
                call -> call.update(
                        end, values -> values.bind("lease", lease.value()).bind("how", how.name())));
    }

    private LeaseState state(Call call, LeaseId lease) {
        Optional<Long> left = call.first(
                remaining, values -> values.bind("lease", lease.value()), (row, context) -> row.getLong("remaining"));
        return left.map(JdbcLeases::live).orElse(new LeaseState.Ended());
    }

    private static LeaseState live(long millis) {
        return new LeaseState.Live(Duration.ofMillis(Math.max(0, millis)));
    }
}
