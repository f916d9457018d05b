package io.leasehold.jdbc;

import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Wish;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** What is read of jobs (R19): by key, in pages, by owner. Always from where it is written. */
final class JdbcReads {
    private static final String FIND = "SELECT {jobColumns} FROM {job} WHERE id_key = :key AND deleted = 0";

    private static final String LIST = "SELECT {jobColumns} FROM {job} WHERE deleted = 0 AND id_key > :after";

    private static final String OWNED = """
            /* R19 from the index alone */
            SELECT id_key, token, wish FROM {job} WHERE owner = :owner AND id_key > :after ORDER BY owner, id_key LIMIT :most""";

    private final Calls calls;
    private final String find;
    private final String list;
    private final String owned;

    JdbcReads(Calls calls, SqlText text) {
        this.calls = calls;
        this.find = text.of(FIND);
        this.list = text.of(LIST);
        this.owned = text.of(OWNED);
    }

    Optional<JobRecord> find(JobId id) {
        return calls.call(
                "find",
                call -> call.first(
                        find, values -> values.bind("key", JobRow.key(id)), (row, context) -> JobRow.read(row)));
    }

    JobPage list(JobQuery query) {
        List<JobRecord> found = calls.call(
                "list",
                call -> call.list(listing(query), values -> bind(values, query), (row, context) -> JobRow.read(row)));
        boolean more = found.size() > query.limit();
        return new JobPage(more ? found.subList(0, query.limit()) : found, more);
    }

    /** The order names the columns of the index that serves the filter first: they are constant, so it stays the order of ids. */
    private String listing(JobQuery query) {
        String order = query.owner().isPresent() ? "owner, " : query.status().isPresent() ? "status, " : "";
        return list
                + (query.type().isPresent() ? " AND type = :type" : "")
                + (query.status().isPresent() ? " AND status = :status" : "")
                + (query.owner().isPresent() ? " AND owner = :owner" : "")
                + " ORDER BY " + order + "id_key LIMIT :most";
    }

    private static void bind(SqlStatement<?> values, JobQuery query) {
        values.bind("after", after(query.after())).bind("most", query.limit() + 1);
        query.type().ifPresent(type -> values.bind("type", type));
        query.status().ifPresent(status -> values.bind("status", status.name()));
        query.owner().ifPresent(owner -> values.bind("owner", owner.value()));
    }

    OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        List<OwnedPage.Owned> found = calls.call(
                "owned",
                call -> call.list(
                        owned,
                        values -> values.bind("owner", lease.value())
                                .bind("after", after(after))
                                .bind("most", JobQuery.PAGE + 1),
                        (row, context) -> new OwnedPage.Owned(
                                JobRow.id(row.getBytes("id_key")),
                                row.getLong("token"),
                                Wish.valueOf(row.getString("wish")))));
        boolean more = found.size() > JobQuery.PAGE;
        return new OwnedPage(more ? found.subList(0, JobQuery.PAGE) : found, more);
    }

    /** No bytes come before any id. */
    private static byte[] after(Optional<JobId> id) {
        return id.map(JobRow::key).orElseGet(JobRow::none);
    }
}
