package io.leasehold.jdbc;

import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Load;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The survey of R5, each step a statement of its own. Its cost grows with the leases and with what it answers, never with the jobs. */
final class StepwiseSurvey implements Forms.Surveying {
    private static final String LAPSED = """
            SELECT id FROM {lease} WHERE standing = 0 AND ends_at <= {now} ORDER BY ends_at, id LIMIT :most""";

    private static final String END_LAPSED = """
            /* R4 R5 ends leases whose time has passed, unless they were renewed meanwhile */
            UPDATE {freeLeases} SET standing = 1, ended = 'LAPSED', ended_at = {now}
            WHERE {theseLeases} AND standing = 0 AND ends_at <= {now}""";

    static final String FLEET = """
            /* R5 the caller and the fleet, from the live leases alone */
            SELECT COUNT(CASE WHEN ends_at > {now} THEN 1 END) AS instances,
                   SUM(CASE WHEN ends_at > {now} THEN jobs ELSE 0 END) AS jobs,
                   SUM(CASE WHEN ends_at > {now} THEN room ELSE 0 END) AS room,
                   SUM(CASE WHEN ends_at > {now} THEN weight ELSE 0 END) AS weight,
                   MAX(CASE WHEN id = :lease THEN ends_at END) - {now} AS remaining,
                   MIN(CASE WHEN id <> :lease THEN ends_at END) - {now} AS next_lapse
            FROM {lease} WHERE standing = 0""";

    static final String ENDED = """
            /* R5 ended leases that are not drained */
            SELECT id, label, ended, jobs, room, weight FROM {lease} WHERE standing = 1 AND id > :cursor
            ORDER BY standing, id LIMIT :most""";

    static final String STOPPED = """
            /* R5 an owned job that is not runnable is one that the operator wants stopped, or about to be released */
            SELECT id_key FROM {job} WHERE owner = :lease AND runnable = 0 AND wish = 'STOPPED'
            ORDER BY owner, runnable, type, state_version, slot, id_key LIMIT :most""";

    static final Comparator<EndedLease> BY_ID = Comparator.comparing(EndedLease::id);

    private final OrphanLanes lanes;
    private final String lapsed;
    private final String endLapsed;
    private final String fleet;
    private final String ended;
    private final String stopped;

    StepwiseSurvey(SqlText text) {
        this.lanes = new OrphanLanes(text);
        this.lapsed = text.of(LAPSED);
        this.endLapsed = text.of(END_LAPSED);
        this.fleet = text.of(FLEET);
        this.ended = text.of(ENDED);
        this.stopped = text.of(STOPPED);
    }

    @Override
    public Survey survey(Call call, SurveyRequest request) {
        int lapses = endLapsed(call, request.lapses());
        List<EndedLease> found = ended(call, request.cursor());
        boolean more = found.size() > SurveyRequest.LEASES;
        List<EndedLease> named = more ? found.subList(0, SurveyRequest.LEASES) : found;
        FleetRow row = fleet(call, request.lease());
        return new Survey(
                row.caller(),
                row.fleet(),
                named,
                orphans(call, request, named),
                stopped(call, request.lease()),
                row.nextLapse(),
                more,
                lapses);
    }

    private int endLapsed(Call call, int most) {
        if (most == 0) {
            return 0;
        }
        List<String> found =
                call.list(lapsed, values -> values.bind("most", most), (row, context) -> row.getString("id"));
        return found.isEmpty() ? 0 : call.update(endLapsed, values -> values.bindList("leases", found));
    }

    private List<EndedLease> ended(Call call, Optional<LeaseId> cursor) {
        return call.list(
                ended,
                values -> values.bind("cursor", cursor.map(LeaseId::value).orElse(""))
                        .bind("most", SurveyRequest.LEASES + 1),
                (row, context) -> ended(row));
    }

    static EndedLease ended(ResultSet row) throws SQLException {
        return new EndedLease(
                new LeaseId(row.getString("id")),
                row.getString("label"),
                LeaseEnd.valueOf(row.getString("ended")),
                new Load(row.getLong("jobs"), row.getLong("room"), row.getInt("weight")));
    }

    private boolean orphans(Call call, SurveyRequest request, List<EndedLease> named) {
        return lanes.any(call, owners(named), request.types());
    }

    /** Nobody, and these. */
    static List<String> owners(List<EndedLease> named) {
        return Stream.concat(
                        Stream.of(JobRow.NOBODY),
                        named.stream().map(lease -> lease.id().value()))
                .toList();
    }

    /** Any of them, in id order: sorting all that a lease may own would not be bounded. */
    private List<JobId> stopped(Call call, LeaseId lease) {
        return call
                .list(
                        stopped,
                        values -> values.bind("lease", lease.value()).bind("most", SurveyRequest.STOPS),
                        (row, context) -> JobRow.id(row.getBytes("id_key")))
                .stream()
                .sorted()
                .toList();
    }

    private FleetRow fleet(Call call, LeaseId lease) {
        return call.first(fleet, values -> values.bind("lease", lease.value()), (row, context) -> FleetRow.read(row))
                .orElseThrow();
    }
}
