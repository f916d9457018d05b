package io.leasehold.jdbc;

import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The survey of R5 in three statements: it ends what has lapsed, reads leases and the caller's stops, and looks for orphans. */
final class PostgresSurvey implements Forms.Surveying {
    private static final String END_LAPSED = """
            /* R4 R5 ends the earliest leases whose time has passed, unless they were renewed meanwhile */
            UPDATE {lease} SET standing = 1, ended = 'LAPSED', ended_at = {now}
            WHERE id = ANY (ARRAY(
                    SELECT id FROM {lease} WHERE standing = 0 AND ends_at <= {now} ORDER BY ends_at, id LIMIT :most
                    FOR UPDATE SKIP LOCKED))
              AND standing = 0 AND ends_at <= {now}""";

    private static final String LOOK = """
            SELECT 'fleet' AS kind, instances, CAST(jobs AS BIGINT) AS jobs, CAST(room AS BIGINT) AS room,
                CAST(weight AS BIGINT) AS weight, remaining, next_lapse, '' AS id, '' AS label, '' AS ended,
                CAST(NULL AS BYTEA) AS id_key
            FROM ({fleet}) f
            UNION ALL
            SELECT 'ended', 0, jobs, room, weight, 0, 0, id, label, ended, NULL FROM ({ended}) e
            UNION ALL
            SELECT 'stopped', 0, 0, 0, 0, 0, 0, '', '', '', id_key FROM ({stopped}) s""".replace("{fleet}", StepwiseSurvey.FLEET)
            .replace("{ended}", StepwiseSurvey.ENDED.replace(":most", ":mostEnded"))
            .replace("{stopped}", StepwiseSurvey.STOPPED);

    private static final String ORPHANS = """
            /* R5 by lanes: one owner, one type is one range of the orphan index */
            SELECT 1 FROM unnest(:owners) AS o (owner) CROSS JOIN unnest(:types, :oldest, :newest) AS t (type, oldest, newest)
            CROSS JOIN LATERAL (
                SELECT 1 FROM {job} j
                WHERE j.owner = o.owner AND j.runnable = 1 AND j.type = t.type AND j.state_version BETWEEN t.oldest AND t.newest
                ORDER BY j.owner, j.runnable, j.type, j.state_version LIMIT 1) AS found
            LIMIT 1""";

    private final String endLapsed;
    private final String look;
    private final String orphans;

    PostgresSurvey(SqlText text) {
        this.endLapsed = text.of(END_LAPSED);
        this.look = text.of(LOOK);
        this.orphans = text.of(ORPHANS);
    }

    @Override
    public Survey survey(Call call, SurveyRequest request) {
        int lapses =
                request.lapses() == 0 ? 0 : call.update(endLapsed, values -> values.bind("most", request.lapses()));
        List<Row> rows = look(call, request);
        FleetRow fleet =
                rows.stream().flatMap(row -> row.fleet.stream()).findFirst().orElseThrow();
        List<EndedLease> found = rows.stream()
                .flatMap(row -> row.ended.stream())
                .sorted(StepwiseSurvey.BY_ID)
                .toList();
        boolean more = found.size() > SurveyRequest.LEASES;
        List<EndedLease> named = more ? found.subList(0, SurveyRequest.LEASES) : found;
        return new Survey(
                fleet.caller(),
                fleet.fleet(),
                named,
                orphans(call, request, named),
                rows.stream().flatMap(row -> row.stopped.stream()).sorted().toList(),
                fleet.nextLapse(),
                more,
                lapses);
    }

    private List<Row> look(Call call, SurveyRequest request) {
        return call.list(
                look,
                values -> values.bind("lease", request.lease().value())
                        .bind("cursor", request.cursor().map(LeaseId::value).orElse(""))
                        .bind("mostEnded", SurveyRequest.LEASES + 1)
                        .bind("most", SurveyRequest.STOPS),
                (row, context) -> Row.read(row));
    }

    private boolean orphans(Call call, SurveyRequest request, List<EndedLease> named) {
        return call.first(
                        orphans,
                        values -> PostgresClaims.bindTypes(
                                values.bind("owners", SqlArray.of("text", StepwiseSurvey.owners(named))),
                                request.types()),
                        (row, context) -> true)
                .isPresent();
    }

    /** One of three things. */
    private record Row(Optional<FleetRow> fleet, Optional<EndedLease> ended, Optional<JobId> stopped) {
        static Row read(ResultSet row) throws SQLException {
            return switch (row.getString("kind")) {
                case "fleet" -> new Row(Optional.of(FleetRow.read(row)), Optional.empty(), Optional.empty());
                case "ended" -> new Row(Optional.empty(), Optional.of(StepwiseSurvey.ended(row)), Optional.empty());
                default -> new Row(Optional.empty(), Optional.empty(), Optional.of(JobRow.id(row.getBytes("id_key"))));
            };
        }
    }
}
