package io.leasehold.jdbc;

import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The survey of R5 in one block: it ends what has lapsed, reads leases and the caller's stops, and looks for orphans until it has found one. */
final class MariaDbSurvey implements Forms.Surveying {
    private static final String SURVEY = """
            /* R5 */ BEGIN NOT ATOMIC
            DECLARE lapses, orphaned INT DEFAULT 0;
            {declared}
            IF :most > 0 THEN
              FOR late IN (SELECT id FROM {lease} WHERE standing = 0 AND ends_at <= {now} ORDER BY ends_at, id LIMIT :most) DO
                {endLapsed};
                SET lapses = lapses + ROW_COUNT();
              END FOR;
            END IF;
            SELECT lapses;
            {fleet};
            {ended};
            {stopped};
            {look}
            SELECT orphaned;
            END""";

    /** Of one lease, unless its row is locked: a heartbeat may be on its way. */
    private static final String END_LAPSED = """
            UPDATE (SELECT id AS free_id FROM {lease} WHERE id = late.id LIMIT 1 FOR UPDATE SKIP LOCKED) free
              STRAIGHT_JOIN {lease} ON id = free_id
            SET standing = 1, ended = 'LAPSED', ended_at = {now} WHERE standing = 0 AND ends_at <= {now}""";

    private static final String OWNERS = """
            SELECT '' AS owner UNION ALL
            (SELECT id FROM {lease} WHERE standing = 1 AND id > :cursor ORDER BY standing, id LIMIT %d)""".formatted(SurveyRequest.LEASES);

    private final SqlText text;

    MariaDbSurvey(SqlText text) {
        this.text = text;
    }

    @Override
    public Survey survey(Call call, SurveyRequest request) {
        String look = request.types().isEmpty()
                ? ""
                : MariaDbLanes.walk(
                        OWNERS,
                        request.types().size(),
                        "orphaned = 0",
                        "SET orphaned = 1, looked = %d;".formatted(MariaDbLanes.VERSIONS));
        String block = text.of(SURVEY.replace("{declared}", MariaDbLanes.DECLARED)
                .replace("{endLapsed}", END_LAPSED)
                .replace("{fleet}", StepwiseSurvey.FLEET)
                .replace("{ended}", StepwiseSurvey.ENDED.replace(":most", ":mostEnded"))
                .replace("{stopped}", StepwiseSurvey.STOPPED.replace(":most", ":mostStopped"))
                .replace("{look}", look));
        return Parts.of(call.block(
                        block,
                        values -> {
                            values.bind("lease", request.lease().value())
                                    .bind(
                                            "cursor",
                                            request.cursor().map(LeaseId::value).orElse(""))
                                    .bind("most", request.lapses())
                                    .bind("mostEnded", SurveyRequest.LEASES + 1)
                                    .bind("mostStopped", SurveyRequest.STOPS);
                            MariaDbLanes.bind(values, request.types());
                        },
                        Parts::read))
                .survey();
    }

    /** What the results of the block told. */
    private static final class Parts {
        private final List<EndedLease> ended = new ArrayList<>();
        private final List<JobId> stopped = new ArrayList<>();
        private Optional<FleetRow> fleet = Optional.empty();
        private int lapses;
        private boolean orphaned;

        /** Of one result, which its first column's name tells. */
        static Parts read(ResultSet rows) throws SQLException {
            Parts parts = new Parts();
            String kind = rows.getMetaData().getColumnLabel(1);
            while (rows.next()) {
                switch (kind) {
                    case "lapses" -> parts.lapses = rows.getInt(1);
                    case "instances" -> parts.fleet = Optional.of(FleetRow.read(rows));
                    case "id" -> parts.ended.add(StepwiseSurvey.ended(rows));
                    case "id_key" -> parts.stopped.add(JobRow.id(rows.getBytes(1)));
                    default -> parts.orphaned = rows.getInt(1) == 1;
                }
            }
            return parts;
        }

        static Parts of(List<Parts> results) {
            Parts all = new Parts();
            for (Parts one : results) {
                all.ended.addAll(one.ended);
                all.stopped.addAll(one.stopped);
                all.fleet = one.fleet.or(() -> all.fleet);
                all.lapses += one.lapses;
                all.orphaned |= one.orphaned;
            }
            return all;
        }

        Survey survey() {
            boolean more = ended.size() > SurveyRequest.LEASES;
            FleetRow found = fleet.orElseThrow();
            return new Survey(
                    found.caller(),
                    found.fleet(),
                    List.copyOf(more ? ended.subList(0, SurveyRequest.LEASES) : ended),
                    orphaned,
                    stopped.stream().sorted().toList(),
                    found.nextLapse(),
                    more,
                    lapses);
        }
    }
}
