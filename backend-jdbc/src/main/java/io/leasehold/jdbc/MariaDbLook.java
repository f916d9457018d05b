package io.leasehold.jdbc;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ClaimRequest.Named;
import io.leasehold.store.ClaimRequest.Orphans;
import io.leasehold.store.LeaseId;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/** How a claim looks for candidates within a block (R9), and from whom (R6). */
interface MariaDbLook {
    /** The statements; what they find is read by {@link ClaimParts}. */
    String sql();

    void bind(SqlStatement<?> values);

    static MariaDbLook of(ClaimRequest request) {
        return request.target() instanceof Orphans orphans
                ? new OfOrphans(request, orphans)
                : new OfOne((Named) request.target());
    }

    /** Looks for jobs of these dead leases, or nobody's. */
    record OfOrphans(ClaimRequest request, Orphans bounds) implements MariaDbLook {
        private static final String FORMERS = """
                SELECT 1 AS former, id, ended, heard_at, ended_at FROM {lease} WHERE id IN (<dead>) AND standing > 0;
                """;

        private static final String OWNERS =
                "SELECT '' AS owner UNION ALL SELECT id FROM {lease} WHERE id IN (<dead>) AND standing > 0";

        static final String EACH = """
                SELECT 1 AS candidate, id_key, slot, size, owner, type, state_version FROM {job} FORCE INDEX ({job}_orphan)
                WHERE owner = lane.owner AND runnable = 1 AND type = lane.type AND state_version = found AND slot >= :slot
                ORDER BY owner, runnable, type, state_version, slot, id_key LIMIT :most;""";

        @Override
        public String sql() {
            return request.types().isEmpty()
                    ? FORMERS
                    : FORMERS + MariaDbLanes.walk(OWNERS, request.types().size(), "TRUE", EACH);
        }

        @Override
        public void bind(SqlStatement<?> values) {
            List<String> dead = bounds.dead().stream().map(LeaseId::value).toList();
            // No lease has an empty id.
            values.bindList("dead", dead.isEmpty() ? List.of(JobRow.NOBODY) : dead)
                    .bind("slot", request.startSlot())
                    .bind("most", bounds.maxJobs());
            MariaDbLanes.bind(values, request.types());
        }
    }

    /** Looks for one job. */
    record OfOne(Named target) implements MariaDbLook {
        private static final String ONE = """
                SELECT 1 AS former, id, ended, heard_at, ended_at FROM {lease}
                WHERE id = (SELECT owner FROM {job} WHERE id_key = :key) AND standing > 0;
                SELECT 1 AS candidate, id_key, slot, size, owner, type, state_version FROM {job} WHERE id_key = :key AND runnable = 1;
                """;

        @Override
        public String sql() {
            return ONE;
        }

        @Override
        public void bind(SqlStatement<?> values) {
            values.bind("key", JobRow.key(target.job()));
        }
    }
}
